/** The heartbeat of a connection: asks for a sign of life, measures how long it takes, and says when it is dead. */

/** The pulse asks for the next sign of life this long after an answer. */
const PULSE_INTERVAL_MS = 8_000;
/** While there is no answer, the pulse tells the lag at this interval. */
const TELL_INTERVAL_MS = 2_000;
/** The connection is dead when the server sends no byte for this long after it was asked. */
const DEAD_AFTER_MS = 8_000;
/** While reading is paused, the pulse sends a sign of life this often: a server pings clients that are silent for a minute. */
const SIGN_INTERVAL_MS = 30_000;

interface PulseOptions {
  /** Sends a `/ping` under this tag. */
  ask: (tag: string) => void;
  /** Sends a `/ping` whose answer nobody waits for. */
  sign: () => void;
  /** How many milliseconds the answer took, or has taken so far. */
  tell: (ms: number) => void;
  dead: () => void;
  /** Milliseconds that only go up. */
  now?: () => number;
}

/** Sends `/ping` and measures the answer. Costs one timer while the connection is up. */
export class Pulse {
  readonly #options: PulseOptions;
  readonly #now: () => number;
  #timer: NodeJS.Timeout | undefined;
  #asked: { tag: string; at: number } | undefined;
  #heardAt = 0;
  #count = 0;

  constructor(options: PulseOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => performance.now());
  }

  /** Starts the pulse: the first beat is sent at once. */
  start(): void {
    this.stop();
    this.#beat();
  }

  /** Reading is paused until the pulse starts again. Until then it only sends signs of life. */
  rest(): void {
    this.stop();
    this.#after(SIGN_INTERVAL_MS, () => {
      this.#options.sign();
      this.rest();
    });
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#asked = undefined;
  }

  /** Notes that bytes have come. */
  alive(): void {
    this.#heardAt = this.#now();
  }

  /** True when `re` is the tag of the last beat: the answer is for the pulse alone. */
  answered(re: string | undefined): boolean {
    if (re === undefined || re !== this.#asked?.tag) return false;
    this.#options.tell(Math.round(this.#now() - this.#asked.at));
    this.#asked = undefined;
    this.#after(PULSE_INTERVAL_MS, () => this.#beat());
    return true;
  }

  #beat(): void {
    const now = this.#now();
    this.#count += 1;
    this.#asked = { tag: `pulse-${this.#count}`, at: now };
    this.#heardAt = now;
    this.#options.ask(this.#asked.tag);
    this.#after(TELL_INTERVAL_MS, () => this.#wait(now + TELL_INTERVAL_MS));
  }

  /** `due` is when this should have been called: much later means that this machine or process slept. */
  #wait(due: number): void {
    const now = this.#now();
    if (this.#asked === undefined) return;
    if (now - due > TELL_INTERVAL_MS) this.#heardAt = now;
    if (now - this.#heardAt >= DEAD_AFTER_MS - 1) {
      this.#options.dead();
      return;
    }
    this.#options.tell(Math.round(now - this.#asked.at));
    this.#after(TELL_INTERVAL_MS, () => this.#wait(now + TELL_INTERVAL_MS));
  }

  /** The timer holds no process open: the socket does. */
  #after(ms: number, act: () => void): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(act, ms);
    this.#timer.unref();
  }
}
