/** What is unread is what a look at all messages counts when nobody does anything meanwhile, and the same on all devices in the end. */
import { isDeepStrictEqual } from 'node:util';
import type { EventOf } from '../../../grammar/events.ts';
import type { PersonState } from '../../../server/rooms/durable/kept.ts';
import type { LogRecord } from '../../../server/store/store.ts';
import type { Diary, Moment } from '../diary.ts';
import type { Problem } from './deeds.ts';
import type { Hearing } from './hearings.ts';
import type { Durable, People } from './people.ts';

export function checkUnread(
  diaries: readonly Diary[],
  hearings: readonly Hearing[],
  people: People,
  durable: readonly Durable[],
): Problem[] {
  const miscounted = hearings.flatMap(({ event, identity, asked, told, who, moment }) => {
    if (event.ev !== 'unread' || identity === undefined || asked === undefined) return [];
    const [one, ...others] = people.between(identity, asked, told);
    if (one === undefined || others.length > 0 || isBusy(durable, asked, told)) return [];
    const is = shown(event);
    const was = countedFor(identity, one, durable, told);
    if (isDeepStrictEqual(is, was)) return [];
    const text = `is told that ${JSON.stringify(is)} is unread, and it is ${JSON.stringify(was)}`;
    return [{ text, who, moment }];
  });
  return [...miscounted, ...differing(diaries)];
}

/** In the end all devices ask, and nothing is done any more. */
function differing(diaries: readonly Diary[]): Problem[] {
  const told = new Map<string, Counts>();
  return diaries.flatMap(({ name: who, account = '', notes }) => {
    const asked = notes.findLast(
      (note) => note.on === 'over' || (note.on === 'sent' && note.command.cmd !== 'history'),
    );
    if (asked?.on !== 'sent' || asked.command.cmd !== 'unread') return [];
    const { tag } = asked.command;
    return notes.flatMap((note) => {
      if (note.on !== 'heard' || note.event.ev !== 'unread' || note.event.re !== tag) return [];
      const is = shown(note.event);
      const other = told.get(account) ?? is;
      told.set(account, other);
      if (isDeepStrictEqual(is, other)) return [];
      const text = `is told that ${JSON.stringify(is)} is unread, and another device ${JSON.stringify(other)}`;
      return [{ text, who, moment: note.moment }];
    });
  });
}

/** Something became durable meanwhile. */
const isBusy = (durable: readonly Durable[], from: Moment, to: Moment): boolean =>
  durable.some(({ moment, turn }) => moment >= from && moment <= to && turn.entries.length > 0);

/** How much of each log is unread, by its name; nothing of one in which nothing is. */
type Counts = Readonly<Record<string, number>>;

const shown = ({ logs }: EventOf<'unread'>): Counts =>
  Object.fromEntries(logs.map(({ room, log = room, unread }) => [log, unread]));

function countedFor(
  identity: string,
  state: PersonState,
  durable: readonly Durable[],
  at: Moment,
): Counts {
  const { rooms, privates = [], ignored = [] } = state;
  const besides = new Set([identity, ...ignored.map(([who]) => who)]);
  const logs = recordsAt(durable, at);
  const counts = [...rooms, ...privates].map((log): [string, number] => {
    const records = logs.get(log) ?? [];
    const after = unreadAfter(state, log, records);
    const unread = records.slice(after).filter(({ author, event }) => {
      return event.ev === 'message' && event.deleted === undefined && !besides.has(author);
    });
    return [log, unread.length];
  });
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}

/** Behind this may be something that is unread: a room may show nothing of what was before one came. */
function unreadAfter(state: PersonState, log: string, records: readonly LogRecord[]): number {
  const place = state.reads?.find(([key]) => key === log)?.[1] ?? records.length;
  const [joined, came] = state.stays?.[state.rooms.indexOf(log)] ?? [0, 0];
  const setting = records.findLast(
    ({ event }) => event.ev === 'setting' && event.name === 'history',
  );
  const shows = setting?.event.ev === 'setting' ? setting.event.value : 'off';
  return Math.max(place, shows === 'joined' ? joined : shows === 'none' ? came : 0);
}

/** All logs as they read at a moment. */
function recordsAt(durable: readonly Durable[], at: Moment): Map<string, LogRecord[]> {
  const logs = new Map<string, LogRecord[]>();
  for (const { moment, turn } of durable) {
    if (moment > at) break;
    for (const { log, records, amended = [] } of turn.entries) {
      const all = logs.get(log) ?? [];
      logs.set(log, all);
      all.push(...records);
      for (const event of amended) {
        const record = all[event.seq - 1];
        if (record) all[event.seq - 1] = { ...record, event };
      }
    }
  }
  return logs;
}
