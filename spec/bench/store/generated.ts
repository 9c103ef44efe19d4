/** A large database as years of talk would have left it, written by the log itself: one big room among very many small ones. */
import type { Message } from '../../../grammar/events.ts';
import { roomKey } from '../../../grammar/names.ts';
import { SqliteStore } from '../../../server/store/sqlite.ts';
import type { LogChange } from '../../../server/store/store.ts';
import { version } from '../../../server/version.ts';
import { random } from '../../grammar/sentences.ts';

/** How large it is: so many events are in the big room, and so many in all the small ones together. */
export interface Size {
  readonly rooms: number;
  readonly events: number;
}

export const BIG = '#big';
export const small = (n: number): string => `#small${n}`;

/** Words that are looked for. The rare one and the visitor's are said in the big room, at its beginning, middle and end. */
export const RARE = 'kingfisher';
export const EVERYWHERE = 'the';
export const VISITOR = 'visitor';
const TALKERS = 50;

/** Of the big room's events in one commit; the small rooms have as many. */
const COMMIT_EVENTS = 5000;
/** Milliseconds between two events. */
const EVENT_INTERVAL_MS = 1000;

const syllables = [...'bdfghklmnprstvz'].flatMap((c) => [...'aeiou'].map((v) => c + v));
const WORDS = 20_000;
/** The word that is said the nth most often. */
export const wordOf = (rank: number): string =>
  [rank % 75, Math.floor(rank / 75) % 75, 74 - (rank % 73)].map((n) => syllables[n]).join('');

/** Makes it in a directory, and brings its index up. */
export async function generate(directory: string, { rooms, events }: Size): Promise<void> {
  const warn = (fact: string): void => console.error(fact);
  const store = await SqliteStore.open({ directory, durability: 'relaxed', version, warn });
  const chance = random(1);
  // Every second word is among the hundred most frequent ones, as in a language.
  const word = (): string => wordOf(Math.floor(WORDS ** chance()) - 1);
  const start = Date.now() - 2 * events * EVENT_INTERVAL_MS;
  let told = 0;

  const message = (room: string, seq: number): Message => {
    told += 1;
    const isRare = room === BIG && seq % Math.ceil(events / 10) === 1;
    const text = [EVERYWHERE, ...(isRare ? [RARE] : []), ...Array.from({ length: 8 }, word)];
    const from = isRare ? VISITOR : `talker${Math.floor(chance() * TALKERS)}`;
    const at = new Date(start + told * EVENT_INTERVAL_MS).toISOString();
    return { ev: 'message', room, seq, at, from, kind: 'say', text: text.join(' ') };
  };
  const entry = (room: string, after: number, count: number): LogChange => ({
    log: roomKey(room),
    after,
    records: Array.from({ length: count }, (_, n) => {
      const event = message(room, after + n + 1);
      return { event, author: `guest:${event.from}` };
    }),
    ...(after === 0 && { about: { name: room } }),
  });

  for (let after = 0; after < events; after += COMMIT_EVENTS) {
    // In the order in which they are committed.
    const big = entry(BIG, after, COMMIT_EVENTS);
    const each = COMMIT_EVENTS / rooms;
    const smalls = Array.from({ length: rooms }, (_, n) => n).flatMap((n) => {
      const [from, to] = [
        Math.round((after / COMMIT_EVENTS) * each),
        Math.round((after / COMMIT_EVENTS + 1) * each),
      ];
      return to > from ? [entry(small(n), from, to - from)] : [];
    });
    const outcome = await store.append({
      entries: [big, ...smalls],
      persons: [],
      sessions: [],
    });
    if (outcome.is !== 'done') throw new Error('the generated events do not fit');
  }
  await store.finishIndex();
  await store.close();
}
