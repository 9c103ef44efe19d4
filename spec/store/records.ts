/** What specs put into stores, and the questions that they ask. */
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
  Turn,
} from '../../server/store/store.ts';

export const dev = '#dev' as LogKey;
export const tea = '#tea' as LogKey;
export const secret = '@k3f9' as LogKey;

/** The time of the message with this seq, unless a spec says otherwise: one a second from noon. */
export const time = (seq: number): number => Date.UTC(2026, 10, 22, 12, 0, seq);

/** A record of `log` with that seq. */
export function message(
  log: LogKey,
  seq: number,
  text = `number ${seq}`,
  other: { from?: string; at?: number } = {},
): LogRecord & { event: Message } {
  const { from = 'ann', at = time(seq) } = other;
  const said = { seq, at: new Date(at).toISOString(), from, kind: 'say', text } as const;
  const event: Message = log.startsWith('@')
    ? { ev: 'message', to: 'bob', log, ...said }
    : { ev: 'message', room: log, ...said };
  return { event, author: 'guest:1' };
}

/** Messages of `log` from `after + 1` to `to`. */
export function entry(log: LogKey, after: number, to: number): LogChange {
  const records = Array.from({ length: to - after }, (_, n) => message(log, after + 1 + n));
  return { log, after, records };
}

/** One text after the other, in a log that is empty so far. */
export const texts = (log: LogKey, ...said: string[]): LogChange => ({
  log,
  after: 0,
  records: said.map((text, n) => message(log, n + 1, text)),
});

/** A turn that changes no person and no session. */
export const turn = (...entries: LogChange[]): Turn => ({ entries, persons: [], sessions: [] });

/** A session of the author of all messages, who has several: at the desk, on the phone. */
export const session = (key: string, ...answers: KeptAnswer[]): SessionChange => ({
  key,
  person: 'guest:1',
  state: { current: '#dev' },
  ...(answers.length > 0 && { answers }),
});

/** A record that answers a tagged command of a session. */
export const tagged = (record: LogRecord, tag: string, session = 'desk') =>
  ({ ...record, session, tag, done: 'msg' }) as const;

/** A part of a log, all of it unless said otherwise. */
export const part = (some: Partial<LogRange> = {}): LogRange => ({
  after: 0,
  before: Number.MAX_SAFE_INTEGER,
  limit: 1000,
  keep: 'oldest',
  ...some,
});

/** A search in both rooms. */
export const search = (words: string, some: Partial<Search> = {}): Search => ({
  words,
  logs: [dev, tea],
  limit: 10,
  ...some,
});

/** The numbers of the events that a store has of a log. */
export const seqs = async (store: Store, log = dev): Promise<number[]> =>
  (await store.read(log, part({ limit: 100_000 }))).map(({ event }) => event.seq);

/** The numbers from 1 on. */
export const upTo = (end: number): number[] => Array.from({ length: end }, (_, n) => n + 1);
