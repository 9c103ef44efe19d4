/** Two people with nothing but `nc`, and a server as it is started. */
import { spawnSync } from 'node:child_process';
import { expect } from 'chai';
import { type Running, type Server, start, startServer } from './support/process.ts';

const found = spawnSync('nc', ['-h'], { encoding: 'utf8' });
const missing = found.error
  ? 'there is no nc here'
  : !/OpenBSD/.test(found.stderr + found.stdout) && 'the nc here is not that of OpenBSD';

describe(`somebody on nc${missing ? ` (not tried: ${missing})` : ''}`, () => {
  let server: Server;

  before(async function () {
    if (missing) this.skip();
    server = await startServer();
  });

  function nc(...options: string[]): Running & { type: (line: string) => void } {
    const process = start('nc', [...options, '127.0.0.1', String(server.port)]);
    return { ...process, type: (line) => process.child.stdin?.write(`${line}\n`) };
  }

  it('talks with somebody else on nc', async () => {
    const ana = nc();
    ana.type('/nick ana');
    await ana.until(/^\* guest-\S+ is now called ana$/m);
    ana.type('/join #tea');
    await ana.until(/^\* #tea: 1 person: ana \(owner\)$/m);
    const bob = nc();
    await bob.until(/^\* Welcome to parlance, guest-/m);
    bob.type('/nick bob');
    bob.type('/join #tea');
    await bob.until(/^\* #tea: 2 people: ana \(owner\), bob$/m);
    await ana.until(/^\* bob joined #tea$/m);
    ana.type('is the water hot?');
    await bob.until(/^\[#tea\] <ana> is the water hot\?$/m);
    bob.type('/me listens');
    await ana.until(/^\[#tea\] \* bob listens$/m);
    bob.type('/quit tea time');
    await bob.until(/^\* Bye: See you\.$/m);
    await ana.until(/^\* bob quit: tea time$/m);
    ana.type('/msg bob hello?');
    await ana.until(/^! no_such_nick: /m);
    bob.child.stdin?.end();
    expect(await bob.exited).to.equal(0);
  });

  it('gets all answers to what was piped in, and is let go', async () => {
    const piped = nc('-N');
    const said = Array.from({ length: 200 }, (_, index) => `line ${index}`);
    piped.child.stdin?.end(['/nick pipe', '/join #pipe', ...said, '/names', 'unfini'].join('\n'));
    expect(await piped.exited).to.equal(0);
    const heard = piped.stdout().split('\n');
    expect(heard.slice(2)).to.deep.equal([
      heard[2],
      '* #pipe: 1 person: pipe (owner)',
      ...said.map((line) => `[#pipe] <pipe> ${line}`),
      '* #pipe: 1 person: pipe (owner) (200 events so far)',
      '* Bye: See you.',
      '',
    ]);
    expect(heard[2]).to.match(/^\* guest-\S+ is now called pipe$/);
  });

  it('reads a room with one line', async () => {
    const writer = nc('-N');
    writer.child.stdin?.end('/join #news\none\ntwo\n');
    await writer.exited;
    const reader = nc('-N');
    reader.child.stdin?.end('/join #news=0\n');
    await reader.exited;
    expect(reader.stdout()).to.match(/^\[#news\] <\S+> one\n\[#news\] <\S+> two\n\* #news: /m);
  });
});
