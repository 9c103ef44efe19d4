/** Every reader heard every event of its logs exactly once and in order, and heard what the log says. */
import type { EventOf, Logged } from '../../../grammar/events.ts';
import { type Diary, logged, logOf, type Moment, type Note, type Tagged } from '../diary.ts';
import type { Claims, Problem } from './deeds.ts';
import type { Logs } from './logs.ts';
import type { Durable } from './people.ts';
import { isTrue } from './truth.ts';

/** Of a private log so many events are told to whoever logs in. */
const MAX_UNHEARD_EVENTS = 100;

export function checkReaders(
  diaries: readonly Diary[],
  logs: Logs,
  claims: Claims,
  durable: readonly Durable[],
): Problem[] {
  const forgotten = new Map(
    durable.flatMap(({ moment, turn: { forgotten = [] } }) =>
      forgotten.map((log): [string, Moment] => [log, moment]),
    ),
  );
  return diaries.flatMap((diary) => {
    const reading = new Reading(diary, logs, claims, forgotten);
    for (const note of diary.notes) reading.follow(note);
    return reading.end();
  });
}

/** One reader's way through its logs. */
class Reading {
  readonly #who: string;
  /** What waits for an account is told from where it has read. */
  readonly #isDevice: boolean;
  readonly #logs: Logs;
  readonly #claims: Claims;
  /** Since when the store has no more of a log. */
  readonly #forgotten: ReadonlyMap<string, Moment>;
  readonly #problems: Problem[] = [];
  /** Per log the last seq heard. */
  readonly #last = new Map<string, number>();
  /** Rooms that it has left and not asked to enter again. */
  readonly #out = new Set<string>();
  /** Rooms that it has asked to leave since it asked to enter them, each with the tag of that. */
  readonly #leaving = new Map<string, string>();
  /** Of what it has asked about rooms. */
  readonly #questions = new Set<string>();
  /** Private logs that its session has. */
  #privates = new Set<string>();
  /** It has a connection. */
  #isThere = false;

  constructor(
    { name, account }: Diary,
    logs: Logs,
    claims: Claims,
    forgotten: ReadonlyMap<string, Moment>,
  ) {
    this.#who = name;
    this.#isDevice = account !== undefined;
    this.#logs = logs;
    this.#claims = claims;
    this.#forgotten = forgotten;
  }

  follow(note: Note): void {
    if (note.on === 'sent') {
      // What is sent again changes nothing: it is done in its first place, or was.
      if (!note.again) this.#intend(note.command);
      else if (note.command.cmd === 'part') this.#doubt(note.command.tag);
    } else if (note.on === 'heard') {
      const { event } = note;
      const entry = logged(event);
      if (event.ev === 'hidden') this.#reach(event.room ?? event.log ?? '', event.seq);
      else if (entry !== undefined) this.#hear(entry);
      else if (event.ev === 'room') this.#see(event);
      else if (event.ev === 'ok') this.#left(event);
      else if (event.ev === 'lagged') this.#lag(event, note.moment);
    } else if (note.on === 'begun') {
      // What was told in private was told to the session that is gone.
      this.#privates.clear();
      for (const log of this.#isDevice ? [] : this.#last.keys())
        if (log.startsWith('@')) this.#last.delete(log);
    } else if (note.on === 'has') this.#privates = new Set(note.logs);
    else if (note.on === 'ends') this.#last.delete(note.log);
    else if (note.on === 'begins') this.#last.set(note.log, note.seq);
    else if (note.on === 'open' || note.on === 'lost') this.#isThere = note.on === 'open';
  }

  /** Whoever is still there has heard all. */
  end(): Problem[] {
    for (const [log, last] of this.#isThere ? this.#last : []) {
      if (log.startsWith('@') && !this.#privates.has(log)) continue;
      const end = this.#logs.get(log)?.length ?? 0;
      if (last < end) this.#problem(`has heard ${log} up to ${last} of ${end}`, log, last + 1);
    }
    return this.#problems;
  }

  #intend(command: Tagged): void {
    if (command.cmd === 'names') this.#questions.add(command.tag);
    if (command.cmd === 'part') {
      for (const room of command.rooms ?? []) this.#leaving.set(room, command.tag);
    } else if (command.cmd === 'join') {
      for (const room of command.rooms) {
        this.#leaving.delete(room);
        this.#out.delete(room);
      }
    } else if (command.cmd === 'resume') {
      // It goes on to read a room that it is about to enter, and in which it may be by another device.
      for (const room of Object.keys(command.cursors ?? {})) this.#out.delete(room);
    }
  }

  /** It may have been done before something that was asked earlier, and that the store refused at first. */
  #doubt(tag: string): void {
    for (const [room, by] of this.#leaving) if (by === tag) this.#leaving.delete(room);
  }

  #hear(event: Logged): void {
    const log = logOf(event);
    this.#reach(log, event.seq);
    this.#compare(log, event);
  }

