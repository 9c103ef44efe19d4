/**
 * Hands every input to the room manager, and takes turns: what was decided is held until it is committed, and performed
 * in order. What can't be committed is undone, and decided again.
 */
import type { Format } from '../../grammar/ast.ts';
import type { Connection } from '../net/connection.ts';
import { again, asTold, restsOn } from '../rooms/again.ts';
import type { Effect, Input, SessionId } from '../rooms/effects.ts';
import type { LogAbout, SessionState } from '../rooms/kept.ts';
import { restore } from '../rooms/restore.ts';
import { step } from '../rooms/step.ts';
import { isBeginning, isKept, waits, weight } from '../rooms/traits.ts';
import type { World } from '../rooms/world.ts';
import type { Kept } from '../store/log.ts';
import { costOf } from './cost.ts';
import { type Deed, Held } from './held.ts';
import { type Happening, type Means, Performer } from './performer.ts';
import { Pipeline } from './pipeline.ts';
import { Queue } from './queue.ts';

/** What the hub needs of the outside. */
export interface Ports extends Means {
  /** A random whole number, less than 2 to the power of 48. */
  draw(): number;
}

/** So much may wait for a commit; then nothing more is read until it is released. */
const MAX_HELD = 10_000;
/** For so many milliseconds lines are taken in a turn: then what they came to is told, and others are heard. */
const TURN_MS = 5;
/** So many more turns of the event loop may one turn of the server take. */
const LOOKS = 4;

/** Decides at once, commits one turn at a time, and tells nobody what is not committed. */
export class Hub {
  readonly #world: World;
  readonly #ports: Ports;
  readonly #performer: Performer;
  readonly #pipeline: Pipeline;
  /** The turn that grows, and the one that is being committed. */
  #growing: Held;
  #committing: Held | undefined;
  /** The effects of what waits for nothing, told at the end of the turn. */
  #free: (readonly Effect[])[] = [];
  /** What weighs all that was decided since the start, now and when the last turn ended. */
  #decided = 0;
  #turned = 0;
  #scheduled = false;
  /** When this turn began to take lines. */
  #began = 0;
  /** Connections with lines left for the next turn. */
  readonly #queue = new Queue();
  #closing = false;
  #closed = false;

