/** Decides departures: thousands at once wait until a turn has room for them. */
import type { Connection } from '../net/connection.ts';
import type { UntimedInput } from './performer.ts';
import type { TurnClock } from './turn-clock.ts';

/** Has what nobody waits for decided in this turn, or in a later one, in the order in which it happened. */
export class Departures {
  readonly #turns: TurnClock;
  readonly #decide: (happening: UntimedInput) => void;

  constructor(turns: TurnClock, decide: (happening: UntimedInput) => void) {
    this.#turns = turns;
    this.#decide = decide;
  }

  /** A connection is closed. */
  lost({ id: connection, address }: Connection): void {
    this.#pass(address, { on: 'lost', connection });
  }

  /** The peer has sent its last line. */
  finished({ id: connection, address, speech }: Connection): void {
    const hasQuit = speech.reads.traits.quits;
    if (!hasQuit) return this.#pass(address, { on: 'lost', connection });
    this.#pass(address, { on: 'closed', connection, reason: 'connection closed' });
  }

  /** A connection does not answer, or has said nothing for too long. */
  silent({ id: connection, address }: Connection): void {
    this.#pass(address, { on: 'silent', connection });
  }

  /** It is time for something; when this turn has no time left, for the next one. */
  remind(happening: UntimedInput & { on: 'due' }): void {
    if (happening.due.due === 'grace') return this.#pass('', happening);
    const take = () => this.#decide(happening);
    if (this.#turns.mayCross) take();
    else this.#turns.queue({ address: '', take });
  }

  #pass(address: string, happening: UntimedInput): void {
    const take = () => this.#decide(happening);
    if (this.#turns.isClear) take();
    else this.#turns.cross({ address, take });
  }
}
