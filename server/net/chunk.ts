/** What a reader that is behind is handed at once: the next events of one log as texts, about so many characters of them. */
import { veiledInLog } from '../../grammar/events/veil.ts';
import { isPrivateKey } from '../../grammar/names.ts';
import type { Dialect } from '../doors/door.ts';
import type { Audience } from './audience.ts';
import type { Authored, Authors } from './batch.ts';

/** About this many characters are encoded at once. */
const MAX_CHUNK_LENGTH = 64 * 1024;
/** Of short events so many are. */
const MAX_CHUNK_EVENTS = 256;

/** A part of one log. */
interface Chunk {
  readonly texts: readonly string[];
  /** The seq that the reader has with it. */
  readonly last: number;
  /** The events that are left for the next chunk. */
  readonly rest: readonly Authored[];
  /** So many events of this length are a chunk. */
  readonly fitting: number;
}

/** Where a reader is in a log, and how far it is to get. */
export interface Stretch {
  readonly audience: Audience;
  readonly cursor: number;
  readonly goal: number;
}

/** The next events of a stretch, without what is hidden. It begins with a `lagged` for those that the log does not have any more. */
export function chunkOf(
  { audience, cursor, goal }: Stretch,
  events: readonly Authored[],
  dialect: Dialect,
  hides: Authors | undefined,
): Chunk {
  const wanted = events.filter(({ event }) => event.seq <= goal);
  const first = wanted[0]?.event.seq ?? goal + 1;
  const texts: string[] = [];
  if (first > cursor + 1) {
    const place = isPrivateKey(audience.log) ? { log: audience.log } : { room: audience.name };
    texts.push(dialect.write({ ev: 'lagged', ...place, from: cursor + 1, to: first - 1 }));
  }
  let length = 0;
  let count = 0;
  for (const { event, author } of wanted) {
    const text = dialect.write(hides?.has(author) ? veiledInLog(event) : event);
    texts.push(text);
    length += text.length;
    count += 1;
    if (length > MAX_CHUNK_LENGTH) break;
  }
  const perEvent = Math.max(1, Math.ceil(length / Math.max(1, count)));
  return {
    texts,
    last: wanted[count - 1]?.event.seq ?? first - 1,
    rest: wanted.slice(count),
    fitting: Math.min(MAX_CHUNK_EVENTS, Math.ceil(MAX_CHUNK_LENGTH / perEvent)),
  };
}
