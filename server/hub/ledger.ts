/**
 * Holds the effects of decided inputs until their turn is committed, and tells them in order. When a turn can't be
 * committed, its changes are undone and its inputs are decided again.
 */
import type { Clock } from '../clock.ts';
import { again, asTold, restsOn, tellsOfWorld } from '../rooms/again.ts';
import type { Effect, Input } from '../rooms/effects.ts';
import { step } from '../rooms/step.ts';
import { isEarly, isKept, waits } from '../rooms/traits.ts';
import type { Party } from '../rooms/world/ids.ts';
import type { World } from '../rooms/world/world.ts';
import { GroupCommit } from './group-commit.ts';
import { type DecidedInput, HeldTurn } from './held-turn.ts';
import type { Performer } from './performer.ts';
import { Pipeline, type PipelinePorts } from './pipeline.ts';
import type { Causes } from './shares.ts';
import { Teller, type TellerEvents, type TellerMeans } from './teller.ts';
import { Telling } from './telling.ts';
import { bytesTold, isCrossing, MUCH_TOLD_BYTES, mostCrossings } from './turn-limits.ts';

/** The effects of one input. */
export interface Decision {
  readonly effects: readonly Effect[];
  /** About how many bytes they tell, counted for each who hears them. At least as many as an event takes. */
  readonly told: number;
  /** Who is charged for the time that it takes to tell them. */
  readonly causes: Causes;
}

/** What a ledger needs from the performer. */
type Performing = TellerMeans & Pick<Performer, 'begin' | 'hearers'>;

interface LedgerEvents extends TellerEvents {
  /** Another turn may be committed. */
  ready(): void;
  /** A turn is told to all, so many milliseconds after the first of it was decided. */
  told(milliseconds: number): void;
  /** A mistake of ours: an input can't be decided. */
  mistake(input: Input, error: unknown): void;
}

/** Decides inputs, and tells their effects in order when their turn is committed. One turn is committed at a time. */
export class Ledger {
  readonly #world: World;
  readonly #performer: Performing;
  readonly #teller: Teller;
  readonly #pipeline: Pipeline;
  readonly #group: GroupCommit;
  readonly #events: LedgerEvents;
  readonly #clock: Clock;
  /** The turn that grows. */
  #growing: HeldTurn;
  /** What waits for no commit. It is told at the end of the turn. */
  #free = new Telling();
  #mostCrossings = mostCrossings(0);

