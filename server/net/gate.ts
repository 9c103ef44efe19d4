/** Asks somebody outside about each address from which people come: a verdict holds for a while, and who does not answer lets in. */
import { showable } from '../../grammar/showable.ts';
import type { Alarm, Clock } from '../clock.ts';
import { Bucket, type Rate } from './bucket.ts';

/** What becomes of who comes from an address. */
export type Verdict =
  | { readonly is: 'in' }
  /** They may only log in, or are refused, for this reason. */
  | { readonly is: 'account' | 'refused'; readonly why: string };

/** Somebody is being asked. */
interface Inquiry {
  /** The line that is answered. Rejects when there is none. */
  readonly answer: Promise<string>;
  /** Nobody waits for it any more: who is asked ends. */
  stop(): void;
}

/** Asks about an address. Throws nothing: what goes wrong is a rejected answer. */
export type Judge = (address: string) => Inquiry;

/** So long people wait for the answer, in milliseconds. */
export const MAX_WAIT_MS = 2000;
/** So long an answer holds. */
export const VERDICT_MS = 10 * 60_000;
/** One that did not come is asked for again after this time. */
export const RETRY_MS = 10_000;
/** So many are asked about at once. */
export const MAX_ASKED_AT_ONCE = 8;
/** So many verdicts are remembered; then the oldest is forgotten. */
export const MAX_VERDICTS_KEPT = 10_000;
/** So many addresses wait for a verdict; whoever comes from another one meanwhile is let in. */
export const MAX_WAITING_ADDRESSES = 1000;
/** To begin a script takes the server some milliseconds. */
const ASKED: Rate = { perSecond: 20, burst: 100 };
/** The operator is told at most once in this time what goes wrong. */
const COMPLAINT_INTERVAL_MS = 60_000;
const MAX_REASON_CHARACTERS = 200;

const IN: Verdict = { is: 'in' };

interface PendingVerdict {
  readonly told: ((verdict: Verdict) => void)[];
  readonly late: Alarm;
  asked: Inquiry | undefined;
}

/** Knows what was answered of late, and waits for answers on behalf of those who come. */
export class Gate {
  readonly #clock: Clock;
  readonly #complain: (fact: string) => void;
  readonly #verdicts = new Map<string, { verdict: Verdict; until: number }>();
  /** By address, in the order in which they are asked about. */
  readonly #waiting = new Map<string, PendingVerdict>();
  readonly #bucket = new Bucket(ASKED);
  #judge: Judge | undefined;
  #askedAtOnce = 0;
  #nextLook: Alarm | undefined;
  #complained = Number.NEGATIVE_INFINITY;

  constructor(clock: Clock, complain: (fact: string) => void) {
    this.#clock = clock;
    this.#complain = complain;
  }

