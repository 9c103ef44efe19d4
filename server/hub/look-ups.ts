/** What the rooms ask of the store: what was said in logs, found in the order in which it is told. */
import { isActOfStaff } from '../../grammar/acts.ts';
import type { Logged, Message } from '../../grammar/events.ts';
import type { LogKey } from '../../grammar/names.ts';
import type { Acts, FoundMessage, Gathered } from '../rooms/answers.ts';
import type { QuestionOf } from '../rooms/questions.ts';
import type { Identity } from '../rooms/world/ids.ts';
import type { Hit } from '../store/search.ts';
import type { LogRange, LogRecord, Store } from '../store/store.ts';

/** Reads one event more than asked for: when it is there, there is more. */
export async function history(store: Store, { log, since, limit, ...part }: QuestionOf<'history'>) {
  const old = since === undefined ? 0 : await store.lastBefore(log, since);
  const after = Math.max(part.after, old);
  const { before, keep } = part;
  return store.read(log, { after, before, keep, limit: limit + 1 });
}

/** A question for acts looks through at most so many events, so many at a time. */
const MAX_SIFTED_EVENTS = 20_000;
const MAX_SIFTED_AT_ONCE = 500;

/** What staff did in a log, the oldest first. */
export async function acts(
  store: Store,
  { log, after, before, limit, keep }: QuestionOf<'acts'>,
): Promise<Acts> {
  const found: Logged[] = [];
  const isOne = before - after === 2;
  const last = Math.max(after, before - 1 - MAX_SIFTED_EVENTS);
  for (let end = before; end > last + 1; ) {
    const part = { after: last, before: end, limit: MAX_SIFTED_AT_ONCE, keep };
    const records = (await store.read(log, part)).map(({ event }) => event);
    found.unshift(...records.filter((event) => isOne || isActOfStaff(event)));
    end = records[0]?.seq ?? 0;
    if (found.length > limit) return { events: found.slice(-limit - 1) };
  }
  return last > after ? { events: found, looked: last + 1 } : { events: found };
}

/** Finds one message more than asked for: when it is there, there is more. */
export function search(
  store: Store,
  { ask: _, cmd: __, tag: ___, limit, ...search }: QuestionOf<'search'>,
): Promise<Hit[]> {
  return store.search({ ...search, limit: limit + 1 });
}

/** The same of messages that call somebody. */
export function mentions(
  store: Store,
  { ask: _, cmd: __, tag: ___, limit, ...search }: QuestionOf<'mentions'>,
): Promise<Hit[]> {
  return store.mentions({ ...search, limit: limit + 1 });
}

/** One message, by its number or as the last of its author. */
export async function message(store: Store, { log, seq, author }: QuestionOf<'message'>) {
  const record = await at(store, log, seq ?? (await store.lastSaid(log, author)));
  const event = record?.event;
  if (record === undefined || event?.ev !== 'message') return 'nothing';
  return asItReads(store, log, event, record.author);
}

/** A message with what has edited it last. */
async function asItReads(
  store: Store,
  log: LogKey,
  message: Message,
  author: Identity,
): Promise<FoundMessage> {
  const edit = message.edited === undefined ? undefined : await at(store, log, message.edited);
  return { message, author, edit: edit?.event };
}

/** Looks back through a log, as far as anybody looks for acts; the oldest is first. */
export async function said(
  store: Store,
  { log, end, after, author, since, limit }: QuestionOf<'said'>,
): Promise<FoundMessage[]> {
  const found: FoundMessage[] = [];
  const last = Math.max(after, end - MAX_SIFTED_EVENTS);
  for (let before = end + 1; before > last + 1 && found.length < limit; ) {
    const range = { after: last, before, limit: MAX_SIFTED_AT_ONCE, keep: 'newest' } as const;
    const records = await store.read(log, range);
    for (const { event, author: its } of records.toReversed()) {
      if (Date.parse(event.at) < since) return found.reverse();
      if (event.ev !== 'message' || its !== author || event.deleted !== undefined) continue;
      if (found.length === limit) break;
      found.push(await asItReads(store, log, event, author));
    }
    before = records[0]?.event.seq ?? 0;
  }
  return found.reverse();
}

/** The last messages of somebody that were not deleted, in all logs. */
export async function saidBy(store: Store, who: Identity, limit: number): Promise<Gathered[]> {
  const said = await store.saidBy(who, limit);
  return Promise.all(
    said.map(async ({ log, end, message }) => ({
      log,
      end,
      found: await asItReads(store, log, message, who),
    })),
  );
}

const at = async (store: Store, log: LogKey, seq: number): Promise<LogRecord | undefined> =>
  (await store.read(log, part(seq - 1, seq + 1, 1)))[0];

const part = (after: number, before: number, limit: number): LogRange => ({
  after,
  before,
  limit,
  keep: 'newest',
});
