/** On each connection a log goes on behind what its reader has named, one event after the other: nothing twice. */
import type { EventOf } from '../../../grammar/events.ts';
import { type Diary, logged, logOf, type Note, type Tagged } from '../diary.ts';
import type { Problem } from './deeds.ts';

export function checkCursors(diaries: readonly Diary[]): Problem[] {
  return diaries.flatMap(({ name, notes }) => {
    const wire = new Wire(name);
    for (const note of notes) wire.follow(note);
    return wire.problems;
  });
}

class Wire {
  readonly problems: Problem[] = [];
  readonly #who: string;
  /** Per log the last seq on this connection, or the one that was named. */
  #last = new Map<string, number>();
  /** Per room the cursors from which it has asked to enter it: it may hear it before that is done, and what it lacks is replayed. */
  #joins = new Map<string, readonly number[]>();
  /** Private logs that were told from where the account has read since it asked to log in, if it has. */
  #restarted: Set<string> | undefined;
  /** Of what it has asked about rooms: also whoever is not in one may ask. */
  readonly #questions = new Set<string>();

  constructor(who: string) {
    this.#who = who;
  }

  follow(note: Note): void {
    if (note.on === 'open') {
      this.#last = new Map();
      this.#joins = new Map();
      this.#restarted = undefined;
    } else if (note.on === 'sent') this.#send(note.command);
    else if (note.on === 'heard') {
      const { event } = note;
      const entry = logged(event);
      if (event.ev === 'lagged') this.#last.set(event.room ?? event.log ?? '', event.to);
      else if (event.ev === 'hidden') this.#hear(event.room ?? event.log ?? '', event.seq);
      else if (entry !== undefined) this.#hear(logOf(entry), entry.seq);
      else if (event.ev === 'room') this.#see(event);
    }
  }

  #see({ room, seq, re = '' }: EventOf<'room'>): void {
    if (!this.#questions.has(re)) this.#last.set(room, seq);
  }

  #send(command: Tagged): void {
    if (command.cmd === 'names') this.#questions.add(command.tag);
    else if (command.cmd === 'login') this.#restarted = new Set();
    else if (command.cmd === 'resume') {
      for (const [log, seq] of Object.entries(command.cursors ?? {})) this.#last.set(log, seq);
    } else if (command.cmd === 'join') {
      for (const [room, seq] of Object.entries(command.cursors ?? {}))
        this.#joins.set(room, [...(this.#joins.get(room) ?? []), seq]);
    }
  }

  #hear(log: string, seq: number): void {
    const named = this.#joins.get(log) ?? [];
    const last = this.#last.get(log) ?? named.at(-1);
    this.#last.set(log, seq);
    if (last === undefined || [last, ...named].includes(seq - 1)) return;
    if (log.startsWith('@') && this.#restarted?.has(log) === false) {
      this.#restarted.add(log);
      return;
    }
    this.problems.push({
      text: `is sent ${seq} of ${log} behind ${last}`,
      who: this.#who,
      log,
      seq,
    });
  }
}