  /** What is hidden has its place, too. */
  #reach(log: string, seq: number): void {
    const isPrivate = log.startsWith('@');
    if (isPrivate) this.#privates.add(log);
    const last = this.#last.get(log) ?? (isPrivate ? this.#start(seq) : undefined);
    if (last === undefined) this.#problem(`hears ${seq} of ${log} before entering`, log, seq);
    else if (seq <= last) this.#problem(`hears ${seq} of ${log} again, after ${last}`, log, seq);
    else if (seq > last + 1) this.#problem(`hears ${seq} of ${log} after ${last}`, log, seq);
    if (this.#out.has(log)) this.#problem(`hears ${seq} of ${log} and is not in it`, log, seq);
    this.#last.set(log, Math.max(seq, last ?? 0));
  }

  /** What was before one came is not shown where that is so set, of what waits for an account the last part is, and a log may go while it is read. */
  #lag(event: EventOf<'lagged'>, now: Moment): void {
    const { room, log = room ?? '', to } = event;
    const events = this.#logs.get(log) ?? [];
    const isShut = events.some((each) => each.ev === 'setting' && each.name === 'history');
    const waits = this.#isDevice && log.startsWith('@') && events.length - to >= MAX_UNHEARD_EVENTS;
    const isGone = (this.#forgotten.get(log) ?? now) < now;
    if (!isShut && !waits && !isGone) this.#problem(`is told ${JSON.stringify(event)}`);
    else if (waits || this.#last.has(log)) this.#last.set(log, to);
  }

  #start(seq: number): number {
    return this.#isDevice ? seq - 1 : 0;
  }

  /** The state of a room comes when all before it has been told. */
  #see({ room, seq, re = '' }: EventOf<'room'>): void {
    // Also whoever is not in it may ask.
    if (this.#questions.has(re)) return;
    const last = this.#last.get(room) ?? seq;
    // What it lacks of a room that another device has entered, or that it logs in to, it asks for behind that.
    if (this.#isDevice) this.#out.delete(room);
    if (last === seq || (this.#isDevice && last < seq)) return;
    this.#problem(`has heard ${room} up to ${last}, and is told the state at ${seq}`, room, seq);
    this.#last.set(room, Math.max(last, seq));
  }

  #left({ re = '' }: EventOf<'ok'>): void {
    for (const [room, tag] of this.#leaving) if (tag === re) this.#out.add(room);
  }

  #compare(log: string, heard: Logged): void {
    if (isTrue(heard, this.#logs, this.#claims)) return;
    const { seq } = heard;
    const kept = this.#logs.get(log)?.[seq - 1];
    const is = kept === undefined ? 'which is lost' : `and it is ${JSON.stringify(kept)}`;
    this.#problem(`hears ${JSON.stringify(heard)}, ${is}`, log, seq);
  }

  #problem(text: string, log?: string, seq?: number): void {
    this.#problems.push({
      text,
      who: this.#who,
      ...(log !== undefined && { log }),
      ...(seq !== undefined && { seq }),
    });
  }
}
