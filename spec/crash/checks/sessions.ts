/** A resumed session is what it was, in the same store, and nobody else noticed that it was gone. */
import { isDeepStrictEqual } from 'node:util';
import type { EventOf } from '../../../grammar/events.ts';
import { type Diary, type Note, nameOf, type Tagged } from '../diary.ts';
import { after, possible, type State } from '../state.ts';
import { type Deed, done, type Problem } from './deeds.ts';

export function checkSessions(diaries: readonly Diary[], deeds: readonly Deed[]): Problem[] {
  const counts = new Comings(deeds);
  return diaries.flatMap((diary) => {
    const session = new Session(diary.name);
    for (const note of diary.notes) session.follow(note);
    return [...session.problems, ...counts.check(diary)];
  });
}

/** What one person's session must be, as far as its owner can know. */
class Session {
  readonly problems: Problem[] = [];
  readonly #who: string;
  #state: State | undefined;
  #store: string | undefined;
  /** The nick that this connection was greeted with. */
  #greeted = '';
  readonly #unanswered = new Map<string, Tagged>();
  readonly #answered = new Set<string>();
  readonly #resumes = new Set<string>();
  #quitting = false;

  constructor(who: string) {
    this.#who = who;
  }

  follow(note: Note): void {
    if (note.on === 'sent') this.#send(note.command);
    else if (note.on === 'heard') this.#hear(note);
  }

  #send(command: Tagged): void {
    if (command.cmd === 'resume') this.#resumes.add(command.tag);
    else if (!this.#answered.has(command.tag)) this.#unanswered.set(command.tag, command);
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
        this.#state ??= { nick: event.nick, rooms: [] };
        return;
      case 'whoami':
        return this.#compare('is', { ...event, current: event.room }, problem);
      case 'error':
        if (event.re === undefined || !this.#resumes.has(event.re)) return this.#settle(event.re);
        if (event.code === 'store_unavailable') return;
        // A session that has done nothing yet may be lost: it begins again.
        if (this.#answered.size === 0) this.#state = { nick: this.#greeted, rooms: [] };
        else if (!this.#quitting) problem(`can't resume: ${event.message}`, event.re);
        return;
      case 'ok':
        if (event.re === undefined || !this.#resumes.has(event.re))
          return this.#settle(event.re, event);
        return this.#compare('resumes as', { ...event, current: event.room }, problem);
      default:
    }
  }

  /** A command was answered: with an `ok` it is known to be done. */
  #settle(tag: string | undefined, ok?: EventOf<'ok'>): void {
    const command = this.#unanswered.get(tag ?? '');
    if (command === undefined || tag === undefined) return;
    this.#unanswered.delete(tag);
    if (ok === undefined) return;
    this.#answered.add(tag);
    if (this.#state) this.#state = after(this.#state, command);
  }

  /** What it is found to be must be one of the states that it can be in: some of what was not answered may be done. */
  #compare(
    how: string,
    found: {
      nick?: string;
      rooms?: readonly string[];
      current?: string | undefined;
      away?: string;
    },
    problem: (text: string) => void,
  ): void {
    if (this.#state === undefined) return;
    const isSame = (state: State): boolean =>
      state.nick === found.nick &&
      isDeepStrictEqual([...state.rooms].sort(), [...(found.rooms ?? [])].sort()) &&
      state.current === found.current &&
      (how !== 'is' || state.away === found.away);
    const states = possible(this.#state, [...this.#unanswered.values()]);
    if (states.some(isSame)) return;
    const { nick, rooms, current, away } = found;
    const one = JSON.stringify({ nick, rooms, current, away });
    problem(`${how} ${one}, and should be one of ${JSON.stringify(states)}`);
  }
}

/** Who may be told to have come or gone, and how often: as often as they asked for it, and never for a lost connection. */
class Comings {
  readonly #counts = new Map<string, number>();
  readonly #quitters = new Set<string>();

  constructor(deeds: readonly Deed[]) {
    for (const deed of deeds) {
      const { who, command } = deed;
      if (command.cmd === 'quit') this.#quitters.add(who);
      if (done(deed) === undefined || (command.cmd !== 'join' && command.cmd !== 'part')) continue;
      const verb = command.cmd === 'join' ? 'joined' : 'parted';
      for (const room of command.rooms ?? []) this.#add(this.#counts, `${who} ${verb} ${room}`);
    }
  }

  check({ name: who, notes }: Diary): Problem[] {
    const heard = new Map<string, number>();
    return notes.flatMap((note) => {
      if (note.on !== 'heard') return [];
      const { event, moment } = note;
      if (event.ev === 'quit' && !this.#quitters.has(nameOf(event.nick))) {
        return [{ text: `hears that ${event.nick} quit: ${event.reason}`, who, moment }];
      }
      if (event.ev !== 'joined' && event.ev !== 'parted') return [];
      const what = `${nameOf(event.nick)} ${event.ev} ${event.room}`;
      if (this.#add(heard, what) <= (this.#counts.get(what) ?? 0)) return [];
      return [{ text: `hears too often that ${what}`, who, moment }];
    });
  }

  #add(counts: Map<string, number>, what: string): number {
    const count = (counts.get(what) ?? 0) + 1;
    counts.set(what, count);
    return count;
  }
}
