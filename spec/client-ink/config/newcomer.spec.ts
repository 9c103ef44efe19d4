/** Somebody who starts the client for the first time. */
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { expect } from 'chai';
import { configure } from '../../../client-ink/config/config.ts';
import { welcomed } from '../../../client-ink/config/newcomer.ts';
import { configurationOf } from '../../../client-ink/config/questions.ts';
import { newFolder } from '../../support/folders.ts';

/** Answers each question, as the terminal asks it, by these keys. Tells what was shown and what came of it. */
async function asked(file: string, keys: readonly string[], login = 'ann') {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const left = [...keys];
  let shown = '';
  let heard = 0;
  output.on('data', (chunk: Buffer) => {
    shown += chunk.toString();
    if (!shown.slice(heard).includes(': ')) return;
    heard = shown.length;
    const next = left.shift();
    if (next !== undefined) setImmediate(() => input.write(next));
  });
  const result = await welcomed(file, login, { input, output });
  return { shown, result };
}

/** What the configuration means. */
function meant(text: string) {
  const made = configure({}, { name: 'config.toml', text }, { env: {}, terminal: true });
  if ('mistakes' in made) throw new Error(made.mistakes.join('\n'));
  const [{ address, nick, rooms }] = made.profiles.begun;
  return { address, nick, rooms };
}

describe('a newcomer', () => {
  it('is asked for server, nick and rooms, a line each, and has a configuration then', async () => {
    const file = join(newFolder(), 'parlance', 'config.toml');
    const { shown, result } = await asked(file, ['tls://chat.example\r', 'bea\r', 'dev #tea\r']);
    expect(shown).to.include('Server, such as tls://chat.example [127.0.0.1:7667]: ');
    expect(shown).to.include('Your nick there [ann]: ');
    expect(shown).to.include(`${file} has your answers`);
    expect(readFileSync(file, 'utf8')).to.equal(result?.text);
    expect(statSync(file).mode & 0o777).to.equal(0o600);
    expect(meant(result?.text ?? '')).to.deep.equal({
      address: { by: 'tls', host: 'chat.example', port: 7667 },
      nick: 'bea',
      rooms: ['#dev', '#tea'],
    });
  });

  it('takes what stands in brackets by Enter, and skips a question by Esc', async () => {
    const file = join(newFolder(), 'config.toml');
    const { result } = await asked(file, ['\r', 'half\x1b', '\r']);
    const here = { by: 'tcp', host: '127.0.0.1', port: 7667 };
    expect(meant(result?.text ?? '')).to.deep.equal({ address: here, nick: undefined, rooms: [] });
    expect(result?.text).to.include('server = "127.0.0.1:7667"').and.include('\n# nick = "ann"\n');
  });

  it('is asked again where an answer makes no sense, and told why', async () => {
    const file = join(newFolder(), 'config.toml');
    const keys = ['no server\r', 'chat.example\r', '9x\r', 'bea\r', '#a/b\r', '#a\r'];
    const { shown, result } = await asked(file, keys);
    expect(shown).to.include('"no server" is no server: write ');
    expect(shown).to.include(`"9x" can't be a nick: a nick may not start with a digit.`);
    expect(shown).to.include(`"#a/b" can't be a room`);
    expect(meant(result?.text ?? '')).to.deep.include({ nick: 'bea', rooms: ['#a'] });
  });

  it('may leave, and nothing is written', async () => {
    const file = join(newFolder(), 'config.toml');
    expect((await asked(file, ['chat.example\r', '\x03'])).result).to.equal(undefined);
    expect(existsSync(file)).to.equal(false);
  });

  it('goes on with the answers where they can not be kept, and is told so', async () => {
    const place = join(newFolder(), 'file');
    writeFileSync(place, '');
    const { shown, result } = await asked(join(place, 'config.toml'), ['\r', '\r', '\r'], '9x');
    expect(shown).to.include('Your answers are not kept: ').and.include('Your nick there: ');
    expect(meant(result?.text ?? '').nick).to.equal(undefined);
  });

  it('finds examples in the configuration that hold when they are uncommented', () => {
    const text = configurationOf({}).replace(/^# (?=[a-z[])/gm, '');
    expect(meant(text).rooms).to.deep.equal(['#dev', '#tea']);
  });
});
