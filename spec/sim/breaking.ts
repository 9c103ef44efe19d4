/** The ways in which servers are broken on purpose: a port is wrapped, or a method of a table patched. */
import type { PersonState, RoomAbout } from '../../server/rooms/durable/kept.ts';
import { Journal } from '../../server/rooms/world/journal.ts';
import type { AppendOutcome, LogRecord, Store, Turn } from '../../server/store/store.ts';
import { Disk } from './disk.ts';
import type { Between } from './host.ts';

/**
 * A server that is broken at one seam: a port or a table is wrapped or patched, and nothing in the server knows of it. The
 * checker has to find it.
 */
export interface Broken {
  readonly name: string;
  /** What is found of it. */
  readonly found: RegExp;
  /** The seed of a life in which that is, or the file in `broken/` of the fewest steps that show it. */
  readonly life: number | string;
  readonly between?: Between;
  /** Breaks what all servers share; returns what puts it right again. */
  readonly patch?: () => () => void;
}

/** True once in so many calls, by count. */
export function everyNth(n: number): () => boolean {
  let count = 0;
  return () => {
    count += 1;
    return count % n === 0;
  };
}

/** A store that does one thing in another way. */
function changed(store: Store, change: (store: Store) => Partial<Store>): Store {
  const other = change(store);
  return new Proxy(store, {
    get(target, field) {
      const value = Reflect.get(field in other ? other : target, field, target);
      return typeof value === 'function' && !(field in other) ? value.bind(target) : value;
    },
  });
}

export const withStore = (change: (store: Store) => Partial<Store>): Between => ({
  store: (store) => changed(store, change),
});

/** A store that takes a turn otherwise than it is given, now and then. */
export const withTurns = (n: number, change: (turn: Turn) => Turn): Between =>
  withStore((store) => {
    const now = everyNth(n);
    return { append: (turn) => store.append(now() ? change(turn) : turn) };
  });

/** The same for what is kept of rooms besides their events. */
export const withRooms = (n: number, change: (about: RoomAbout) => RoomAbout): Between =>
  withTurns(n, (turn) => ({
    ...turn,
    entries: turn.entries.map(({ about, ...entry }) => {
      const isRoom = about !== undefined && entry.log.startsWith('#');
      return { ...entry, about: isRoom ? change(about as RoomAbout) : about };
    }),
  }));

/** The same for what is kept of persons. */
export const withPersons = (n: number, change: (state: PersonState) => PersonState): Between =>
  withTurns(n, (turn) => ({
    ...turn,
    persons: turn.persons.map(({ identity, state }) => ({
      identity,
      state: state && change(state as PersonState),
    })),
  }));

/** A store that says otherwise how it ended. */
export const withOutcome = (change: (outcome: AppendOutcome) => AppendOutcome): Between =>
  withStore((store) => ({ append: async (turn) => change(await store.append(turn)) }));

/** What a method does instead: it gets its object, the method as it was, and what that was given. */
type Instead<T, F> = F extends (...given: infer G) => infer R
  ? (self: T, before: (...given: G) => R, ...given: G) => R
  : never;

/** Puts something in the place of a method, begun anew each time; returns what puts the method back. */
export const instead =
  <T, K extends keyof T>(
    { prototype: of }: { readonly prototype: T },
    name: K,
    begin: () => Instead<T, T[K]>,
  ) =>
  (): (() => void) => {
    const method = of[name] as (...given: unknown[]) => unknown;
    const does = begin() as (self: T, before: typeof method, ...given: unknown[]) => unknown;
    of[name] = function (this: T, ...given: unknown[]) {
      return does(this, method.bind(this), ...given);
    } as T[K];
    return () => {
      of[name] = method as T[K];
    };
  };

/** An undo that leaves a field as it is. */
export const forgetsToUndo = (forgotten: string) =>
  instead(Journal, 'set', () => (_, set, of: object, field, value) => {
    if (field === forgotten) (of as { [field: string]: unknown })[field] = value;
    else set(of, field, value);
  });

/** A store that reads deleted messages as they were said. */
export function withFirstWords(): Between {
  const said = new Map<string, LogRecord>();
  return withStore((store) => ({
    async recall() {
      const kept = await store.recall();
      if (kept.logs.length === 0) said.clear();
      return kept;
    },
    append(turn) {
      for (const { log: key, records } of turn.entries)
        for (const record of records) said.set(`${key} ${record.event.seq}`, record);
      return store.append(turn);
    },
    async read(key, part) {
      const records = await store.read(key, part);
      return records.map((record) =>
        isDeleted(record) ? (said.get(`${key} ${record.event.seq}`) ?? record) : record,
      );
    },
  }));
}

/** A disk that has synced less than it said, as is found when the power fails. */
export class LyingDisk extends Disk {
  readonly #lies = everyNth(8);

  override crash(left: number): void {
    super.crash(left);
    if (this.#lies()) this.forgetLast();
  }
}

/** A store that is another one at each start. */
export function withOtherStores(): Between {
  let starts = 0;
  return {
    store: (store) => {
      starts += 1;
      return changed(store, () => ({ id: `store-${starts}` }));
    },
  };
}

const isDeleted = ({ event }: LogRecord): boolean =>
  event.ev === 'message' && event.deleted !== undefined;
