/** A program of the operator is asked about who comes: a real one, that answers, is slow, or is not there. */
import { execFileSync } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { scriptIn } from '../../server/system/ask-script.ts';
import { newFolder } from '../support/folders.ts';
import { openServer } from '../support/server.ts';

/** A program that does this. */
function script(does: string): string {
  const file = join(newFolder(), 'ask');
  writeFileSync(file, `#!/bin/sh\n${does}\n`);
  chmodSync(file, 0o755);
  return file;
}

/** Resolves once a process of this one has ended, and this one knows. */
async function hasEnded(pid: number): Promise<void> {
  for (;;) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe('a program that is asked about an address', () => {
  it('gets the address, and none of the environment but PATH; its first line is the answer', async () => {
    const file = script('echo "refuse $1 $HOME"; echo more; sleep 1000');
    expect(await scriptIn(file)('192.0.2.7').answer).to.equal('refuse 192.0.2.7 ');
  });

  it('is ended with all that it has begun when nobody waits for it any more', async () => {
    const asked = scriptIn(script('sleep 1000 | cat'))('192.0.2.7');
    asked.stop();
    const why = await asked.answer.catch(({ message }: Error) => message);
    expect(why).to.match(/ended with SIGKILL and no answer$/);
  });

  it('is ended with what it has left behind, also when it has ended itself, and when that has left its group', async () => {
    for (const leaving of ['sleep 1000 &', 'setsid sleep 3 &']) {
      const pipe = join(newFolder(), 'pid');
      execFileSync('mkfifo', [pipe]);
      const asked = scriptIn(script(`${leaving}\necho $$ >${pipe}`))('A');
      await hasEnded(Number(await readFile(pipe, 'utf8')));
      asked.stop();
      const why = await asked.answer.catch(({ message }: Error) => message);
      expect(why).to.match(/ended with 0 and no answer$/);
    }
  });

  it('says what is wrong when it is not there, ends without a word, or says too much', async () => {
    const why = (file: string) => scriptIn(file)('A').answer.catch(({ message }: Error) => message);
    expect(await why('/nowhere/ask')).to.match(/ENOENT/);
    expect(await why(join(script('echo in'), 'ask'))).to.match(/ENOTDIR/);
    expect(await why(script('exit 3'))).to.match(/ended with 3 and no answer$/);
    expect(await why(script("head -c 9000 /dev/zero | tr '\\0' x"))).to.match(/no answer$/);
  });
});

describe('who comes to a server that asks a program', () => {
  it('is told its words, and let in to log in at most, in every dialect', async () => {
    const server = await openServer({ askScript: script('echo account too much spam') });
    const { clerk } = server;
    await clerk({ ask: 'add', nick: 'ann', password: 'correct-horse-battery' });
    const [ann, bob] = [await server.connect('ann'), await server.connect('bob')];
    ann.send('{"cmd":"join","rooms":["#dev"],"tag":"t"}');
    const told = (await ann.until(/"ev":"error","re":"t","code":"account_needed"/)).at(-1) ?? '';
    expect((JSON.parse(told) as { message: string }).message).to.equal(
      'Whoever comes from your address needs an account here: too much spam. /login NICK PASSWORD if you have one; if not, ask whoever runs this server for one.',
    );
    bob.send('/register correct-horse-battery');
    await bob.until(/^! account_needed: /);
    bob.send('/nick bob');
    await bob.until(/^! account_needed: /);
    ann.send('/login@l ann correct-horse-battery');
    await ann.until(/"re":"l".*"nick":"ann"/);
    ann.send('/join@j #dev');
    await ann.until(/"ev":"ok","re":"j"/);
  });

  it('is turned away with its words', async () => {
    const server = await openServer({ askScript: script('echo refuse not from there') });
    const eve = await server.connect('eve');
    expect(await eve.next()).to.equal('* Bye: not from there');
    expect(await eve.event('bye')).to.include({ code: 'banned', message: 'not from there' });
    await eve.closed();
  });

  it('is asked about once the configuration says so', async () => {
    const server = await openServer();
    const ann = await server.party('ann');
    server.configuration.text = `ask-script = "${script('echo refuse')}"`;
    await server.clerk({ ask: 'rehash' });
    const eve = await server.connect('eve');
    expect(await eve.next()).to.equal('* Bye: Your address is not let in here.');
    await ann.silence();
  });
});
