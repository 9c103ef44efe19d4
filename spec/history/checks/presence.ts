/** Whoever comes, goes and takes another nick is told to all who are there: what they know of a room is what they find when they ask. */
import { isDeepStrictEqual } from 'node:util';
import type { Event, EventOf } from '../../../grammar/events.ts';
import type { Diary, Moment, Note } from '../diary.ts';
import type { Problem } from './deeds.ts';

export function checkPresence(diaries: readonly Diary[]): Problem[] {
  // Of whom one ignores one is not told that they come and go.
  const ignoring = new Set(diaries.flatMap((diary) => (ignores(diary) ? [personOf(diary)] : [])));
  return diaries.flatMap((diary) => {
    if (ignoring.has(personOf(diary))) return [];
    const known = new Known(diary.name);
    for (const note of diary.notes) known.follow(note);
    return known.problems;
  });
}

/** All devices of an account ignore the same. */
const personOf = ({ name, account = name }: Diary): string => account;

const ignores = ({ notes }: Diary): boolean =>
  notes.some((note) => note.on === 'sent' && note.command.cmd === 'ignore');

/** Who is in each room, as somebody knows it from its state and from who was told to have come and gone since. */
class Known {
  readonly problems: Problem[] = [];
  readonly #who: string;
  #own = '';
  readonly #rooms = new Map<string, Set<string>>();
  /** What was asked about rooms. */
  readonly #questions = new Set<string>();
  /** Rooms in which it found others than it knew: whoever is behind is told the state as soon as they are not any more. */
  readonly #doubts = new Map<string, Problem>();

  constructor(who: string) {
    this.#who = who;
  }

  follow(note: Note): void {
    switch (note.on) {
      case 'open':
      case 'lost':
        this.#rooms.clear();
        this.#doubts.clear();
        return;
      case 'sent':
        if (note.command.cmd === 'names') this.#questions.add(note.command.tag);
        return;
      case 'settled':
        for (const room of [...this.#doubts.keys()]) this.#confirm(room);
        return;
      case 'heard':
        return this.#hear(note.event, note.moment);
      default:
    }
  }

  #hear(event: Event, moment: Moment): void {
    switch (event.ev) {
      case 'welcome':
        this.#own = event.nick;
        return;
      case 'ok':
        this.#own = event.nick ?? this.#own;
        return;
      case 'room':
        if (this.#questions.has(event.re ?? '')) this.#compare(event, moment);
        else this.#doubts.delete(event.room);
        if (this.#rooms.has(event.room) || !this.#questions.has(event.re ?? ''))
          this.#rooms.set(event.room, membersIn(event));
        return;
      case 'joined':
      case 'parted':
        return this.#move(event, moment);
      case 'kicked':
        return this.#leave(event);
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

  /** Only whoever is behind with nothing is told that somebody comes or goes. */
  #move(event: EventOf<'joined'> | EventOf<'parted'>, moment: Moment): void {
    const { ev, room: log, nick } = event;
    const members = this.#rooms.get(log);
    this.#confirm(log);
    if (members?.has(nick) === (ev === 'joined')) {
      const text = `is told that ${nick} ${ev} ${log}, and knows of ${[...members].sort()} there`;
      this.problems.push({ text, who: this.#who, log, moment });
    }
    if (ev === 'parted') this.#leave(event);
    else members?.add(nick);
  }

  /** What becomes of a room that one has left is not told. */
  #leave({ room, nick }: EventOf<'parted'> | EventOf<'kicked'>): void {
    if (nick === this.#own) {
      this.#rooms.delete(room);
      this.#doubts.delete(room);
    }
    this.#rooms.get(room)?.delete(nick);
  }

  #compare(event: EventOf<'room'>, moment: Moment): void {
    const { room: log } = event;
    const knows = this.#rooms.get(log);
    const finds = membersIn(event);
    if (knows === undefined || isDeepStrictEqual(knows, finds)) return;
    const text = `finds ${[...finds].sort()} in ${log}, and knows of ${[...knows].sort()}`;
    this.#doubts.set(log, { text, who: this.#who, log, moment });
  }

  /** It was behind with nothing when it found others than it knew. */
  #confirm(room: string): void {
    const problem = this.#doubts.get(room);
    if (problem !== undefined) this.problems.push(problem);
    this.#doubts.delete(room);
  }
}

const membersIn = ({ members }: EventOf<'room'>): Set<string> =>
  new Set(members.map(({ nick }) => nick));
