/** Remembers in memory the answers to tagged commands: bounded for each session, and for all together. */
import type { Logged } from '../../grammar/events.ts';
import { MAX_ANSWERS_KEPT } from '../../grammar/text.ts';
import type { KeptAnswer, LogRecord, SessionChange } from './store.ts';

/** All sessions together keep at most this many answers. Then the session whose last answer is oldest loses all of its own. */
const MAX_ANSWERS_OF_ALL = 100_000;

/** The answer to a command that left a record: the record's log and seq. */
export function outcomeOf(event: Logged): object {
  const where = 'log' in event ? { log: event.log } : { room: event.room };
  return { ...where, seq: event.seq };
}

/** A record with a tag is itself the answer to its command. */
export function answerOf({ event, tag, done, digest }: LogRecord): KeptAnswer | undefined {
  if (tag === undefined || done === undefined) return undefined;
  const outcome = outcomeOf(event);
  return digest === undefined ? { tag, done, outcome } : { tag, done, digest, outcome };
}

/** At most `MAX_ANSWERS_KEPT` of each session, and `MAX_ANSWERS_OF_ALL` altogether. */
export class Answers {
  readonly #of = new Map<string, KeptAnswer[]>();
  #count = 0;

  /** Takes a session's change. */
  change({ key, state, answers = [] }: SessionChange): void {
    if (state === undefined) return this.#drop(key);
    if (!this.#of.has(key)) this.#of.set(key, []);
    for (const answer of answers) this.#add(key, answer);
  }

  /** Takes a record of a session. */
  record(record: LogRecord): void {
    const { session } = record;
    const answer = answerOf(record);
    if (answer && session !== undefined && this.#of.has(session)) this.#add(session, answer);
  }

  of(session: string): KeptAnswer[] {
    return this.#of.get(session)?.slice(-MAX_ANSWERS_KEPT) ?? [];
  }

  #add(session: string, answer: KeptAnswer): void {
    const all = this.#of.get(session) ?? [];
    this.#of.delete(session);
    this.#of.set(session, all);
    all.push(answer);
    this.#count += 1;
    // The list is cut only when it is twice as long: so the cost of each answer is constant.
    if (all.length >= 2 * MAX_ANSWERS_KEPT) this.#count -= all.splice(0, MAX_ANSWERS_KEPT).length;
    while (this.#count > MAX_ANSWERS_OF_ALL) this.#forgetLongest();
  }

  /** Whoever has lost theirs goes behind the others, so that none is looked at in vain. */
  #forgetLongest(): void {
    for (const [session, answers] of this.#of) {
      this.#count -= answers.splice(0).length;
      this.#of.delete(session);
      this.#of.set(session, answers);
      return;
    }
  }

  #drop(session: string): void {
    this.#count -= this.#of.get(session)?.length ?? 0;
    this.#of.delete(session);
  }
}
