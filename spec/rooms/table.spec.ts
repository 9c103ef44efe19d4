/** A table has its order back when changes are undone. */
import { expect } from 'chai';
import fc from 'fast-check';
import { Journal } from '../../server/rooms/world/journal.ts';
import { Table } from '../../server/rooms/world/table.ts';

const deed = fc.oneof(
  { weight: 8, arbitrary: fc.record({ do: fc.constantFrom('put', 'remove'), key: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('commit', 'undo'), share: fc.nat(3) }) },
);

describe('a table', () => {
  it('is what it was, in its order, from whichever place it is undone, and whatever stands by then', () => {
    fc.assert(
      fc.property(fc.array(deed, { size: 'max', maxLength: 60 }), (deeds) => {
        const journal = new Journal();
        const table = new Table<number, object>(journal);
        const were = new Map([[0, [...table.entries()]]]);
        for (const each of deeds) {
          const open = journal.end - journal.committed;
          if ('share' in each) {
            const place = journal.committed + Math.floor((open * each.share) / 3);
            journal[each.do](place);
            expect([...table.entries()]).to.deep.equal(were.get(journal.end));
          } else if (each.do === 'put') table.put(each.key, {});
          else table.remove(each.key);
          were.set(journal.end, [...table.entries()]);
          expect(table.size).to.equal(were.get(journal.end)?.length);
        }
      }),
    );
  });

  it('has everybody at their old places again when it is undone that several have left and come back', () => {
    const journal = new Journal();
    const table = new Table<number, object>(journal);
    for (let key = 0; key < 100; key += 1) table.put(key, {});
    journal.commit(journal.end);
    const order = [...table.keys()];
    for (let times = 0; times < 20; times += 1) {
      for (const key of [3, 4, 5, 99]) table.remove(key);
      for (const key of [5, 99, 3, 4]) table.put(key, {});
    }
    expect([...table.keys()].slice(-4)).to.deep.equal([5, 99, 3, 4]);
    journal.undo(journal.committed);
    expect([...table.keys()]).to.deep.equal(order);
  });
});
