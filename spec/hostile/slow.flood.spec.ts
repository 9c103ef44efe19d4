/** Those who do not keep pace, on a real server: a reader that never reads, a writer that pastes a book. */
import { expect } from 'chai';
import type { Event } from '../../grammar/events.ts';
import { Party } from '../support/party.ts';
import { type Server, startServer } from '../support/process.ts';
import { Sleeper } from '../support/sleeper.ts';
import { heaviest, MOST_MEGABYTES, weighed } from './weight.ts';

/** Messages that are more than the kernel holds for a connection, however large its buffers grow. */
const MANY = 6000;
const text = 'x'.repeat(4000);
const ROUND = 100;

describe('a room in which somebody does not keep pace', () => {
  let server: Server;
  let sleeper: Sleeper;

  async function start(...options: string[]): Promise<void> {
    server = await startServer(['--memory', ...options]);
  }
  afterEach(async () => {
    const megabytes = heaviest(server.pid);
    expect(await server.stop()).to.equal(0);
    expect(megabytes).to.be.below(MOST_MEGABYTES);
    expect(server.stderr()).to.equal('');
  });

  /** Somebody falls asleep in #dev while ann talks, and bob hears it. Resolves when all is said. */
  async function talkToASleeper(): Promise<{ ann: Party; bob: Party }> {
    const ann = await Party.open(server.port, 'ann', 'json');
    const bob = await Party.open(server.port, 'bob', 'json');
    sleeper = await Sleeper.open(server.port);
    sleeper.send('{"cmd":"join","rooms":["#dev"],"tag":"here"}');
    for (const each of [ann, bob]) each.send('/join #dev quiet');
    for (const each of [ann, bob]) await each.rest();
    await sleeper.answered('here');
    sleeper.sleep();
    for (let said = 0; said < MANY; said += ROUND) {
      ann.write(`/msg #dev ${text}\n`.repeat(ROUND));
      expect(seqs(await ann.rest())).to.deep.equal(upTo(said + ROUND, said + 1));
      expect(seqs(await bob.rest())).to.deep.equal(upTo(said + ROUND, said + 1));
    }
    return { ann, bob };
  }

  it(`tells a reader that slept through it everything in order, and the others at once${weighed}`, async () => {
    await start('--no-limits');
    const { ann, bob } = await talkToASleeper();
    sleeper.send('/ping@awake');
    sleeper.wake();
    await sleeper.answered('awake');
    expect(sequence(sleeper.events)).to.deep.equal(upTo(MANY));
    for (const each of [ann, bob, sleeper]) each.destroy();
  });

  it('tells a reader exactly what it has missed when the log does not hold it any more', async () => {
    await start('--no-limits', '--memory-limit', '1');
    const { ann, bob } = await talkToASleeper();
    ann.send('/history #dev after=0');
    const [oldest] = (await ann.event('history')).events;
    sleeper.send('/ping@awake');
    sleeper.wake();
    await sleeper.answered('awake');
    const missed = sleeper.events.filter((event) => event.ev === 'lagged');
    expect(missed).to.have.length(1);
    const [{ from = 0, to = 0 } = {}] = missed;
    expect(sequence(sleeper.events)).to.deep.equal([...upTo(from - 1), ...upTo(MANY, to + 1)]);
    expect(to + 1).to.equal(oldest?.seq);
    for (const each of [ann, bob, sleeper]) each.destroy();
  });

  it('does not tell who types letter by letter that it is too fast', async () => {
    await start('--rate', '1');
    const ann = await Party.open(server.port, 'ann');
    for (const letter of 'a line of more letters than the rate allows lines') {
      ann.write(letter);
      await new Promise((resolve) => setImmediate(resolve));
    }
    ann.send('');
    expect((await ann.rest()).map((line) => line.split(':')[0])).to.deep.equal([
      '! no_current_room',
    ]);
    ann.destroy();
  });
});

const upTo = (last: number, first = 1): number[] =>
  Array.from({ length: Math.max(0, last - first + 1) }, (_, n) => first + n);

const sequence = (events: Event[]): number[] =>
  events.flatMap((event) => (event.ev === 'message' ? [event.seq] : []));

const seqs = (lines: string[]): number[] => sequence(lines.map((line) => JSON.parse(line)));
