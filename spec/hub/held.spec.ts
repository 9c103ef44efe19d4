/** What the store lacks of a session, and what it is told of it with the next turn. */
import { expect } from 'chai';
import { Keeping } from '../../server/hub/held.ts';
import type { SessionState } from '../../server/rooms/kept.ts';

/** Somebody is called `nick` now, and has got this answer. */
const keep = (nick: string, tag?: string) => ({
  do: 'keep' as const,
  who: 1,
  identity: 'ann',
  state: { nick } as SessionState,
  answers: tag === undefined ? [] : [{ tag, done: 'nick' as const, outcome: {} }],
});

describe('a session that changes while the store lacks what it was before', () => {
  let debt: Keeping;
  let next: Keeping;

  beforeEach(() => {
    debt = new Keeping();
    next = new Keeping();
    debt.take(keep('ann', 'a'));
  });

  it('is kept as it is now, with all that it has answered', () => {
    next.take(keep('anna'));
    next.take(keep('anne', 'b'));
    const [session, ...others] = next.behind(debt).sessions;
    expect(others).to.deep.equal([]);
    expect(session)
      .to.include({ identity: 'ann' })
      .and.deep.include({ state: { nick: 'anne' } });
    expect(session?.answers?.map(({ tag }) => tag)).to.deep.equal(['a', 'b']);
  });

  it('leaves nothing when it is over', () => {
    next.take(keep('anna', 'b'));
    next.take({ do: 'drop', identity: 'ann' });
    expect(next.behind(debt).sessions).to.deep.equal([{ identity: 'ann' }]);
  });
});
