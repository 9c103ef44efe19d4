/**
 * The state of a room, whenever it is told: its topic and settings are the last ones of its log so far, all see the same
 * people in the end, and a restart changes nothing.
 */
import { isDeepStrictEqual } from 'node:util';
import type { EventOf, Logged } from '../../../grammar/events.ts';
import type { Diary } from '../diary.ts';
import type { Problem } from './deeds.ts';
import type { Logs } from './logs.ts';

export function checkRooms(diaries: readonly Diary[], logs: Logs): Problem[] {
  const present = diaries.filter(({ notes }) => !notes.some(({ on }) => on === 'over'));
  return [...untrue(diaries, logs), ...differentMembers(present), ...changedByRestart(present)];
}

function untrue(diaries: readonly Diary[], logs: Logs): Problem[] {
  return diaries.flatMap(({ name: who, notes }) =>
    notes.flatMap((note) => {
      if (note.on !== 'heard' || note.event.ev !== 'room') return [];
      const { room: log, seq, settings, topic, topic_from: from, topic_at: at } = note.event;
      const was = told(logs.get(log)?.slice(0, seq) ?? []);
      const is: Told = { topic: topic === undefined ? undefined : { topic, from, at }, settings };
      return (['topic', 'settings'] as const).flatMap((what) => {
        if (isDeepStrictEqual(is[what], was[what])) return [];
        const both = `${JSON.stringify(is[what])}, and it is ${JSON.stringify(was[what])}`;
        return [{ text: `is told the ${what} ${both}`, who, log, seq, moment: note.moment }];
      });
    }),
  );
}

interface Told {
  readonly topic: object | undefined;
  readonly settings: Readonly<Record<string, string>>;
}

/** What the state of a room says behind these. */
function told(events: readonly Logged[]): Told {
  const settings: Record<string, string> = {};
  for (const event of events) {
    if (event.ev !== 'setting') continue;
    if (event.value === 'off') delete settings[event.name];
    else settings[event.name] = event.value;
  }
  const last = events.findLast((event) => event.ev === 'topic');
  return { topic: last && { topic: last.text, from: last.from, at: last.at }, settings };
}

/** What is asked last, when everybody is at home and all was told, is the same for all. */
function differentMembers(present: readonly Diary[]): Problem[] {
  const told = new Map<string, string[]>();
  return present.flatMap(({ name: who, notes }) => {
    const last = notes.slice(notes.findLastIndex(({ on }) => on === 'open'));
    const asked = new Set(last.flatMap((note) => namesTag(note)));
    return last.flatMap((note) => {
      if (note.on !== 'heard' || note.event.ev !== 'room' || !asked.has(note.event.re ?? ''))
        return [];
      const { event, moment } = note;
      const is = event.members.map(({ nick }) => nick).sort();
      const others = told.get(event.room) ?? is;
      told.set(event.room, others);
      if (isDeepStrictEqual(is, others)) return [];
      return [{ text: `finds ${is} in ${event.room}, and others find ${others}`, who, moment }];
    });
  });
}

/** In the end everybody asks for the names of the rooms: those are the last of a diary. */
const namesTag = (note: Diary['notes'][number]): string[] =>
  note.on === 'sent' && note.command.cmd === 'names' ? [note.command.tag] : [];

/**
 * Between the last two times that somebody asked who is in a room the server was restarted, and nobody did anything. Only a guest who was
 * in no room may have come anew: then nothing is compared.
 */
function changedByRestart(present: readonly Diary[]): Problem[] {
  const comings = present.flatMap(({ notes }) => notes.filter(({ on }) => on === 'begun'));
  const lastComing = Math.max(0, ...comings.map(({ moment }) => moment));
  return present.flatMap(({ name: who, notes }) => {
    const asked = new Set(notes.flatMap((note) => namesTag(note)));
    const told = notes.flatMap(({ moment, ...note }) =>
      note.on === 'heard' && note.event.ev === 'room' && asked.has(note.event.re ?? '')
        ? [{ moment, room: note.event.room, is: JSON.stringify(sorted(note.event.members)) }]
        : [],
    );
    return [...Map.groupBy(told, ({ room }) => room).values()].flatMap((states) => {
      const [before, after] = states.slice(-2);
      if (before === undefined || after === undefined) return [];
      if (before.is === after.is || lastComing > before.moment) return [];
      const text = `finds after a restart ${after.is}, and ${before.is} before`;
      return [{ text, who, log: after.room, moment: after.moment }];
    });
  });
}

const sorted = (members: EventOf<'room'>['members']): EventOf<'room'>['members'] =>
  members.toSorted((one, other) => (one.nick < other.nick ? -1 : 1));
