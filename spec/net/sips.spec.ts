/** What comes from a peer that sends very much at once, and is looked at a little at a time. */
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { expect } from 'chai';
import { Sips } from '../../server/net/carriers/sips.ts';
import { Turnstile } from '../../server/net/turnstile.ts';
import { looked } from '../support/server.ts';

const MOST = 2048;

describe('a stream that is read in sips', () => {
  let stream: PassThrough;
  let sips: Sips;
  /** What is to happen in the next turn. */
  let soon: (() => void)[];
  let heard: number[];

  beforeEach(() => {
    soon = [];
    heard = [];
    stream = new PassThrough({ autoDestroy: false });
    const clock = { now: () => 0, soon: (act: () => void) => soon.push(act) };
    sips = new Sips(stream, '127.0.0.1', new Turnstile(clock as never));
    sips.on('data', ({ length }: Buffer) => heard.push(length));
  });

  async function turn(): Promise<void> {
    await looked();
    for (const act of soon.splice(0)) act();
    await looked();
  }

  it('hands over a little in each turn, however much has come', async () => {
    stream.write(Buffer.alloc(2 * MOST + 1));
    await turn();
    expect(heard).to.deep.equal([MOST]);
    await turn();
    expect(heard).to.deep.equal([MOST, MOST]);
    await turn();
    expect(heard).to.deep.equal([MOST, MOST, 1]);
  });

  it('reads nothing more while some of it is left, or while nobody asks', async () => {
    stream.write(Buffer.alloc(2 * MOST));
    await turn();
    sips.pause();
    stream.write(Buffer.alloc(MOST));
    for (let turns = 0; turns < 4; turns += 1) await turn();
    expect([heard, sips.readableLength, stream.readableLength]).to.deep.equal([[MOST], MOST, MOST]);
  });

  it('is handed over to its end', async () => {
    stream.end(Buffer.alloc(MOST + 1));
    const ended = once(sips, 'end');
    for (let turns = 0; turns < 3; turns += 1) await turn();
    await ended;
    expect(heard).to.deep.equal([MOST, 1]);
  });

  it('hands over what came before its peer was gone, and is closed then; what is written meanwhile reaches nobody', async () => {
    stream.write(Buffer.alloc(2 * MOST + 1));
    await turn();
    stream.destroy();
    sips.write('word');
    await turn();
    expect([heard, sips.destroyed]).to.deep.equal([[MOST, MOST], false]);
    await turn();
    await looked();
    expect([heard, sips.destroyed]).to.deep.equal([[MOST, MOST, 1], true]);
  });

  it('says how much of it nobody has taken', async () => {
    stream.write(Buffer.alloc(2 * MOST));
    await turn();
    stream.write(Buffer.alloc(10));
    expect([sips.unread, sips.handed]).to.deep.equal([MOST + 10, MOST]);
    sips.pause();
    await turn();
    expect(sips.unread).to.equal(MOST + 10);
  });

  it('hands over nothing more when it is cut', async () => {
    stream.write(Buffer.alloc(2 * MOST));
    await turn();
    sips.destroy();
    await turn();
    expect([heard, stream.destroyed]).to.deep.equal([[MOST], true]);
  });
});
