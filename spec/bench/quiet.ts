/**
 * What accounts that are offline and rooms in which nobody is take in memory, asleep and awake, and how long a start with them takes:
 * `node --expose-gc spec/bench/quiet.ts [ACCOUNTS]`.
 */
import { stdout } from 'node:process';
import type { LogKey } from '../../grammar/names.ts';
import type { Left } from '../../server/rooms/durable/restore.ts';
import { restore } from '../../server/rooms/durable/restore.ts';
import type { World } from '../../server/rooms/world/world.ts';
import { Crowd } from '../rooms/crowd.ts';

const ACCOUNTS = Number(process.argv[2] ?? 10_000);
const AT = Date.UTC(2026, 10, 26);
const SECRET =
  '$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$hF3kq0m8yD3vQ9n8o3m2fO1yq7S1i3T6a2Jb0p';

/** Strings of their own, as they come out of a store. */
const own = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
const identity = (n: number): string => `guest:${n.toString(36).padStart(12, 'x')}`;
const range = <T>(count: number, make: (n: number) => T): T[] =>
  Array.from({ length: count }, (_, n) => make(n));

/** So many accounts, each in `each` of so many rooms. */
const left = (accounts: number, rooms: number, each: number): Left =>
  own({
    logs: range(rooms, (n) => ({
      log: `#room-${n}` as LogKey,
      end: 1,
      about: {
        v: 4 as const,
        name: `#room-${n}`,
        roles: [[identity(n), 'owner' as const] as const],
      },
    })),
    persons: range(accounts, (n) => ({ identity: identity(n), state: personIn(n, rooms, each) })),
    accounts: range(accounts, (n) => ({
      identity: identity(n),
      state: { v: 3 as const, secret: SECRET + n.toString(36).padStart(4, 'x'), since: AT },
    })),
    sessions: [],
    latest: AT,
  });

function personIn(n: number, rooms: number, each: number) {
  const names = range(each, (place) => `#room-${(n * 7 + place * 13) % rooms}`);
  const stays = names.map(() => [0, 0, AT] as const);
  const reads = names.map((name) => [name as LogKey, 1] as const);
  const nick = `somebody-${n}`;
  return { v: 2 as const, since: AT, nick, named: true, rooms: names, stays, reads, seen: AT };
}

function bytes(): number {
  if (globalThis.gc === undefined) throw new Error('give --expose-gc to node');
  globalThis.gc();
  globalThis.gc();
  return process.memoryUsage().heapUsed;
}

function wake({ persons, rooms }: World): void {
  for (const who of persons.keys()) persons.get(who);
  for (const key of rooms.keys()) rooms.get(key);
}

function measure(what: string, count: number, kept: Left): void {
  const { world } = new Crowd();
  const before = bytes();
  const began = performance.now();
  restore(world, kept, AT);
  const took = performance.now() - began;
  const asleep = (bytes() - before) / count;
  wake(world);
  world.journal.commit(world.journal.end);
  const awake = (bytes() - before) / count;
  stdout.write(
    `${what}: ${asleep.toFixed(0)} bytes each asleep, ${awake.toFixed(0)} awake; restored in ${took.toFixed(0)} ms\n`,
  );
}

measure(`${ACCOUNTS} accounts`, ACCOUNTS, left(ACCOUNTS, 0, 0));
measure(
  `${ACCOUNTS} accounts, each in 3 rooms of ${ACCOUNTS / 10}`,
  ACCOUNTS,
  left(ACCOUNTS, ACCOUNTS / 10, 3),
);
measure(`${ACCOUNTS} rooms`, ACCOUNTS, left(0, ACCOUNTS, 0));
