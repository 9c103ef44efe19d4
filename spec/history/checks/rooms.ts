/**
 * The state of a room, whenever it is told: its topic and settings are the last ones of its log so far, all see the same
 * people in the end, and a restart changes nothing.
 */
import { isDeepStrictEqual } from 'node:util';
import type { EventOf } from '../../../grammar/events.ts';
import type { Diary } from '../diary.ts';
import type { Problem } from './deeds.ts';
import type { Logs } from './logs.ts';

export function checkRooms(diaries: readonly Diary[], logs: Logs): Problem[] {
  const present = diaries.filter(({ notes }) => !notes.some(({ on }) => on === 'over'));
  return [
    ...untrueTopics(diaries, logs),
    ...untrueSettings(diaries, logs),
    ...differentMembers(present),
    ...changedByRestart(present),
  ];
}

function untrueTopics(diaries: readonly Diary[], logs: Logs): Problem[] {
  return diaries.flatMap(({ name: who, notes }) =>
    notes.flatMap((note) => {
      if (note.on !== 'heard' || note.event.ev !== 'room') return [];
      const { event, moment } = note;
      const { room: log, seq } = event;
      const last = logs
        .get(log)
        ?.slice(0, seq)
        .findLast(({ ev }) => ev === 'topic');
      const { topic, topic_from: from, topic_at: at } = event;
      const is = topic === undefined ? undefined : { topic, from, at };
      const was =
        last?.ev === 'topic' ? { topic: last.text, from: last.from, at: last.at } : undefined;
      if (isDeepStrictEqual(is, was)) return [];
      const text = `is told the topic ${JSON.stringify(is)}, and it is ${JSON.stringify(was)}`;
      return [{ text, who, log, seq, moment }];
    }),
  );
}

function untrueSettings(diaries: readonly Diary[], logs: Logs): Problem[] {
  return diaries.flatMap(({ name: who, notes }) =>
    notes.flatMap((note) => {
      if (note.on !== 'heard' || note.event.ev !== 'room') return [];
      const { event, moment } = note;
      const { room: log, seq, settings: is } = event;
      const was: Record<string, string> = {};
      for (const entry of logs.get(log)?.slice(0, seq) ?? []) {
        if (entry.ev !== 'setting') continue;
        if (entry.value === 'off') delete was[entry.name];
        else was[entry.name] = entry.value;
      }
      if (isDeepStrictEqual(is, was)) return [];
      const text = `is told the settings ${JSON.stringify(is)}, and they are ${JSON.stringify(was)}`;
      return [{ text, who, log, seq, moment }];
    }),
  );
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

/** The last two times that somebody asked who is in a room, the server was restarted in between, and nobody did anything. */
function changedByRestart(present: readonly Diary[]): Problem[] {
  return present.flatMap(({ name: who, notes }) => {
    const asked = new Set(notes.flatMap((note) => namesTag(note)));
    const told = notes.flatMap(({ moment, ...note }) =>
      note.on === 'heard' && note.event.ev === 'room' && asked.has(note.event.re ?? '')
        ? [{ moment, room: note.event.room, is: JSON.stringify(sorted(note.event.members)) }]
        : [],
    );
    return [...Map.groupBy(told, ({ room }) => room).values()].flatMap((states) => {
      const [before, after] = states.slice(-2);
      if (after === undefined || before?.is === after.is) return [];
      const text = `finds after a restart ${after.is}, and ${before?.is} before`;
      return [{ text, who, log: after.room, moment: after.moment }];
    });
  });
}

const sorted = (members: EventOf<'room'>['members']): EventOf<'room'>['members'] =>
  members.toSorted((one, other) => (one.nick < other.nick ? -1 : 1));