  constructor(world: World, performer: Performing, ports: PipelinePorts, events: LedgerEvents) {
    this.#world = world;
    this.#performer = performer;
    this.#teller = new Teller(performer, ports.clock, events);
    this.#events = events;
    this.#clock = ports.clock;
    this.#growing = new HeldTurn(world.journal.end);
    this.#group = new GroupCommit(ports.clock, () => {
      this.commit();
      // If it stores nothing, it is told by now.
      events.relieved();
    });
    this.#pipeline = new Pipeline(ports, {
      committed: (held, took) => this.#tell(held, took),
      failed: (held) => this.#decideAgain(held),
      ready: events.ready,
      due: () => this.commit(),
    });
  }

  get isFull(): boolean {
    return this.#growing.isFull || this.#teller.isFull;
  }

  /** True when as many come and go in this turn as may. */
  get isCrowded(): boolean {
    return Math.max(this.#growing.telling.crossings, this.#free.crossings) >= this.#mostCrossings;
  }

  /** True when this turn has as much to tell as it may, or when an earlier one is not told to all yet. */
  get isLaden(): boolean {
    return this.#growing.telling.bytes >= MUCH_TOLD_BYTES || this.#teller.isTelling;
  }

  /** True while nothing may be decided, since nobody knows whether the last turn is stored. */
  get isAsking(): boolean {
    return this.#pipeline.isAsking;
  }

  /** True unless the last turn could not be stored, or the store hangs. */
  get isStoring(): boolean {
    return this.#pipeline.isStoring;
  }

  get isEmpty(): boolean {
    return this.#growing.inputs.length + this.#free.effects.length === 0;
  }

  /** Decides an input, and holds its effects unless none of them waits for a commit. */
  decide(input: Input): Decision | undefined {
    const { journal } = this.#world;
    const rests = restsOn(this.#world, input);
    const before = journal.end;
    const effects = this.#attempt(input, step);
    if (effects === undefined) return undefined;
    const isFree =
      rests?.every((party) => !this.#holdsFor(party)) === true && !tellsOfWorld(input, effects);
    const wrong = isFree ? effects.find(waits) : undefined;
    if (wrong) return this.#stop(`${input.on} was to be told before it is stored: ${wrong.do}`);
    if (!isFree) this.#hold(input, effects);
    else {
      this.#begin(effects);
      if (journal.end > before)
        this.#growing.add({ input: asTold(input, effects), effects: [], told: true }, journal.end);
    }
    const telling = isFree ? this.#free : this.#growing.telling;
    const told = bytesTold(effects, this.#performer.hearers);
    telling.take(effects, told, isCrossing(input, effects), this.#clock);
    return { effects, told, causes: telling.causes };
  }

  /** Ends a turn. While a turn is being committed the next one grows: the slower the commits, the bigger the turns. */
  endTurn(): void {
    if (this.isAsking) return;
    this.#tellFree();
    const { length } = this.#growing.inputs;
    if (length === 0 || !this.#pipeline.isReady) return;
    if (this.isFull || !this.#group.delays(length)) this.commit();
  }

  /** Commits the turn that has grown and the debt, unless a commit is under way. */
  commit(): void {
    if (!this.#pipeline.isReady) return;
    this.#group.end();
    this.#tellFree();
    const held = this.#growing;
    this.#growing = new HeldTurn(this.#world.journal.end);
    this.#pipeline.commit(held);
  }

  /** Resolves when no commit is under way. */
  whenIdle(): Promise<void> {
    return this.#pipeline.whenIdle();
  }

  /** Commits and tells nothing any more. */
  close(): void {
    this.#group.end();
    this.#pipeline.close();
    this.#teller.close();
  }

  /** Tells what the store lacks, which is a debt from here on. */
  tellUnkept(telling: Telling): void {
    for (const effect of telling.effects.flat()) {
      if (!isKept(effect)) continue;
      if (effect.do === 'record')
        return this.#stop(`${effect.log} was to be told what is not stored`);
      this.#pipeline.owe(effect);
    }
    this.#teller.tell(telling);
  }

  /** Holds effects until the turn is committed; of what can't wait the inverse is noted. */
  #hold(input: Input, effects: readonly Effect[]): void {
    const { journal } = this.#world;
    for (const effect of effects) {
      if (isEarly(effect)) journal.note({ undo: this.#performer.begin(effect) });
      this.#growing.take(effect);
    }
    this.#growing.add({ input, effects, told: false }, journal.end);
  }

  #begin(effects: readonly Effect[]): void {
    for (const effect of effects) if (isEarly(effect)) this.#performer.begin(effect);
  }

  /** True when an effect is held for somebody: what they are told next has to wait for it. */
  #holdsFor(party: Party): boolean {
    return this.#growing.parties.has(party) || this.#pipeline.holdsFor(party);
  }

  /** Stops for good: what the server would tell from here on might not be true. */
  #stop(why: string): undefined {
    this.#events.broken(new Error(why));
  }

  #attempt(input: Input, decide: (world: World, input: Input) => Effect[]): Effect[] | undefined {
    try {
      return decide(this.#world, input);
    } catch (error) {
      this.#events.mistake(input, error);
      return undefined;
    }
  }

  #tellFree(): void {
    const free = this.#free;
    if (free.effects.length === 0) return;
    this.#free = new Telling();
    this.#teller.tell(free);
  }

  /** A turn is committed: its changes are final, and its effects are told. */
  #tell(held: HeldTurn, took: number): void {
    const { inputs, end, telling } = held;
    const { began } = telling;
    this.#world.journal.commit(end);
    this.#mostCrossings = mostCrossings(took);
    const told = () => began !== undefined && this.#events.told(this.#clock.now() - began);
    this.#teller.tell(telling, told);
    this.#group.begin(inputs.length, took);
  }

  /**
   * A turn can't be committed: each input in it and since is decided again, on a world in which none of them has
   * happened. What that comes to is told at once, for it can't be refused; the store gets it as soon as it can.
   */
  #decideAgain(held: HeldTurn): void {
    this.#tellFree();
    const { journal } = this.#world;
    journal.undo(journal.committed);
    const anew = new Telling();
    for (const { inputs, telling } of [held, this.#growing]) {
      anew.replace(telling);
      for (const decided of inputs) anew.effects.push(this.#redo(decided));
    }
    this.#growing = new HeldTurn(journal.end);
    journal.commit(journal.end);
    this.tellUnkept(anew);
  }

  /** Decides an input again that was undone. Returns the effects that are still to be told. */
  #redo({ input, effects: undone, told }: DecidedInput): readonly Effect[] {
    const anew = (world: World) => again(world, input, undone);
    const effects = this.#attempt(input, anew) ?? [];
    if (told) return [];
    this.#begin(effects);
    return effects;
  }
}
