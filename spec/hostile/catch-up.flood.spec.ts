/** A reader that stops while very much is said, on a real server with its log on disk: it loses nothing, and costs nothing. */
import { expect } from 'chai';
import { newDirectory } from '../support/folders.ts';
import { Party } from '../support/party.ts';
import { parlance, type Running } from '../support/process.ts';
import { heaviest, weighed } from './weight.ts';

const MANY = 20_000;
const WRITERS = 2;
/** So many lines are pasted at once. */
const PAGE = 250;
/** Makes the whole more than the kernel holds for a connection, and more than the server may grow by. */
const LENGTH = 4000;

/** V8 takes what memory it can get; told to be tidy, it takes what it needs. */
const tidy = { NODE_OPTIONS: '--max-semi-space-size=2 --max-old-space-size=128' };
/** One that keeps nothing for the reader takes 190 to 205; one that kept what the reader misses took 250. */
const MOST_MEGABYTES = 230;

const lineOf = (writer: string, n: number): string => `${writer} ${n} `.padEnd(LENGTH, '.');

describe('a reader that reads nothing', () => {
  let server: Running;
  let port: number;

  beforeEach(async () => {
    const quiet = ['--no-limits', '--log-level', 'warn'];
    server = parlance(['serve', '--port', '0', '--data', newDirectory(), ...quiet], tidy);
    const [, listening] = await server.until(/listening on \S+:(\d+)/);
    port = Number(listening);
  });

  /** Joins #dev and says its share of the messages there, page by page; resolves when all of them have been told. */
  async function paste(writer: string): Promise<void> {
    const party = await Party.connect(port, writer);
    party.send(`/nick ${writer}\n/join #dev quiet`);
    for (let said = 0; said < MANY / WRITERS; said += PAGE) {
      const page = Array.from({ length: PAGE }, (_, n) => `${lineOf(writer, said + n + 1)}\n`);
      await party.pour(page.join(''));
      await party.barrier();
    }
    party.destroy();
  }

  it(`gets all of ${MANY} messages once and in order when it goes on, and the server's memory is bounded${weighed}`, async () => {
    const reader = await Party.connect(port, 'reader');
    await reader.greet('json');
    await reader.ask({ cmd: 'join', rooms: ['#dev'] });
    reader.stall();
    const writers = Array.from({ length: WRITERS }, (_, n) => `writer${n}`);
    await Promise.all(writers.map(paste));
    const heardEarlier = reader.heard.length;
    const awake = reader.barrier();
    reader.wake();
    await awake;
    expect(heardEarlier).to.be.below(MANY / 2);
    const { events } = reader;
    expect(events.filter(({ ev }) => ev === 'error' || ev === 'lagged')).to.deep.equal([]);
    const messages = events.filter((event) => event.ev === 'message');
    expect(messages).to.have.length(MANY);
    expect(messages.findIndex(({ seq }, n) => seq !== n + 1)).to.equal(-1);
    for (const writer of writers) {
      const texts = messages.filter(({ from }) => from === writer).map(({ text }) => text);
      expect(texts.findIndex((text, n) => text !== lineOf(writer, n + 1))).to.equal(-1);
    }
    reader.destroy();
    expect(heaviest(server.child.pid ?? 0)).to.be.below(MOST_MEGABYTES);
    expect(await server.stop()).to.equal(0);
    expect(server.stderr()).to.equal('');
  });
});
