/** What is held of a turn: what the store is told with it, also of what it lacks, and who waits for it. */
import { expect } from 'chai';
import type { Command } from '../../grammar/ast.ts';
import type { RoomKey } from '../../grammar/names.ts';
import { HeldTurn } from '../../server/hub/held-turn.ts';
import { TurnBuilder } from '../../server/hub/turn-builder.ts';
import { restsOn } from '../../server/rooms/again.ts';
import { restore } from '../../server/rooms/durable/restore.ts';
import { isKept } from '../../server/rooms/traits.ts';
import { Crowd } from '../rooms/crowd.ts';
import { left, person, session } from '../rooms/left.ts';

const desk = { do: 'keep-session', who: 1, key: 'desk', person: 'ann' } as const;
const stateIn = (room: string) => ({ v: 5, secret: 's', current: room as RoomKey }) as const;

/** Somebody is in `room` now, and has got this answer. */
const keep = (room: string, tag?: string) => ({
  ...desk,
  state: stateIn(room),
  answers: tag === undefined ? [] : [{ tag, done: 'nick' as const, outcome: {} }],
});

describe('a session that changes while the store lacks what it was before', () => {
  let debt: TurnBuilder;
  let next: TurnBuilder;

  beforeEach(() => {
    debt = new TurnBuilder();
    next = new TurnBuilder();
    debt.take(keep('#dev', 'a'));
  });

  it('is kept as it is now, with all that it has answered', () => {
    next.take(keep('#tea'));
    next.take(keep('#x', 'b'));
    const [session, ...others] = next.build(debt).sessions;
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
    expect(next.build(debt).sessions).to.deep.equal([over]);
  });
});

describe('a turn in which it is set how long a room keeps what was said', () => {
  it('tells the store so, and that it keeps it when that is taken back', () => {
    const crowd = new Crowd();
    crowd.come('ann');
    crowd.command(1, { cmd: 'join', rooms: ['#dev'] });
    const retentions = ['1h', 'off'].map((value) => {
      const builder = new TurnBuilder();
      const command = { cmd: 'set', name: 'retention', value } as const;
      for (const effect of crowd.command(1, command)) if (isKept(effect)) builder.take(effect);
      return builder.build(new TurnBuilder()).entries[0]?.retention;
    });
    expect(retentions).to.deep.equal([3_600_000, 0]);
  });
});

describe('a turn that grows', () => {
  /** Two sessions of one person, each with a connection. */
  function twice(): Crowd {
    const crowd = new Crowd();
    const both = [session(11, 101, { current: '#dev' as RoomKey }), session(12, 101)];
    restore(crowd.world, left([person(101, { rooms: ['#dev', '#tea'] })], both), crowd.now);
    for (const n of [1, 2]) {
      crowd.come(`guest${n}`);
      crowd.command(n, { cmd: 'resume', token: `token-1${n}` });
    }
    return crowd;
  }

  /** What the second session does is held: has the first one to wait with what it asks? */
  function waits(crowd: Crowd, command: Command): boolean {
    const held = new HeldTurn(0);
    for (const effect of crowd.command(12, command)) held.take(effect);
    const { connection = 0 } = crowd.world.sessions.get(11) ?? {};
    const asked = { at: crowd.now, on: 'commanded', connection, command: { cmd: 'help' } } as const;
    const rests = restsOn(crowd.world, asked) ?? [];
    return rests.some((party) => held.parties.has(party));
  }

  it('has what a person waits for at all of their sessions, and what a session waits for at that alone', () => {
    expect(waits(twice(), { cmd: 'bell', state: 'on' })).to.equal(true);
    expect(waits(twice(), { cmd: 'room', room: '#tea' })).to.equal(false);
  });
});