  constructor(world: World, ports: Ports) {
    this.#world = world;
    this.#ports = ports;
    this.#performer = new Performer(ports, (input) => this.input(input));
    this.#growing = new Held(world.journal.end);
    this.#pipeline = new Pipeline(ports.log, ports.clock, {
      committed: (held) => this.#tell(held),
      failed: (held) => this.#decideAgain(held),
      ready: () => this.#schedule(),
      due: () => this.#commit(),
      warn: ports.warn,
    });
  }

  /** Nothing more should be read in this turn: its time is spent, or so much is held. */
  get busy(): boolean {
    return this.#isFull || (this.#scheduled && this.#ports.clock.now() - this.#began >= TURN_MS);
  }

  get #isFull(): boolean {
    return this.#closing || this.#growing.weight > MAX_HELD;
  }

  /** Takes up what was there when the server last ran. To be called once, before anybody comes; the ids begin at 1. */
  restore({ logs, sessions, latest }: Kept): void {
    const left = {
      logs: logs.map(({ log, end, about }) => ({ log, end, about: about as LogAbout })),
      sessions: sessions.map(({ identity, state }, index) => ({
        id: index + 1,
        identity,
        state: state as SessionState,
      })),
      latest,
    };
    this.#tellUnkept(restore(this.#world, left, this.#ports.clock.date()));
    this.#performer.flush();
  }

  /** A connection asks for a session: it will be greeted. */
  open(
    connection: Connection,
    session: SessionId,
    identity: string,
    token: string,
    format: Format,
  ): void {
    this.#performer.attach(connection, session);
    const [{ address }, nick] = [connection, this.#ports.draw()];
    this.input({ on: 'opened', session, identity, token, address, format, nick });
  }

  /** Decides on one input; its effects are held until the turn is over and, if they rest on it, committed. */
  input(happening: Happening): void {
    if (this.#closed) return;
    const { journal } = this.#world;
    const input = { ...happening, at: this.#ports.clock.date() } as Input;
    const rests = restsOn(this.#world, input);
    const before = journal.end;
    const effects = this.#attempt(input, () => step(this.#world, input));
    if (effects === undefined) return;
    if ('session' in input) this.#charge(input.session, effects);
    const isFree = rests?.every((session) => !this.#holdsFor(session)) ?? false;
    let weighs = 0;
    for (const effect of effects) {
      weighs += weight(effect);
      const undo = isBeginning(effect) ? this.#performer.begin(effect) : undefined;
      if (isFree && waits(effect)) throw new Error(`${input.on} came to ${effect.do}`);
      if (isFree) continue;
      if (undo) journal.note({ undo });
      this.#growing.take(effect);
    }
    this.#decided += weighs;
    if (isFree) this.#free.push(effects);
    if (!isFree || journal.end > before) {
      const deed = isFree
        ? { input: asTold(input, effects), effects: [], told: true }
        : { input, effects, told: false };
      this.#growing.add(deed, weighs, journal.end);
    }
    this.#schedule();
  }

  #charge(session: SessionId, effects: readonly Effect[]): void {
    const cost = costOf(effects, this.#world.looked, (log) => this.#performer.hearers(log));
    if (cost > 0) this.#performer.connectionOf(session)?.charge(cost);
  }

  /** Something is held for a session: what it is told next has to wait for that. */
  #holdsFor(session: SessionId): boolean {
    return this.#growing.waiting.has(session) || (this.#committing?.waiting.has(session) ?? false);
  }

  /** A mistake of ours costs whoever met it their connection, and nobody else theirs. */
  #attempt(input: Input, decide: () => Effect[]): Effect[] | undefined {
    try {
      return decide();
    } catch (error) {
      this.#ports.warn(`a mistake in Parlance: ${input.on} failed`, error);
      if ('session' in input) this.#performer.connectionOf(input.session)?.cut();
      return undefined;
    }
  }

  /** A connection has lines left: they are taken after this turn. */
  resumeLater(connection: Connection): void {
    this.#queue.add(connection);
    this.#schedule();
  }

  drained(connection: Connection): void {
    this.#performer.drained(connection);
  }

  /** Asks a connection that has long been silent whether it is still there. */
  ping(session: SessionId): void {
    this.#performer.ping(session);
  }

  /**
   * Waits until all that was decided is committed and told, then says goodbye to everybody. Closes no connection; what
   * those still tell is nobody's concern: their sessions wait in the store for the next start.
   */
  async close(): Promise<void> {
    this.#closing = true;
    this.#performer.stop();
    do {
      this.#turn();
      await this.#pipeline.settled();
    } while (this.#growing.deeds.length + this.#free.length > 0);
    this.#commit();
    await this.#pipeline.settled();
    this.#closed = true;
    this.#pipeline.close();
    this.#performer.farewell();
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    this.#began = this.#ports.clock.now();
    this.#look(this.#turned, 0);
  }

  /**
   * A turn of the server is over when a look at the sockets brought nothing new: at once when it is idle, and after a
   * few looks when it is busy, so that more is told with one write.
   */
  #look(before: number, looks: number): void {
    setImmediate(() => {
      if (this.#decided > before && looks < LOOKS && !this.busy) {
        return this.#look(this.#decided, looks + 1);
      }
      this.#scheduled = false;
      this.#turned = this.#decided;
      this.#turn();
    });
  }

  /** The end of a turn. While one is being committed the next one grows: slow commits become big ones. */
  #turn(): void {
    this.#tellFree();
    if (this.#growing.deeds.length > 0) this.#commit();
    if (!this.#isFull && !this.#queue.isEmpty) this.#takeLines();
  }

  /** Who has lines left says a few of them in turn, for as long as there is time. */
  #takeLines(): void {
    this.#schedule();
    do this.#queue.next()?.take();
    while (!this.busy && !this.#queue.isEmpty);
    // Lines that come now from others have time of their own.
    this.#began = this.#ports.clock.now();
  }

  #tellFree(): void {
    if (this.#free.length === 0) return;
    const free = this.#free;
    this.#free = [];
    for (const effects of free) this.#performer.perform(effects);
    this.#performer.flush();
  }

  #commit(): void {
    if (!this.#pipeline.isReady) return;
    this.#tellFree();
    this.#committing = this.#growing;
    this.#growing = new Held(this.#world.journal.end);
    this.#pipeline.commit(this.#committing);
  }

  /** A turn is committed: what it changed stands, and everybody is told. */
  #tell({ deeds, end }: Held): void {
    this.#committing = undefined;
    this.#world.journal.settle(end);
    for (const { effects } of deeds) this.#performer.perform(effects);
    this.#performer.flush();
  }

  /**
   * A turn can't be committed: each input in it and since is decided again, on a world in which none of them has
   * happened. What that comes to is told at once, for it can't be refused; the store gets it as soon as it can.
   */
  #decideAgain(held: Held): void {
    this.#tellFree();
    const { journal } = this.#world;
    const deeds = [...held.deeds, ...this.#growing.deeds];
    journal.undo(journal.settled);
    const untold = deeds.map((deed) => this.#redo(deed));
    this.#committing = undefined;
    this.#growing = new Held(journal.end);
    journal.settle(journal.end);
    for (const effects of untold) this.#tellUnkept(effects);
    this.#performer.flush();
  }

  /** What a deed comes to that was undone, and is to be told. */
  #redo({ input, effects: undone, told }: Deed): readonly Effect[] {
    const effects = this.#attempt(input, () => again(this.#world, input, undone)) ?? [];
    if (told) return [];
    for (const effect of effects) if (isBeginning(effect)) this.#performer.begin(effect);
    return effects;
  }

  /** Tells what the store is still to be told. */
  #tellUnkept(effects: readonly Effect[]): void {
    for (const effect of effects) if (isKept(effect)) this.#pipeline.debt.take(effect);
    this.#performer.perform(effects);
  }
}