  /** Asks this one from now on, also about those who wait; or nobody: then all are let in. */
  use(judge: Judge | undefined): void {
    this.#judge = judge;
    this.#verdicts.clear();
    for (const waiting of this.#waiting.values()) this.#giveUp(waiting);
    if (judge === undefined) for (const address of this.#waiting.keys()) this.#settle(address, IN);
    else this.#askNext();
  }

  /** Asks nobody any more: those who wait hear nothing. */
  close(): void {
    this.#judge = undefined;
    this.#nextLook?.cancel();
    for (const waiting of this.#waiting.values()) {
      waiting.late.cancel();
      this.#giveUp(waiting);
    }
    this.#waiting.clear();
  }

  /** The verdict on an address; nothing when somebody has to be asked. */
  known(address: string): Verdict | undefined {
    if (this.#judge === undefined) return IN;
    const known = this.#verdicts.get(address);
    return known && known.until > this.#clock.now() ? known.verdict : undefined;
  }

  /** Asks, and calls `done` with the verdict, after `MAX_WAIT_MS` at the latest. */
  ask(address: string, done: (verdict: Verdict) => void): void {
    const others = this.#waiting.get(address);
    if (others) return void others.told.push(done);
    if (this.#waiting.size >= MAX_WAITING_ADDRESSES) {
      this.#fail('there are too many to ask about');
      return done(IN);
    }
    const late = this.#clock.after(MAX_WAIT_MS, () => {
      this.#fail(`there was no answer about ${address} in time`);
      this.#settle(address, IN, RETRY_MS);
    });
    this.#waiting.set(address, { told: [done], late, asked: undefined });
    this.#askNext();
  }

  #askNext(): void {
    for (const [address, waiting] of this.#waiting) {
      if (this.#askedAtOnce >= MAX_ASKED_AT_ONCE || this.#judge === undefined) return;
      if (waiting.asked) continue;
      const wait = this.#take();
      if (wait > 0) {
        this.#nextLook ??= this.#clock.after(wait, () => {
          this.#nextLook = undefined;
          this.#askNext();
        });
        return;
      }
      this.#begin(address, waiting, this.#judge);
    }
  }

  /** How many milliseconds to wait until one more may be asked; at 0 one more is. */
  #take(): number {
    const now = this.#clock.now();
    const wait = this.#bucket.wait(1, now);
    if (wait === 0) this.#bucket.take(1, now);
    return wait;
  }

  #begin(address: string, waiting: PendingVerdict, judge: Judge): void {
    const asked = judge(address);
    this.#askedAtOnce += 1;
    waiting.asked = asked;
    /** Whoever was given up is not heard. */
    const settle = (verdict: Verdict | undefined, problem: string): void => {
      if (waiting.asked !== asked) return;
      if (verdict === undefined) this.#fail(problem);
      this.#settle(address, verdict ?? IN, verdict ? VERDICT_MS : RETRY_MS);
    };
    asked.answer.then(
      (line) => settle(verdictIn(line), `"${reason(line)}" is no answer`),
      ({ message }: Error) => settle(undefined, message),
    );
  }

  /** It holds for so many milliseconds, or is not kept. */
  #settle(address: string, verdict: Verdict, holds = 0): void {
    const waiting = this.#waiting.get(address);
    if (waiting === undefined) return;
    this.#waiting.delete(address);
    waiting.late.cancel();
    this.#giveUp(waiting);
    if (holds > 0) this.#remember(address, verdict, holds);
    for (const done of waiting.told) done(verdict);
    this.#askNext();
  }

  /** Another may be asked in its place, even if it never ends. */
  #giveUp(waiting: PendingVerdict): void {
    if (waiting.asked === undefined) return;
    waiting.asked.stop();
    waiting.asked = undefined;
    this.#askedAtOnce -= 1;
  }

  #remember(address: string, verdict: Verdict, holds: number): void {
    this.#verdicts.delete(address);
    this.#verdicts.set(address, { verdict, until: this.#clock.now() + holds });
    const [oldest] = this.#verdicts.size > MAX_VERDICTS_KEPT ? this.#verdicts.keys() : [];
    if (oldest !== undefined) this.#verdicts.delete(oldest);
  }

  #fail(why: string): void {
    const now = this.#clock.now();
    if (now - this.#complained < COMPLAINT_INTERVAL_MS) return;
    this.#complained = now;
    this.#complain(`people are let in without being asked about (--ask-script): ${why}`);
  }
}

/** What an answer says: `in`, `account` or `refuse`, and behind it why. Undefined when it is something else. */
export function verdictIn(line: string): Verdict | undefined {
  const [, word, why = ''] = /^(in|account|refuse)(?:\s+(.*))?$/.exec(line.trim()) ?? [];
  switch (word) {
    case 'in':
      return IN;
    case 'account':
      return { is: 'account', why: reason(why) };
    case 'refuse':
      return { is: 'refused', why: reason(why) };
    default:
      return undefined;
  }
}

const reason = (text: string): string =>
  [...showable(text)].slice(0, MAX_REASON_CHARACTERS).join('');
