/** A session is what its owner has made of it, over breaks and restarts, in the same store, and nobody else notices them. */
import { isDeepStrictEqual } from 'node:util';
import type { Command } from '../../../grammar/ast.ts';
import type { EventOf, Logged } from '../../../grammar/events.ts';
import { type Diary, isGuest, type Note } from '../diary.ts';
import { changesState, type Possible, possible, type State } from '../state.ts';
import { type Problem, placesOf } from './deeds.ts';
import type { Logs } from './logs.ts';

export function checkSessions(diaries: readonly Diary[], logs: Logs): Problem[] {
  const contested = new Set(
    [...logs].flatMap(([log, events]) => (events.some(putsOut) ? [log] : [])),
  );
  return diaries.flatMap((diary) => {
    if (diary.account !== undefined) return [];
    const session = new Session(diary.name, contested);
    for (const note of diary.notes) session.follow(note);
    return session.problems;
  });
}

const putsOut = ({ ev }: Logged): boolean => ev === 'kicked' || ev === 'banned';

/** What a session is found to be. */
interface SeenState {
  readonly nick?: string;
  readonly rooms?: readonly string[];
  readonly current?: string | undefined;
  readonly away?: string | undefined;
}

/** What one person's session may be, as far as its owner can know. */
class Session {
  readonly problems: Problem[] = [];
  readonly #who: string;
  /** Rooms from which somebody was put out: whether it is there decides its owner not alone. */
  readonly #contested: ReadonlySet<string>;
  #states: Possible[] = [];
  #store: string | undefined;
  /** The nick that this connection was greeted with. */
  #greeted = '';
  /** Of what changes the session, by tag. */
  readonly #unanswered = new Map<string, Command>();
  readonly #asked = new Map<string, Command>();
  readonly #again = new Set<string>();
  readonly #answered = new Set<string>();
  readonly #resumes = new Set<string>();
  #quitting = false;
  /** How many sessions it has had. */
  #begun = 0;
  /** It may be over. */
  #isExpired = false;

  constructor(who: string, contested: ReadonlySet<string>) {
    this.#who = who;
    this.#contested = contested;
  }

  follow(note: Note): void {
    if (note.on === 'sent') this.#send(note);
    else if (note.on === 'heard') this.#hear(note);
    else if (note.on === 'begun') this.#begin(note.nick);
    else if (note.on === 'over') this.#end(note);
    else if (note.on === 'expired') this.#isExpired = true;
  }

  #begin(nick: string): void {
    this.#isExpired = false;
    this.#begun += 1;
    this.#states = [{ state: { nick, rooms: [] }, done: new Set() }];
    for (const tag of this.#asked.keys()) this.#unanswered.delete(tag);
  }

