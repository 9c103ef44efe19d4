/**
 * The state of a room, whenever it is told: its topic and settings are the last ones of its log so far, all see the same
 * people in the end, and a restart changes nothing.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Event, EventOf } from '../../../grammar/events.ts';
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

/** Who is in each room, as a person knows it from its state and from who was told to have come and gone since. */
class Members {
  #own = '';
  readonly #rooms = new Map<string, Set<string>>();

  hear(event: Event): void {
    switch (event.ev) {
      case 'welcome':
        this.#own = event.nick;
        return;
      case 'ok':
        this.#own = event.nick ?? this.#own;
        return;
      case 'room':
        this.#rooms.set(event.room, new Set(event.members.map(({ nick }) => nick)));
        return;
      case 'joined':
        this.#rooms.get(event.room)?.add(event.nick);
        return;
      case 'parted':
      case 'kicked':
        // What becomes of a room that one has left is not told.
        if (event.nick === this.#own) this.#rooms.delete(event.room);
        this.#rooms.get(event.room)?.delete(event.nick);
        return;
      case 'quit':
        for (const members of this.#rooms.values()) members.delete(event.nick);
        return;
      case 'nick':
        if (event.from === this.#own) this.#own = event.to;
        for (const members of this.#rooms.values())
          if (members.delete(event.from)) members.add(event.to);
        return;
      default:
    }
  }

  /** Nothing when one is not in it. */
  in(room: string): string[] | undefined {
    const members = this.#rooms.get(room);
    return members && [...members].sort();
  }
}

/** What is asked last, when everybody is at home and all was told, is what everybody knows, and the same for all. */
function differentMembers(present: readonly Diary[]): Problem[] {
  const told = new Map<string, string[]>();
  return present.flatMap(({ name: who, notes }) => {
    const lastOpen = notes.findLastIndex(({ on }) => on === 'open');
    const isIgnoring = notes.some((note) => note.on === 'heard' && note.event.ev === 'ignored');
    const asked = new Set(notes.slice(lastOpen).flatMap((note) => namesTag(note)));
    const known = new Members();
    return notes.slice(lastOpen).flatMap((note) => {
      if (note.on !== 'heard') return [];
      const { event, moment } = note;
      if (event.ev !== 'room' || !asked.has(event.re ?? '')) {
        known.hear(event);
        return [];
      }
      const is = event.members.map(({ nick }) => nick).sort();
      const others = told.get(event.room) ?? is;
      told.set(event.room, others);
      // Of whom one ignores one is not told that they come and go.
      const believed = isIgnoring ? is : (known.in(event.room) ?? is);
      if (isDeepStrictEqual(is, others) && isDeepStrictEqual(is, believed)) return [];
      const text = `finds ${is} in ${event.room}, knows of ${believed}, and others find ${others}`;
      return [{ text, who, moment }];
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
