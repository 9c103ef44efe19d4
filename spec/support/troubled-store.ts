/** A store whose disk a spec holds in its hand: commits and reads wait, or fail, until it says otherwise. */
import type { LogKey } from '../../grammar/names.ts';
import { MemoryStore } from '../../server/store/memory.ts';
import type {
  AppendOutcome,
  LogChange,
  LogRange,
  LogRecord,
  Turn,
} from '../../server/store/store.ts';
import { HandClock } from './hand-clock.ts';
import { looked } from './server.ts';

export class TroubledStore extends MemoryStore {
  /** Of its server, too. */
  readonly clock: HandClock;
  /** All records that were ever committed, turn by turn. */
  readonly commits: LogChange[][] = [];
  /** All that was ever committed. */
  readonly turns: Turn[] = [];
  /** How many commits have been asked for. */
  asked = 0;
  #gate: Promise<void> | undefined;
  #open: (() => void) | undefined;
  #failing = false;
  #readsFailing = false;
  #readsGo = false;
  /** What becomes of the next commit, which says nothing of it. */
  #fate: 'done' | 'nothing' | undefined;
  #mute = false;
  /** So it was when it was last asked. */
  #wasMute = false;
  /** How often it was asked for its last turn. */
  turnsAsked = 0;
  /** How often it was read, or could not be. */
  readsAsked = 0;

  /** It keeps records of about so many bytes. */
  constructor(limitBytes?: number) {
    const clock = new HandClock();
    super(clock, limitBytes);
    this.clock = clock;
  }

  /** From now on commits and reads wait. */
  stall(): void {
    this.#gate ??= new Promise((resolve) => {
      this.#open = resolve;
    });
  }

  /** From now on commits wait, and reads do not. */
  stallCommits(): void {
    this.stall();
    this.#readsGo = true;
  }

  /** What waits goes on. */
  resume(): void {
    this.#open?.();
    this.#gate = undefined;
    this.#readsGo = false;
  }

  /** Does something, and waits until a commit of it has been asked for. */
  async committing(act: () => void): Promise<void> {
    const before = this.asked;
    act();
    while (this.asked === before) await looked();
  }

  /** Does something whose commit is under way then, and will fail when it goes on. */
  async inVain(act: () => void): Promise<void> {
    this.stallCommits();
    this.breakDown();
    await this.committing(act);
  }

  /** From now on commits fail. */
  breakDown(): void {
    this.#failing = true;
  }

  /** The next commit succeeds, or fails, without saying so; and nobody is told of it until the disk speaks. */
  fallSilent(fate: 'done' | 'nothing'): void {
    this.#fate = fate;
    this.#mute = true;
  }

  /** Somebody may be waiting for it to speak. */
  get isSilent(): boolean {
    return this.#mute || this.#wasMute;
  }

  /** From now on it can be asked what it has. */
  speak(): void {
    this.#mute = false;
  }

  /** From now on reads fail, too. */
  goBlind(): void {
    this.#readsFailing = true;
  }

  /** From now on all goes well again. */
  recover(): void {
    this.#failing = false;
    this.#readsFailing = false;
    this.#fate = undefined;
    this.#mute = false;
  }

  override async append(turn: Turn): Promise<AppendOutcome> {
    this.asked += 1;
    await this.#gate;
    const fate = this.#fate;
    this.#fate = undefined;
    const unknown = {
      is: 'unknown',
      why: 'no answer',
      turn: (await super.lastTurn()) + 1,
    } as const;
    if (fate === 'nothing') return unknown;
    if (this.#failing && fate === undefined) return { is: 'nothing', why: 'disk full' };
    this.turns.push(turn);
    this.commits.push(turn.entries);
    const outcome = await super.append(turn);
    return fate === undefined ? outcome : unknown;
  }

  override async lastTurn(): Promise<number> {
    this.turnsAsked += 1;
    this.#wasMute = this.#mute;
    if (this.#mute) throw new Error('no answer');
    return super.lastTurn();
  }

  override async read(log: LogKey, part: LogRange): Promise<LogRecord[]> {
    this.readsAsked += 1;
    if (!this.#readsGo) await this.#gate;
    if (this.#readsFailing) throw new Error('the file is gone');
    return super.read(log, part);
  }
}