  #end({ why, moment }: Extract<Note, { on: 'over' }>): void {
    if (why === 'quit' || why === 'vanished') return;
    this.problems.push({ text: `gives up: ${why}`, who: this.#who, moment });
  }

  #send({ command, again }: Extract<Note, { on: 'sent' }>): void {
    if (again) this.#again.add(command.tag);
    this.#asked.set(command.tag, command);
    if (command.cmd === 'resume') this.#resumes.add(command.tag);
    else if (changesState(command) && !this.#answered.has(command.tag))
      this.#unanswered.set(command.tag, command);
    if (command.cmd === 'quit') this.#quitting = true;
  }

  #hear({ event, moment }: Extract<Note, { on: 'heard' }>): void {
    const problem = (text: string, tag?: string) =>
      this.problems.push({ text, who: this.#who, moment, ...(tag !== undefined && { tag }) });
    switch (event.ev) {
      case 'welcome':
        this.#store ??= event.store;
        if (event.store !== this.#store) problem('is greeted by another store');
        this.#greeted = event.nick;
        if (this.#states.length === 0) this.#begin(event.nick);
        return;
      case 'whoami':
        return this.#compare('is', { ...event, current: event.room }, problem);
      case 'error':
        if (event.re === undefined || !this.#resumes.has(event.re)) {
          this.#refuse(event.re);
          if (!this.#mayBe(event)) problem(`is refused: ${event.code}: ${event.message}`, event.re);
          return;
        }
        if (event.code === 'store_unavailable' || this.#quitting) return;
        // A session in which nothing was done may be lost: it begins again.
        if (this.#isKept && !this.#isExpired) problem(`can't resume: ${event.message}`, event.re);
        else this.#begin(this.#greeted);
        return;
      case 'ok':
        if (event.re === undefined || !this.#resumes.has(event.re)) {
          if (!this.#isSaidInPlace(event)) problem(`talks in ${event.room}`, event.re);
          return this.#settle(event.re);
        }
        return this.#compare('resumes as', { ...event, current: event.room }, problem);
      default:
    }
  }

  /** Whatever was done of what was asked, there is something to come back to. */
  get #isKept(): boolean {
    return possible(this.#states, this.#unanswered).every(
      ({ state }) => this.#sure(state.rooms).length > 0 || !isGuest(state.nick),
    );
  }

  /** A command was done: other ones may have been done before it. */
  #settle(tag = ''): void {
    const command = this.#unanswered.get(tag);
    if (command === undefined) return;
    this.#answered.add(tag);
    const states = possible(this.#states, this.#unanswered).filter(({ done }) => done.has(tag));
    this.#unanswered.delete(tag);
    this.#states = states.map(({ state, done }) => ({ state, done: without(done, tag) }));
  }

  #refuse(tag = ''): void {
    this.#unanswered.delete(tag);
    this.#states = this.#states.filter(({ done }) => !done.has(tag));
  }

  /** What is said without naming a room is said in the current one, when it was sent but once. */
  #isSaidInPlace({ re = '', room }: EventOf<'ok'>): boolean {
    if (this.#asked.get(re)?.cmd !== 'say' || this.#again.has(re)) return true;
    return possible(this.#states, this.#unanswered).some(({ state }) => state.current === room);
  }

  /** Some state is possible in which this is true. */
  #mayBe({ code, re = '', target }: EventOf<'error'>): boolean {
    // What was another session's is not this one's.
    if (code === 'no_such_log' || code === 'not_yours' || code === 'nick_taken')
      return this.#begun > 1;
    if (code !== 'banned' && code !== 'no_current_room' && code !== 'not_in_room') return true;
    const states = possible(this.#states, this.#unanswered).map(({ state }) => state);
    const named = [...placesOf(this.#asked.get(re)), ...(target === undefined ? [] : [target])];
    // A command that names no room is about the current one.
    const places = named.length > 0 ? named : states.flatMap(({ current }) => current ?? []);
    if (places.some((each) => this.#contested.has(each))) return true;
    return states.some(({ rooms, current }) =>
      code === 'no_current_room'
        ? current === undefined
        : code === 'not_in_room' && places.some((each) => !rooms.includes(each)),
    );
  }

  /** Those of which its owner decides alone. */
  #sure(rooms: readonly string[] = []): string[] {
    return rooms.filter((room) => !this.#contested.has(room)).sort();
  }

  #compare(how: string, found: SeenState, problem: (text: string) => void): void {
    if (this.#states.length === 0) return;
    const isSame = ({ state }: Possible): boolean =>
      state.nick === found.nick &&
      isDeepStrictEqual(this.#sure(state.rooms), this.#sure(found.rooms)) &&
      (state.current === found.current ||
        (found.current === undefined && this.#contested.has(state.current ?? ''))) &&
      (how !== 'is' || state.away === found.away);
    const states = possible(this.#states, this.#unanswered);
    const same = states.filter(isSame);
    if (same.length > 0) {
      this.#states = same;
      return;
    }
    const { nick, rooms, current, away } = found;
    const one = JSON.stringify({ nick, rooms, current, away });
    const all = states.map(({ state }): State => state);
    problem(`${how} ${one}, and should be one of ${JSON.stringify(all)}`);
  }
}

const without = (tags: ReadonlySet<string>, tag: string): Set<string> =>
  new Set([...tags].filter((each) => each !== tag));
