/** Pages of what was found: one reads on before the time of the last, and misses nothing. */
import { expect } from 'chai';
import type { EventOf, Message } from '../../grammar/events.ts';
import { Crowd, toldTo } from './crowd.ts';

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
  it('has as many as were wanted, and says that there is more', () => {
    const told = page([said(3, 3), said(2, 2), said(1, 1)], 2);
    expect(seqs(told)).to.deep.equal([3, 2]);
    expect(told.more).to.equal(true);
  });

  it('has all that was said in the same millisecond as its last', () => {
    const told = page([said(4, 3), said(3, 2), said(2, 2), said(1, 1)], 2);
    expect(seqs(told)).to.deep.equal([4, 3, 2]);
    expect(told.more).to.equal(true);
  });

  it('ends before a millisecond of which not all fits into a line', () => {
    const long = 'x'.repeat(4000);
    const later = Array.from({ length: 20 }, (_, n) => said(20 - n, n < 5 ? 3 : 2, long));
    expect(seqs(page(later, 20))).to.deep.equal([20, 19, 18, 17, 16]);
  });

  it('says that there is no more when it has all', () => {
    expect(page([said(2, 2), said(1, 1)], 2)).not.to.have.property('more');
  });
});
