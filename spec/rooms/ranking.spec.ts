/** A ranking has its order whatever is counted, also when that is undone. */
import { expect } from 'chai';
import fc from 'fast-check';
import { Journal } from '../../server/rooms/world/journal.ts';
import { Ranking } from '../../server/rooms/world/ranking.ts';

const ranked = (ranking: Ranking<string>): [string, number][] =>
  Array.from({ length: ranking.size }, (_, place) => {
    const thing = ranking.at(place)!;
    return [thing, ranking.countOf(thing)];
  });

describe('a ranking', () => {
  const deed = fc.record({
    what: fc.constantFrom('add', 'up', 'down', 'remove'),
    thing: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
  } as const);

  it('has everything once, with its count and the greatest first, whatever is counted', () => {
    fc.assert(
      fc.property(fc.array(deed, { size: 'max', maxLength: 100 }), (deeds) => {
        const ranking = new Ranking<string>(new Journal());
        const counts = new Map<string, number>();
        for (const { what, thing } of deeds) {
          ranking[what](thing);
          const count = counts.get(thing);
          if (what === 'add') counts.set(thing, count ?? 0);
          else if (what === 'remove') counts.delete(thing);
          else if (count !== undefined) {
            counts.set(thing, Math.max(0, count + (what === 'up' ? 1 : -1)));
          }
          const order = ranked(ranking);
          expect(new Map(order)).to.deep.equal(new Map(counts));
          expect(order).to.have.length(counts.size);
          const sorted = order.map(([, each]) => each).sort((a, b) => b - a);
          expect(order.map(([, each]) => each)).to.deep.equal(sorted);
        }
      }),
    );
  });
});
