/** The law of all stores: whatever is appended and read, it is as in a list. A store is compared with the simplest one. */
import { expect } from 'chai';
import fc from 'fast-check';
import type { Message } from '../../grammar/events.ts';
import type { LogKey } from '../../grammar/names.ts';
import type { Search } from '../../server/store/search.ts';
import type {
  KeptAnswer,
  LogChange,
  LogRange,
  LogRecord,
  SessionChange,
  Store,
} from '../../server/store/store.ts';

/** What is done to a store, with `a` and `b` for two logs. Seqs and times are fractions of what there is. */
type Deed =
  | { do: 'append'; adds: Add[]; stale: boolean; change: Change | undefined }
  | { do: 'read'; log: Name; after: number; before: number; limit: number; keep: LogRange['keep'] }
  | { do: 'lastBefore'; log: Name; time: number }
  | { do: 'search'; words: string; logs: Name[]; from: string | undefined; since: number }
  | { do: 'lastSaid'; log: Name; author: string | undefined }
  | { do: 'answers'; key: string };

type Name = 'a' | 'b';
/** Adds texts to a log, and gives the event at `amends` another one, or none. */
type Add = {
  log: Name;
  texts: string[];
  tagged: boolean;
  amends: number | undefined;
  deletes: boolean;
};
type Change = { key: string; over: boolean; answers: number };

const identities = ['guest:1', 'guest:2'];
/** The sessions of the first, and the two of the second. */
const keys = ['desk', 'home', 'phone'];
const nicks = ['ann', 'Bob'];
const vocabulary = ['red', 'Green', 'blue', 'réd', ''];

const name = fc.constantFrom<Name>('a', 'b');
const fraction = fc.double({ min: 0, max: 1.2, noNaN: true });
const text = fc
  .array(fc.constantFrom(...vocabulary), { minLength: 1, maxLength: 4 })
  .map((words) => words.join(' '));
const maybe = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: undefined });

const add: fc.Arbitrary<Add> = fc.record({
  log: name,
  texts: fc.array(text, { minLength: 1, maxLength: 5 }),
  tagged: fc.boolean(),
  amends: maybe(fraction),
  deletes: fc.boolean(),
});

const change: fc.Arbitrary<Change> = fc.record({
  key: fc.constantFrom(...keys),
  over: fc.boolean(),
  answers: fc.integer({ min: 0, max: 3 }),
});

const deed: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('append' as const),
      adds: fc.uniqueArray(add, { maxLength: 2, selector: ({ log }) => log }),
      stale: fc.integer({ min: 0, max: 5 }).map((n) => n === 0),
      change: maybe(change),
    }),
  },
  fc.record({
    do: fc.constant('read' as const),
    log: name,
    after: fraction,
    before: fraction,
    limit: fc.integer({ min: 0, max: 9 }),
    keep: fc.constantFrom('oldest', 'newest'),
  }),
  fc.record({ do: fc.constant('lastBefore' as const), log: name, time: fraction }),
  fc.record({
    do: fc.constant('search' as const),
    words: text,
    logs: fc.uniqueArray(name),
    from: maybe(fc.constantFrom(...nicks)),
    since: fraction,
  }),
  fc.record({
    do: fc.constant('lastSaid' as const),
    log: name,
    author: maybe(fc.constantFrom(...identities)),
  }),
  fc.record({ do: fc.constant('answers' as const), key: fc.constantFrom(...keys) }),
);

const red: Add = { log: 'a', texts: ['red'], tagged: false, amends: 0, deletes: true };
const append = { do: 'append', stale: false, change: undefined } as const;
/** What was deleted is never found, whatever it reads afterwards: once the index and the latest events differed in that. */
const deletedThenRewritten: Deed[] = [
  { ...append, adds: [red] },
  { ...append, adds: [{ ...red, deletes: false }] },
  { do: 'search', words: 'blue', logs: ['a'], from: undefined, since: 0 },
];

let runs = 0;

/** A store as a list of all that was ever said. */
class Model {
  readonly all: { log: LogKey; record: LogRecord }[] = [];
  readonly answers = new Map<string, KeptAnswer[]>();
  /** Time never goes backwards in a store: each run comes a day after the one before. */
  readonly start = Date.UTC(2026, 10, 22) + runs * 86_400_000;

  of(log: LogKey): LogRecord[] {
    return this.all.filter((one) => one.log === log).map(({ record }) => record);
  }
}

