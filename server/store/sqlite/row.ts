/**
 * The rows of the table `events`: each holds some events of one log that came in one turn, at most 64, one a line, under
 * the id and the seq of the last. A line never changes its length: see versions.ts.
 */
import type { Logged } from '../../../grammar/events.ts';

/** A row has at most this many events, and about this many characters unless one event has more. */
const MAX_ROW_EVENTS = 64;
const MAX_ROW_CHARACTERS = 16 * 1024;

/** A row as it is kept. Author, tag, done and session have a line for each event, or one for all. */
export interface Row {
  id: number;
  log: number;
  seq: number;
  author: string;
  tag: string | null;
  done: string | null;
  event: string;
  /**
   * By how much the ids of its events are less than that of the last: nothing when there is one event, the first
   * difference alone when they follow one another, and otherwise all of them: `7 3 0`.
   */
  ids: string | null;
  /** Nothing in a row of before there were sessions: then the key of a session is the identity of its guest. */
  session: string | null;
}

/** One event of a row. */
export interface Slot {
  id: number;
  log: number;
  seq: number;
  author: string;
  /** Of whom the tag is. */
  session: string | null;
  tag: string | null;
  done: string | null;
  /** JSON, as the row has it. */
  event: string;
  /** The id of its row, and the line there. */
  row: number;
  line: number;
}

/** An event that is to be kept. */
export interface Written {
  at: string;
  author: string;
  session: string;
  tag: string;
  done: string;
  event: string;
}

/** What a row keeps of so many events, besides their places. */
export type Folded = Pick<Row, 'author' | 'session' | 'tag' | 'done' | 'event'> & { count: number };

/** The events in a row, the oldest first. */
export function slotsOf(row: Row): Slot[] {
  const { id, log, seq, ids } = row;
  if (ids === null) {
    const { author, tag, done, event } = row;
    const session = tag && (row.session ?? author);
    return [{ id, log, seq, author, session, tag, done, event, row: id, line: 0 }];
  }
  const events = row.event.split('\n');
  const [authors, sessions, tags, dones] = [
    row.author,
    row.session ?? row.author,
    row.tag,
    row.done,
  ].map((lines) => lines?.split('\n'));
  const behind = differences(ids, events.length);
  return events.map((event, line) => ({
    id: id - (behind[line] ?? 0),
    log,
    seq: seq - (events.length - 1 - line),
    author: lineOf(authors, line) ?? '',
    session: (lineOf(tags, line) && lineOf(sessions, line)) || null,
    tag: lineOf(tags, line) || null,
    done: lineOf(dones, line) || null,
    event,
    row: id,
    line,
  }));
}

/** When the first event in a row was made, in milliseconds since 1970. */
export const firstTimeIn = ({ event }: Pick<Row, 'event'>): number =>
  Date.parse((JSON.parse(event.split('\n', 1)[0] ?? '') as Logged).at);

/** When the last event in a row was made, in milliseconds since 1970. */
export const lastTimeIn = ({ event }: Pick<Row, 'event'>): number =>
  Date.parse((JSON.parse(event.slice(event.lastIndexOf('\n') + 1)) as Logged).at);

const lineOf = (lines: string[] | undefined, line: number): string | undefined =>
  lines?.length === 1 ? lines[0] : lines?.[line];

function differences(ids: string, count: number): number[] {
  const all = ids.split(' ').map(Number);
  return all.length > 1 ? all : Array.from({ length: count }, (_, line) => count - 1 - line);
}

/** What `ids` says of these, which are in their order. */
export function idsIn(ids: readonly number[]): string | null {
  const last = ids.at(-1) ?? 0;
  const span = last - (ids[0] ?? 0);
  if (ids.length === 1) return null;
  return span === ids.length - 1 ? `${span}` : ids.map((id) => last - id).join(' ');
}

/** What of a row does not fit together, as the end of a sentence. */
export function faultOf({ author, session, tag, done, event, ids }: Row): string | undefined {
  if (ids === null) return undefined;
  const count = event.split('\n').length;
  const all = ids.split(' ').map(Number);
  const behind = differences(ids, count);
  const isOrdered = behind.every((one, n) => one > (behind[n + 1] ?? -1)) && behind.at(-1) === 0;
  if (!isOrdered || behind.length !== count || all[0] !== behind[0])
    return `has ${count} events and the ids "${ids}"`;
  for (const lines of [author, session, tag, done]) {
    const { length } = lines?.split('\n') ?? [''];
    if (length !== 1 && length !== count)
      return `has ${count} events and ${length} authors or tags`;
  }
  return undefined;
}

/**
 * Puts events that follow one another in one log together, in as few rows as may be. Those of one row are of one minute,
 * so that what is too old can be removed row by row.
 */
export function fold(written: readonly Written[]): Folded[] {
  const rows: Folded[] = [];
  for (let from = 0, to = 0; from < written.length; from = to) {
    const minute = minuteOf(written[from]?.at ?? '');
    for (let size = 0; to < written.length && to - from < MAX_ROW_EVENTS; to += 1) {
      const { event = '', at = '' } = written[to] ?? {};
      size += event.length;
      if (to > from && (size > MAX_ROW_CHARACTERS || minuteOf(at) !== minute)) break;
    }
    rows.push(together(written.slice(from, to)));
  }
  return rows;
}

function together(part: readonly Written[]): Folded {
  const [first] = part;
  if (first !== undefined && part.length === 1) {
    const { author, session, tag, done, event } = first;
    return {
      count: 1,
      author,
      session: session || null,
      tag: tag || null,
      done: done || null,
      event,
    };
  }
  return {
    count: part.length,
    author: lines(part.map(({ author }) => author)),
    session: lines(part.map(({ session }) => session)) || null,
    tag: lines(part.map(({ tag }) => tag)) || null,
    done: lines(part.map(({ done }) => done)) || null,
    event: part.map(({ event }) => event).join('\n'),
  };
}

/** Of a time in ISO 8601. */
const minuteOf = (at: string): string => at.slice(0, 16);

const lines = (all: readonly string[]): string => {
  const first = all[0] ?? '';
  return all.every((one) => one === first) ? first : all.join('\n');
};
