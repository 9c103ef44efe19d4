/** Whatever comes as HTTP or in a WebSocket, the server goes on, answers in HTTP, and reads whole lines only. */
import { Duplex } from 'node:stream';
import { expect } from 'chai';
import fc from 'fast-check';
import { REFUSAL_MS } from '../../server/net/carriers/frames.ts';
import { web } from '../../server/net/carriers/web.ts';
import { Turnstile } from '../../server/net/turnstile.ts';
import { anyCharacter } from '../support/any-character.ts';
import { HandClock } from '../support/hand-clock.ts';
import { inputs } from '../support/inputs.ts';
import { looked } from '../support/server.ts';

/** Each is a connection; to have ten times as many takes ten seconds. */
const INPUTS = inputs(2000);

/** The server's end of a connection, of which nothing goes over a network. */
class Wire extends Duplex {
  sent = '';
  override _read(): void {}
  override _write(chunk: Buffer, _: BufferEncoding, done: () => void): void {
    this.sent += chunk.toString('latin1');
    done();
  }
}

const clock = new HandClock();
const turnstile = new Turnstile(clock);
const options = { name: 'parlance', origins: [], isStoring: () => true, clock, turnstile };
const site = web(options, false);

/** In so many turns of the event loop all that somebody sends here is read. */
const TURNS = 4;

/** What somebody gets for this, and the lines that they have said. */
async function visit(pieces: readonly Buffer[]): Promise<{ sent: string; said: string }> {
  const wire = new Wire();
  wire.on('error', () => {});
  let said = '';
  const [head = Buffer.alloc(0), ...others] = pieces;
  site.carry(
    { address: '127.0.0.1', stream: wire, head },
    {
      carried({ stream }) {
        stream.on('data', (chunk: Buffer) => {
          said += chunk;
        });
        stream.on('error', () => wire.destroy());
      },
      answered() {},
      refuse: () => wire.destroy(),
    },
  );
  for (const piece of others) wire.push(piece);
  wire.push(null);
  for (let turns = 0; turns < TURNS; turns += 1) await looked();
  wire.destroy();
  clock.pass(REFUSAL_MS);
  return { sent: wire.sent, said };
}

const HEADERS =
  'Host: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n';
const upgrade = Buffer.from(
  `GET / HTTP/1.1\r\n${HEADERS}Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n`,
);

/** Pieces of what HTTP is made of, and what is not. */
const request = fc
  .array(
    fc.oneof(
      {
        weight: 3,
        arbitrary: fc.constantFrom('GET ', '/', ' HTTP/1.1\r\n', '\r\n', 'Host: a\r\n', ': '),
      },
      {
        weight: 2,
        arbitrary: fc.constantFrom(
          HEADERS,
          'Content-Length: 5\r\n',
          'Transfer-Encoding: chunked\r\n',
        ),
      },
      { weight: 1, arbitrary: fc.string({ unit: anyCharacter, maxLength: 12 }) },
    ),
    { maxLength: 8 },
  )
  .map((parts) => [Buffer.from(`GET / HTTP/1.1\r\n${parts.join('')}`, 'latin1')]);

/** A frame of any kind, length and mask; perhaps one that is none. */
const frame = fc
  .tuple(
    fc.nat(255),
    fc.oneof(
      fc.nat(255),
      fc.nat(125).map((n) => n | 0x80),
    ),
    fc.uint8Array({ maxLength: 60 }),
  )
  .map(([first, second, rest]) => Buffer.from([first, second, ...rest]));

/** Text in a frame with a mask of zeros. */
const text = fc
  .string({ maxLength: 40 })
  .map((said) => Buffer.from(said))
  .map((said) =>
    Buffer.concat([Buffer.from([0x81, 0x80 | Math.min(125, said.length), 0, 0, 0, 0]), said]),
  );

describe('a stranger who speaks something like', () => {
  it('HTTP gets an answer in HTTP, or none', async () => {
    await fc.assert(
      fc.asyncProperty(request, async (pieces) => {
        const { sent, said } = await visit(pieces);
        expect(sent).to.match(/^(HTTP\/1\.1 (101|200|400|403|404|405|413|417|426|431|503) |$)/);
        expect(said).to.equal('');
      }),
      { numRuns: INPUTS },
    );
  });

  it('a WebSocket says whole lines, or nothing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(frame, text), { maxLength: 5 }), async (frames) => {
        const { sent, said } = await visit([upgrade, ...frames]);
        expect(sent).to.match(/^HTTP\/1\.1 101 /);
        expect(said).to.match(/^$|\n$/);
      }),
      { numRuns: INPUTS },
    );
  });
});
