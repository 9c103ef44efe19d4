/** How a run on the screen ends: with a goodbye that does not wait for ever, and the terminal given back before anything is told. */
import type { Connection } from './model/model.ts';

/** The client waits at most this long for the server's `bye`. */
const FAREWELL_MS = 1000;

interface LeavingPorts {
  /** No server has anything more to say. */
  isAllOver(): boolean;
  /** The lines that are lost by leaving now. */
  lost(): readonly string[];
  /** Says goodbye to everybody. */
  part(): void;
  /** Gives the terminal back, and draws no more. */
  close(): void;
}

/** Why a run ends, and how far it is with that. */
export class Leaving {
  readonly #ports: LeavingPorts;
  #isLeaving = false;
  #isHungUp = false;
  #failure: unknown;
  #lost: readonly string[] = [];

  constructor(ports: LeavingPorts) {
    this.#ports = ports;
  }

  /** The person, or the system, wants it to end. */
  readonly leave = (): void => {
    if (this.#isLeaving) return;
    this.#isLeaving = true;
    this.#lost = this.#ports.lost();
    this.#ports.part();
    this.closeIfOver();
    setTimeout(this.#ports.close, FAREWELL_MS).unref();
  };

  /** There is no terminal any more, but a server that should hear of it. */
  readonly hangUp = (): void => {
    this.#isHungUp = true;
    this.leave();
  };

  /** The mistake is ours. The others should not see a ghost of it; the person is told when the terminal is theirs again. */
  readonly crash = (error: unknown): void => {
    if (this.#failure !== undefined) process.exit(1);
    this.#failure = error;
    this.leave();
  };

  /** The run is about to end, or has ended. */
  get isLeaving(): boolean {
    return this.#isLeaving;
  }

  /** To be asked whenever a server has nothing more to say. */
  closeIfOver(): void {
    if (this.#isLeaving && this.#ports.isAllOver()) this.#ports.close();
  }

  /** Tells what is lost, and why it has ended, if not because somebody wanted that; 1 then, and when the terminal is gone. */
  outcome(connection: Connection): 0 | 1 {
    for (const line of this.#lost)
      console.error(`Not answered by the server, and not kept: ${line}`);
    if (this.#failure !== undefined) console.error(this.#failure);
    else if (connection.is === 'over' && !this.#isLeaving) console.error(connection.reason);
    return this.#isLeaving && !this.#isHungUp && this.#failure === undefined ? 0 : 1;
  }
}
