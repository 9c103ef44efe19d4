/** Programs that were written elsewhere speak with the server. */
import { spawnSync } from 'node:child_process';
import { expect } from 'chai';
import { type Network, startNetwork } from '../client/pipe/network.ts';
import { eventsIn, Party } from '../support/party.ts';
import { type Running, type Server, start, startServer } from '../support/process.ts';

/** What a program prints when asked what it is; empty when it is not there. */
function about(program: string, option: string): string {
  const { stdout = '', stderr = '' } = spawnSync(program, [option], { encoding: 'utf8' });
  return `${stdout}${stderr}`;
}

/** The system's own comes first: behind the name alone may stand a script that seeks one for a second each time. */
const python = ['/usr/bin/python3', 'python3'].find((program) =>
  /Python 3\.(1\d|[2-9]\d)/.test(about(program, '--version')),
);
const noPython = '      skipped: there is no python3 of 3.10 or later on this machine';

const bots: { language: string; room: string; program: string | undefined; file: string }[] = [
  { language: 'Python', room: '#snakes', program: python, file: 'spec/third-party/bot.py' },
  { language: 'TypeScript', room: '#types', program: 'node', file: 'spec/third-party/bot.ts' },
];

describe('programs of strangers', () => {
  let server: Server;
  let ann: Party;

  before(async () => {
    server = await startServer();
    ann = await Party.open(server.port, 'ann', 'json');
  });

  for (const { language, room, program, file } of bots)
    describe(`a bot in ${language}`, () => {
      const nick = `${room.slice(1)}-adder`;
      let network: Network | undefined;

      before(async function () {
        if (program === undefined) {
          console.log(noPython);
          return this.skip();
        }
        network = await startNetwork(server.port);
        start(program, [file, '127.0.0.1', `${network.port}`, room, nick]);
        await network.said(/"cursors":\{"#/);
        await ann.ask({ cmd: 'join', rooms: [room] });
      });

      it('answers', async () => {
        await ann.ask({ cmd: 'say', text: '!add 2 3' });
        const [answer] = eventsIn((await ann.until(/"kind":"notice"/)).slice(-1));
        expect(answer).to.include({ room, from: nick, text: '5' });
      });

      it('answers each request exactly once, however often its connection is cut', async () => {
        const bad = network as Network;
        const answers = () => ann.texts(room).filter((text) => /^1\d\d\d$/.test(text));
        const expected: string[] = [];
        const ask = async () => {
          expected.push(`${1001 + expected.length}`);
          await ann.ask({ cmd: 'say', text: `!add 1000 ${expected.length}` });
        };
        for (const how of ['rst', 'fin'] as const) {
          for (const flow of ['up', 'down'] as const) {
            // The second cut meets it while it is coming back.
            const done = Promise.all([bad.cutNext(flow, how), bad.cutNext(flow, how)]);
            for (let n = 0; n < 10; n++) await ask();
            await done;
            await ann.until(new RegExp(`"text":"${expected.at(-1)}"`));
          }
        }
        // Whatever is said again comes before the answer to one more request.
        await ask();
        await ann.until(new RegExp(`"text":"${expected.at(-1)}"`));
        expect(answers()).to.deep.equal(expected);
        expect(bad.count()).to.be.at.least(1 + 8);
      });
    });

  describe('a porter in Python', () => {
    before(function () {
      if (python !== undefined) return;
      console.log(noPython);
      this.skip();
    });

    it('greets whoever joins', async () => {
      const args = ['spec/third-party/porter.py', '127.0.0.1', `${server.port}`, '#hall', 'porter'];
      await ann.ask({ cmd: 'join', rooms: ['#hall'] });
      start(`${python}`, args);
      await ann.until(/"ev":"joined","room":"#hall","nick":"porter"/);
      const cat = await Party.open(server.port, 'cat', 'json');
      await cat.ask({ cmd: 'join', rooms: ['#hall'] });
      const [greeting] = eventsIn((await ann.until(/"kind":"notice"/)).slice(-1));
      expect(greeting).to.include({ room: '#hall', from: 'porter', text: 'Hello cat.' });
    });
  });

  describe('a script with nc', () => {
    before(function () {
      if (/OpenBSD/.test(about('nc', '-h'))) return;
      console.log("      skipped: there is no nc on this machine that knows OpenBSD's -N");
      this.skip();
    });

    const ask = (room: string): Running =>
      start('sh', ['spec/third-party/ask.sh', '127.0.0.1', `${server.port}`, room]);

    it('prints who is in a room', async () => {
      const bob = await Party.open(server.port, 'bob', 'json');
      await bob.ask({ cmd: 'join', rooms: ['#tea'] });
      await ann.ask({ cmd: 'join', rooms: ['#tea'] });
      const script = ask('#tea');
      expect(await script.exited, script.stderr()).to.equal(0);
      expect(script.stdout()).to.equal('ann\nbob\n');
    });

    it('says what the server says when there is no such room', async () => {
      const script = ask('#nowhere');
      expect(await script.exited).to.equal(1);
      expect(script.stderr()).to.include('There is no room #nowhere.');
    });
  });
});