/** Does one deed to the store and to the model, and compares what they say. */
async function doBoth(store: Store, model: Model, run: string, deed: Deed): Promise<void> {
  const key = (name: Name) => `#${run}${name}` as LogKey;
  const timeAt = (fraction: number) => model.start + Math.floor(fraction * model.all.length) * 1000;
  switch (deed.do) {
    case 'append': {
      const entries = deed.adds.map((add) => entryOf(model, key(add.log), add, deed.stale));
      const sessions = deed.change ? [changeOf(model, run, deed.change)] : [];
      const isStale = deed.stale && entries.length > 0;
      const { is } = await store.append({ entries, persons: [], sessions });
      expect(is).to.equal(isStale ? 'nothing' : 'done');
      if (!isStale) apply(model, entries, sessions);
      return;
    }
    case 'read': {
      const records = model.of(key(deed.log));
      const [after, before] = [deed.after, deed.before].map((f) => Math.floor(f * records.length));
      const { limit, keep } = deed;
      const part: LogRange = { after: after ?? 0, before: before ?? 0, limit, keep };
      const between = records.slice(part.after, Math.max(part.before - 1, part.after));
      const expected =
        keep === 'oldest' ? between.slice(0, limit) : limit === 0 ? [] : between.slice(-limit);
      expect(await store.read(key(deed.log), part)).to.deep.equal(expected);
      return;
    }
    case 'lastBefore': {
      const time = timeAt(deed.time);
      const before = model.of(key(deed.log)).filter((r) => Date.parse(r.event.at) < time);
      expect(await store.lastBefore(key(deed.log), time)).to.equal(before.at(-1)?.event.seq ?? 0);
      return;
    }
    case 'search': {
      const { words, from } = deed;
      const logs = deed.logs.map(key);
      const since = timeAt(deed.since);
      const found = await foundInPages(store, { words, logs, since, ...(from && { from }) });
      const wanted = wordsOf(words);
      const expected = model.all
        .filter((one) => wanted.length > 0 && logs.includes(one.log))
        .map(({ record }) => record.event as Message)
        .filter((event) => event.deleted === undefined)
        .filter((event) => Date.parse(event.at) >= since && (from ?? event.from) === event.from)
        .filter((event) => wanted.every((word) => wordsOf(event.text).includes(word)));
      expect(found).to.deep.equal(expected.reverse());
      return;
    }
    case 'lastSaid': {
      const author = deed.author && deed.author + run;
      const last = model
        .of(key(deed.log))
        .findLast(
          ({ event, author: by }) =>
            !('deleted' in event) && (author === undefined || author === by),
        );
      expect(await store.lastSaid(key(deed.log), author)).to.equal(last?.event.seq ?? 0);
      return;
    }
    case 'answers': {
      const expected = model.answers.get(deed.key + run) ?? [];
      expect(await store.answers(deed.key + run)).to.deep.equal(expected.slice(-256));
    }
  }
}

/** Written with nothing of ours: what a word of this vocabulary is. */
const wordsOf = (text: string): string[] =>
  text.toLowerCase().replaceAll('é', 'e').split(' ').filter(Boolean);

/** Page after page, each with the cursor of the one before. */
async function foundInPages(store: Store, search: Omit<Search, 'limit'>): Promise<Message[]> {
  const found: Message[] = [];
  for (let next: string | undefined; ; ) {
    const page = await store.search({ ...search, limit: 3, ...(next && { next }) });
    found.push(...page.map(({ message }) => message));
    next = page.at(-1)?.cursor;
    if (page.length < 3) return found;
  }
}

/** Over all logs of a run the clock stands still for some turns, and goes on; the author of every other is the same. */
function entryOf(model: Model, log: LogKey, add: Add, stale: boolean): LogChange {
  const end = model.of(log).length;
  const after = stale ? end + 1 : end;
  const at = new Date(model.start + (model.all.length >> 3) * 8000).toISOString();
  const records = add.texts.map((text, n): LogRecord => {
    const seq = after + 1 + n;
    const from = nicks[seq % 2] ?? '';
    const event: Message = { ev: 'message', room: log, seq, at, from, kind: 'say', text };
    const run = log.slice(1, -1);
    const [author, session] = [
      `${identities[seq % 2]}${run}`,
      `${keys[seq % 4 === 3 ? 2 : seq % 2]}${run}`,
    ];
    return add.tagged ? { event, author, session, tag: `t${seq}`, done: 'msg' } : { event, author };
  });
  const place = Math.floor((add.amends ?? 2) * (end + records.length));
  const amended = [...model.of(log), ...records][place]?.event as Message | undefined;
  return amended === undefined
    ? { log, after, records }
    : { log, after, records, amended: [amendedBy(add, amended, after + 1)] };
}

const amendedBy = ({ deletes }: Add, event: Message, seq: number): Message =>
  deletes ? { ...event, text: '', deleted: seq } : { ...event, text: 'blue amended', edited: seq };

function changeOf(model: Model, run: string, { key, over, answers }: Change): SessionChange {
  const change = { key: key + run, person: `guest${run}` };
  // A session that is over does not come back.
  if (!model.answers.has(change.key) || (over && key === keys[1])) return change;
  const list = Array.from({ length: answers }, (_, n): KeptAnswer => {
    return { tag: `n${n}`, done: 'nick', outcome: { nick: key } };
  });
  return { ...change, state: { current: key }, answers: list };
}

function apply(model: Model, entries: LogChange[], sessions: SessionChange[]): void {
  for (const { key, state } of sessions) {
    if (state === undefined) model.answers.delete(key);
  }
  for (const { log, records, amended = [] } of entries) {
    for (const record of records) {
      model.all.push({ log, record });
      const { session = '', tag, done, event } = record;
      if (tag === undefined || done === undefined) continue;
      model.answers.get(session)?.push({ tag, done, outcome: { room: log, seq: event.seq } });
    }
    for (const event of amended) {
      const place = model.all.findIndex(
        ({ log: its, record }) => its === log && record.event.seq === event.seq,
      );
      const old = model.all[place];
      if (old) model.all[place] = { log, record: { ...old.record, event } };
    }
  }
  for (const { key, answers = [] } of sessions) model.answers.get(key)?.push(...answers);
}

/** Fails unless the store behaves as a list does, whatever is done to it. All runs share the store, with logs of their own. */
export async function actsLikeAList(store: Store): Promise<void> {
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 5, maxLength: 30 }), async (deeds) => {
      runs += 1;
      const model = new Model();
      const sessions = keys.map((one) => ({ key: `${one}r${runs}`, person: 'guest', state: {} }));
      for (const { key } of sessions) model.answers.set(key, []);
      await store.append({ entries: [], persons: [], sessions });
      for (const deed of deeds) await doBoth(store, model, `r${runs}`, deed);
    }),
    { numRuns: 60, examples: [[deletedThenRewritten]] },
  );
}
