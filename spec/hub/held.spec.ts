/** What the store lacks of a session, and what it is told of it with the next turn. */
import { expect } from 'chai';
import type { RoomKey } from '../../grammar/names.ts';
import { Keeping } from '../../server/hub/held.ts';

const desk = { do: 'keep-session', who: 1, key: 'desk', person: 'ann' } as const;
const stateIn = (room: string) => ({ v: 3, secret: 's', current: room as RoomKey }) as const;

/** Somebody is in `room` now, and has got this answer. */
const keep = (room: string, tag?: string) => ({
  ...desk,
  state: stateIn(room),
  answers: tag === undefined ? [] : [{ tag, done: 'nick' as const, outcome: {} }],
});

describe('a session that changes while the store lacks what it was before', () => {
  let debt: Keeping;
  let next: Keeping;

  beforeEach(() => {
    debt = new Keeping();
    next = new Keeping();
    debt.take(keep('#dev', 'a'));
  });

  it('is kept as it is now, with all that it has answered', () => {
    next.take(keep('#tea'));
    next.take(keep('#x', 'b'));
    const [session, ...others] = next.behind(debt).sessions;
    expect(others).to.deep.equal([]);
    expect(session)
      .to.include({ key: 'desk', person: 'ann' })
      .and.deep.include({ state: stateIn('#x') });
    expect(session?.answers?.map(({ tag }) => tag)).to.deep.equal(['a', 'b']);
  });

  it('leaves nothing when it is over', () => {
    next.take(keep('#tea', 'b'));
    next.take({ ...desk, state: undefined, answers: [] });
    const over = { key: 'desk', person: 'ann', state: undefined };
    expect(next.behind(debt).sessions).to.deep.equal([over]);
  });
});
