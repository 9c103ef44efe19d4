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

/** Something that somebody knows otherwise than they are told. */
interface Doubt {
  readonly problem: Problem;
  /** From this moment on it surely was behind with nothing. */
  live?: Moment;
}

/**
 * Who is in each room, as somebody knows it from its state and from who was told to have come and gone since. Whoever is behind misses
 * that, and is told the state once they are not any more. So a doubt is a problem when the answer comes to something that was asked
 * later, and no state has come before it.
 */
class Known {
  readonly problems: Problem[] = [];
  readonly #who: string;
  #own = '';
  readonly #rooms = new Map<string, Set<string>>();
  /** What was asked about rooms. */
  readonly #questions = new Set<string>();
  /** When each command was sent on this connection. */
  readonly #sent = new Map<string, Moment>();
  /** By room. */
  readonly #doubts = new Map<string, Doubt>();

  constructor(who: string) {
    this.#who = who;
  }

  follow(note: Note): void {
    switch (note.on) {
      case 'open':
      case 'lost':
        this.#rooms.clear();
        this.#doubts.clear();
        this.#sent.clear();
        return;
      case 'sent':
        this.#sent.set(note.command.tag, note.moment);
        if (note.command.cmd === 'names') this.#questions.add(note.command.tag);
        return;
      case 'settled':
        for (const { problem } of this.#doubts.values()) this.problems.push(problem);
        this.#doubts.clear();
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
      case 'error':
        return this.#answered(event.re);
      case 'ok':
        this.#own = event.nick ?? this.#own;
        return this.#answered(event.re);
      case 'room':
        if (this.#questions.has(event.re ?? '')) return this.#compare(event, moment);
        this.#doubts.delete(event.room);
        this.#rooms.set(event.room, membersIn(event));
        return;
      case 'joined':
      case 'parted':
        return this.#move(event, moment);
      case 'kicked':
        return this.#leave(event);
      case 'quit':
        for (const members of this.#rooms.values()) members.delete(event.nick);
        return this.#isLive(moment);
      case 'nick':
        if (event.from === this.#own) this.#own = event.to;
        else this.#isLive(moment);
        for (const members of this.#rooms.values())
          if (members.delete(event.from)) members.add(event.to);
        return;
      default:
    }
  }

  #compare(event: EventOf<'room'>, moment: Moment): void {
    const { room: log } = event;
    const knows = this.#rooms.get(log);
    const finds = membersIn(event);
    if (knows === undefined || isDeepStrictEqual(knows, finds)) return;
    this.#doubt(log, `finds ${listed(finds)} in ${log}, and knows of ${listed(knows)}`, moment);
    this.#rooms.set(log, finds);
  }

  #move(event: EventOf<'joined'> | EventOf<'parted'>, moment: Moment): void {
    const { ev, room: log, nick } = event;
    const members = this.#rooms.get(log);
    if (members?.has(nick) === (ev === 'joined'))
      this.#doubt(
        log,
        `is told that ${nick} ${ev} ${log}, and knows of ${listed(members)}`,
        moment,
      );
    if (nick !== this.#own) this.#isLive(moment);
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

  #doubt(log: string, text: string, moment: Moment): void {
    const problem = { text, who: this.#who, log, moment };
    if (!this.#doubts.has(log)) this.#doubts.set(log, { problem });
  }

  /** Only whoever is behind with nothing is told that others come and go. */
  #isLive(moment: Moment): void {
    for (const doubt of this.#doubts.values()) doubt.live ??= moment;
  }

  #answered(tag = ''): void {
    const sent = this.#sent.get(tag) ?? 0;
    for (const [log, { problem, live = Number.POSITIVE_INFINITY }] of this.#doubts) {
      if (sent < live) continue;
      this.problems.push(problem);
      this.#doubts.delete(log);
    }
  }
}

const membersIn = ({ members }: EventOf<'room'>): Set<string> =>
  new Set(members.map(({ nick }) => nick));

const listed = (nicks: ReadonlySet<string>): string => [...nicks].sort().join();
