import { expect } from 'chai';
import { Party } from '../support/party.ts';
import { type Server, startServer } from '../support/process.ts';
import { clientOn, closeTerminals, openTerminal } from './support/terminal.ts';

describe('the plain client in a terminal', () => {
  let server: Server;
  before(async () => {
    server = await startServer();
  });
  after(() => server.stop());
  afterEach(closeTerminals);

  const plain = (...args: string[]) => clientOn(server.port, '--plain', ...args);

  it('says what is typed, and prints it as said when the server has it', async () => {
    const ann = openTerminal(plain('--nick', 'ann', '--join', '#plain'));
    await ann.shows('#plain, 1 person: ann');
    ann.type('hello\r');
    await ann.shows(/\d\d:\d\d \[#plain\] <ann> hello/);
    ann.type('/quit\r');
    expect(await ann.exited).to.equal(0);
  });

  it('never moves the cursor, nor colours anything', async () => {
    const ann = openTerminal(plain('--nick', 'ann', '--join', '#steady'));
    await ann.shows('#steady, 1 person');
    const bob = await Party.open(server.port, 'bob', 'json');
    bob.send('/join #steady');
    bob.send(JSON.stringify({ cmd: 'say', text: 'one\ntwo \u202e\u200b' }));
    await ann.shows('<bob> one\n    two');
    bob.destroy();
    await ann.shows('bob');
    expect(ann.written).to.not.include('\x1b');
  });

  it('is what a dumb terminal gets without asking', async () => {
    const ann = openTerminal(clientOn(server.port, '--join', 'dumb'), undefined, { TERM: 'dumb' });
    await ann.shows('#dumb, 1 person');
    expect(ann.written).to.not.include('\x1b');
  });

  it('rings when somebody mentions the person or talks to them alone', async () => {
    const ann = openTerminal(plain('--nick', 'ann', '--join', '#bell'));
    await ann.shows('#bell, 1 person');
    const bob = await Party.open(server.port, 'bob2');
    for (const line of ['/join #bell', 'annual report', 'Ann: tea?', '/msg ann psst'])
      bob.send(line);
    await ann.shows('psst', ({ bells }) => bells === 2);
    bob.destroy();
  });

  it('says what a refused line was, and where it was wrong', async () => {
    const ann = openTerminal(plain('--join', '#refused'));
    await ann.shows('#refused, 1 person');
    ann.type('/jion #tea\r');
    await ann.shows('Did you mean /join', 'Not sent: /jion #tea');
    ann.type('/msg nobody hello\r');
    await ann.shows('There is nobody called nobody', 'Not done: /msg nobody hello');
  });

  it('ends at Ctrl-C', async () => {
    const ann = openTerminal(plain('--join', '#end'));
    await ann.shows('#end, 1 person');
    ann.press('ctrl-c');
    expect(await ann.exited).to.equal(0);
  });
});
