/** Reports what happens to the log, one line a fact: who comes, what is refused, and what is done by staff and operators. */
import { isActOfStaff } from '../../grammar/acts.ts';
import type { Logged } from '../../grammar/events.ts';
import type { FaultCode } from '../../grammar/faults.ts';
import type { Vocabulary } from '../../grammar/vocabulary.ts';
import type { Beginning, Witness } from '../hub/witness.ts';
import { Bucket, type Rate } from '../net/bucket.ts';
import type { Effect, Input } from '../rooms/effects.ts';
import type { ConnectionId } from '../rooms/world/ids.ts';
import type { Fields, Logger } from './logging.ts';

/** Who comes, and what strangers get wrong, may make so many lines: in each second, and at once. Further ones are counted. */
const LINES_OF_STRANGERS: Rate = { perSecond: 100, burst: 2000 };
/** A commit that takes longer than this is slow. */
const SLOW_COMMIT_MS = 1000;

/**
 * Refusals that tell of somebody who tries to be somebody else, or does too much of something. All others are of interest to
 * nobody but who looks for them.
 */
const SUSPICIOUS: ReadonlySet<FaultCode> = new Set([
  ...(['wrong_password', 'too_many_tries', 'code_needed', 'operators_only'] as const),
  ...(['too_soon', 'too_many_made', 'account_needed'] as const),
]);

interface Line {
  readonly fact: string;
  readonly fields: Fields;
}

/** Whom an act of staff is about, as it says to all: a nick or a mask, and no address. */
const whomOf = (act: Logged): string | undefined =>
  'nick' in act ? act.nick : 'who' in act ? act.who : undefined;

/** Somebody is put off, since a ban from the server hits them. */
const isBan = (effect: Effect): boolean => effect.do === 'end' && effect.bye.code === 'banned';

/** Milliseconds that never go back. */
type Now = () => number;

/** A witness that writes what it hears into the log. What is done is written once it is committed. */
export class Reporter implements Witness {
  readonly #log: Logger;
  readonly #now: Now;
  readonly #vocabulary: Vocabulary;
  readonly #addresses = new Map<ConnectionId, string>();
  readonly #lines = new Bucket(LINES_OF_STRANGERS);
  #leftOut = 0;
  #nickOf: (connection: ConnectionId) => string | undefined = () => undefined;
  /** What was done since the last commit began, and before it. */
  #growing: Line[] = [];
  #committing: Line[] = [];
  #began = 0;

  constructor(log: Logger, now: Now, vocabulary: Vocabulary) {
    this.#log = log;
    this.#now = now;
    this.#vocabulary = vocabulary;
  }

  began({ nickOf }: Beginning): void {
    this.#nickOf = nickOf;
  }

  decided(input: Input, effects: readonly Effect[] = []): void {
    if (input.on === 'opened') {
      this.#come(input.connection, input.address);
      if (effects.some(isBan)) this.turnedAway(input.address, 'banned');
    }
    if (input.on === 'lost' || input.on === 'closed') this.#go(input.connection);
    if (input.on === 'commanded') this.#commanded(input, effects);
    if (input.on === 'answered') this.#told(input.connection, effects);
    if (input.on === 'ordered' && input.order.order !== 'list') {
      const { order } = input.order;
      this.#growing.push({
        fact: 'ordered',
        fields: { order, ...('nick' in input.order && { nick: input.order.nick }) },
      });
    }
    for (const effect of effects) {
      if (effect.do !== 'record' || !isActOfStaff(effect.event)) continue;
      const { event, log } = effect;
      const room = 'room' in event ? event.room : log;
      const by = 'from' in event ? event.from : undefined;
      const fields = { act: event.ev, room, seq: event.seq, by, whom: whomOf(event) };
      this.#growing.push({ fact: 'moderated', fields });
    }
  }

  turnedAway(address: string, why: string): void {
    this.#ofStranger('info', { address, why }, 'turned away');
  }

  told(): void {}

  committing(_: unknown): void {
    this.#began = this.#now();
    this.#committing = this.#growing;
    this.#growing = [];
  }

  committed(isKept: boolean): void {
    const took = this.#now() - this.#began;
    if (took >= SLOW_COMMIT_MS) this.#log.warn({ ms: Math.round(took) }, 'slow commit');
    if (isKept) for (const { fact, fields } of this.#committing) this.#log.info(fields, fact);
    else this.#growing = [];
    this.#committing = [];
  }

  #come(connection: ConnectionId, address: string): void {
    this.#addresses.set(connection, address);
    this.#ofStranger('info', { connection, address }, 'connected');
  }

  #go(connection: ConnectionId): void {
    const address = this.#addresses.get(connection);
    if (address === undefined) return;
    this.#addresses.delete(connection);
    this.#ofStranger('debug', { connection, address }, 'disconnected');
  }

  #commanded({ connection, command }: Input & { on: 'commanded' }, effects: readonly Effect[]) {
    const isRefused = this.#told(connection, effects);
    if (isRefused) return;
    const { cmd } = command;
    const fact = this.#factOf(cmd);
    if (fact === 'operated') this.#note(fact, connection, { command: cmd });
    if (fact === 'moderated' && 'room' in command) {
      this.#note(fact, connection, { act: cmd, room: command.room });
    }
  }

  /** Reports what came of a command: a refusal, or that somebody is another one now. Returns true for a refusal. */
  #told(connection: ConnectionId, effects: readonly Effect[]): boolean {
    let isRefused = false;
    for (const effect of effects) {
      if (effect.do !== 'tell') continue;
      const { event } = effect;
      if (event.ev === 'error') {
        isRefused = true;
        const level = SUSPICIOUS.has(event.code) ? 'info' : 'debug';
        this.#ofStranger(level, { code: event.code, ...this.#who(connection) }, 'refused');
      } else if (event.ev === 'ok' && this.#factOf(event.done) === 'account') {
        this.#note('account', connection, { command: event.done });
      }
    }
    return isRefused;
  }

  #factOf(cmd: string | undefined) {
    return cmd === undefined ? undefined : this.#vocabulary.commands.get(cmd)?.reported;
  }

  /** Something was done from a connection: it is reported once that is committed. */
  #note(fact: string, connection: ConnectionId, fields: Fields): void {
    this.#growing.push({ fact, fields: { ...fields, ...this.#who(connection) } });
  }

  #who(connection: ConnectionId): Fields {
    return {
      address: this.#addresses.get(connection),
      nick: this.#nickOf(connection),
      connection,
    };
  }

  #ofStranger(level: 'debug' | 'info', fields: Fields, fact: string): void {
    const now = this.#now();
    if (this.#lines.wait(1, now) > 0) {
      this.#leftOut += 1;
      return;
    }
    this.#lines.take(1, now);
    if (this.#leftOut > 0) this.#log.info({ lines: this.#leftOut }, 'lines were left out');
    this.#leftOut = 0;
    this.#log[level](fields, fact);
  }
}
