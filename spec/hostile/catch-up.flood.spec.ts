/** A reader that stops while very much is said, on a real server with its log on disk: it loses nothing, and costs nothing. */
import { expect } from 'chai';
import { afterwards } from '../support/afterwards.ts';
import { newDirectory } from '../support/folders.ts';
import { Party } from '../support/party.ts';
import { parlance, type Server, served } from '../support/process.ts';
import { byTcp } from '../support/ways.ts';
import { heaviest, weighed } from './weight.ts';

const MANY = 20_000;
const WRITERS = 2;
/** So many lines are pasted at once. */
const PAGE = 250;
/** Makes the whole more than the kernel holds for a connection, and more than the server may grow by. */
const LENGTH = 4000;

/** V8 takes what memory it can get; told to be tidy, it takes what it needs. */
const tidy = { NODE_OPTIONS: '--max-semi-space-size=2 --max-old-space-size=128' };
/** One that keeps nothing for the reader takes 150 to 160; one that kept what the reader misses took 220. */
const MOST_MEGABYTES = 190;

/** The answer to the `/ping` behind a page. */
const ANSWER = '* ok page\n';

/** The rest of a line is dots. */
const beginningOf = (writer: string, n: number): string => `${writer} ${n} `;
const lineOf = (writer: string, n: number): string => beginningOf(writer, n).padEnd(LENGTH, '.');

describe('a reader that reads nothing', () => {
  let server: Server;

  beforeEach(async () => {
    const quiet = ['--no-limits', '--log-level', 'warn'];
    const running = parlance(['serve', '--port', '0', '--data', newDirectory(), ...quiet], tidy);
    const [, port] = await running.until(/listening on \S+:(\d+)/);
    server = served(running, port);
  });

  /** Joins #dev and says its share of the messages there, page by page; looks for nothing but the answer behind each of them. */
  async function paste(writer: string): Promise<void> {
    const { stream } = await byTcp(server.port)();
    afterwards(() => stream.destroy());
    let page = Promise.withResolvers<void>();
    let end: Buffer = Buffer.alloc(0);
    stream.on('data', (bytes: Buffer) => {
      const heard = Buffer.concat([end, bytes]);
      if (heard.includes(ANSWER)) page.resolve();
      end = heard.subarray(-ANSWER.length + 1);
    });
    stream.on('close', () => page.reject(new Error(`${writer} is let go`)));
    stream.write(`/nick ${writer}\n/join #dev quiet\n`);
    const lines = Buffer.alloc(PAGE * (LENGTH + 1), `${'.'.repeat(LENGTH)}\n`);
    for (let said = 0; said < MANY / WRITERS; said += PAGE) {
      page = Promise.withResolvers();
      for (let n = 0; n < PAGE; n += 1)
        lines.write(beginningOf(writer, said + n + 1), n * (LENGTH + 1));
      stream.write(lines);
      stream.write('/ping@page\n');
      await page.promise;
    }
    stream.destroy();
  }

  it(`gets all of ${MANY} messages once and in order when it goes on, and the server's memory is bounded${weighed}`, async () => {
    const reader = await Party.connect(server.port, 'reader');
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
    expect(heaviest(server.pid)).to.be.below(MOST_MEGABYTES);
    expect(await server.stop()).to.equal(0);
    expect(server.stderr()).to.equal('');
  });
});
