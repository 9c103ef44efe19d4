/** Pages of what was found: one reads on where the last one ended, and misses nothing. */
import { expect } from 'chai';
import type { EventOf, Message } from '../../../grammar/events.ts';
import { Crowd, toldTo } from '../crowd.ts';

const at = (second: number): string => `2026-11-22T12:00:0${second}.000Z`;

const said = (seq: number, second: number, text = 'tea'): Message => ({
  ev: 'message',
  room: '#tea',
  seq,
  at: at(second),
  from: 'ann',
  kind: 'say',
  text,
});

/** What is told of these, which the store has found for a page of `limit`. */
function page(found: Message[], limit: number): EventOf<'search'> {
  const crowd = new Crowd();
  const ann = crowd.come('ann');
  crowd.found = found;
  crowd.command(ann, { cmd: 'join', rooms: ['#tea'] });
  const told = toldTo(crowd.command(ann, { cmd: 'search', words: 'tea', limit }), ann);
  return told.find((event) => event.ev === 'search') as EventOf<'search'>;
}

const seqs = ({ events }: EventOf<'search'>): number[] => events.map(({ seq }) => seq);

describe('a page of what was found', () => {
  it('has as many as were wanted, and says where it goes on', () => {
    const told = page([said(3, 3), said(2, 2), said(1, 1)], 2);
    expect(seqs(told)).to.deep.equal([3, 2]);
    expect(told).to.include({ more: true, next: 'c2' });
  });

  it('goes on where it was cut, though all was said in the same millisecond', () => {
    const long = 'x'.repeat(4000);
    const told = page(
      Array.from({ length: 20 }, (_, n) => said(20 - n, 1, long)),
      20,
    );
    const last = seqs(told).at(-1);
    expect(last).to.be.within(5, 10);
    expect(told).to.include({ more: true, next: `c${last}` });
  });

  it('says that there is no more when it has all', () => {
    const told = page([said(2, 2), said(1, 1)], 2);
    expect(told).not.to.have.property('more');
    expect(told).not.to.have.property('next');
  });
});
