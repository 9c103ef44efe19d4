/** What a store may have kept of people, for specs that have them come back. */
import type { PersonState, SessionState } from '../../server/rooms/durable/kept.ts';
import type { Left } from '../../server/rooms/durable/restore.ts';

type LeftSession = Left['sessions'][number];

export const person = (n: number, more: Partial<PersonState> = {}): Left['persons'][number] => ({
  identity: `guest:${n}`,
  state: { v: 2, since: 1, nick: `p${n}`, named: true, rooms: [], ...more },
});

/** The session `n`, which is of the person of that number unless it is said whose else. */
export const session = (n: number, whose = n, more: Partial<SessionState> = {}): LeftSession => ({
  ...{ id: n, key: `s${n}`, person: `guest:${whose}` },
  state: { v: 5, secret: `token-${n}`, ...more },
});

/** What was left of these, each with one session unless they are given. */
export const left = (persons: Left['persons'], sessions?: LeftSession[]): Left => ({
  ...{ logs: [], persons, accounts: [], latest: 0 },
  sessions: sessions ?? persons.map((_, n) => session(n + 1)),
});
