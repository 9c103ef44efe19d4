/** What tagged commands left in the latest rows is found for each session. */
import { expect } from 'chai';
import { LatestTags } from '../../server/store/sqlite/latest-tags.ts';
import type { Row } from '../../server/store/sqlite/row.ts';
import type { Rows } from '../../server/store/sqlite/rows.ts';

/** A row of three messages, the second without a tag. */
const row = (id: number, ...sessions: [string, string, string]): Row => ({
  ...{ id, log: 1, seq: id, author: 'guest:1', ids: '2', done: 'msg' },
  tag: `t${id - 2}\n\nt${id}`,
  session: sessions.join('\n'),
  event: '{}\n{}\n{}',
});

describe('the tags of the latest events', () => {
  let kept: Row[];
  let looked: number[];
  let tags: LatestTags;
  const of = (session: string, after = 0) => tags.of(session, after).map(({ tag }) => tag);

  beforeEach(() => {
    looked = [];
    kept = [row(3, 'desk', '', 'phone'), row(6, 'desk', '', 'desk')];
    tags = new LatestTags({
      row: (id: number) => kept.find((each) => each.id === id),
      *tagged(after: number) {
        for (const { id, session } of kept) {
          if (id <= after) continue;
          looked.push(id);
          yield { id, sessions: session ?? '' };
        }
      },
    } as Partial<Rows> as Rows);
  });

  it('are looked for once for all sessions that come back', () => {
    expect(of('desk')).to.deep.equal(['t1', 't4', 't6']);
    expect(of('phone')).to.deep.equal(['t3']);
    expect(of('pad')).to.deep.equal([]);
    kept.push(row(9, 'phone', '', 'pad'));
    expect(of('phone')).to.deep.equal(['t3', 't7']);
    expect(looked).to.deep.equal([3, 6, 9]);
  });

  it('are those of the rows that are left, and that the answers do not know', () => {
    expect(of('desk')).to.deep.equal(['t1', 't4', 't6']);
    expect(of('desk', 3)).to.deep.equal(['t4', 't6']);
    kept.pop();
    expect(of('desk', 3)).to.deep.equal([]);
  });
});
