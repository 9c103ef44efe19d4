/**
 * Hands every input to the room manager, and takes turns: what was decided is held until it is committed, and performed
 * in order.
 */
import type { Format } from '../../grammar/ast.ts';
import type { Alarm } from '../net/clock.ts';
import type { Connection } from '../net/connection.ts';
import type { Effect, Identity, Input, SessionId } from '../rooms/effects.ts';
import type { LogAbout, SessionState } from '../rooms/kept.ts';
import { restore } from '../rooms/restore.ts';
import { step } from '../rooms/step.ts';
import { type Deed, withdraw } from '../rooms/withdraw.ts';
import type { World } from '../rooms/world.ts';
import type { Kept, Turn } from '../store/log.ts';
import { reasonOf } from './answers.ts';
import { costOf } from './cost.ts';
import { type Happening, type Means, Performer, tagOf } from './performer.ts';
import { Queue } from './queue.ts';
import { isEmpty, isFree, turnOf, weight } from './turn.ts';

/** So much may wait for a commit; then nothing more is read until it is released. */
const MOST_HELD = 10_000;
/** How long, in milliseconds, until the store is told again what it could not store. */
const AGAIN = 1000;
/** For so many milliseconds lines are taken in a turn: then what they came to is told, and others are heard. */
const TURN = 5;
/** So many more turns of the event loop may one turn of the server take. */
const LOOKS = 4;

/** Decides at once, commits one turn at a time, and tells nobody what is not committed. */
export class Hub {
  readonly #world: World;
  readonly #ports: Means;
  readonly #performer: Performer;
  /** What this turn decided so far. */
  #deeds: Deed[] = [];
  /** What that weighs; and what weighs all that was decided since the start, now and when the last turn ended. */
  #held = 0;
  #decided = 0;
  #turned = 0;
  /** What need not wait for any commit. */
  #free: Deed[] = [];
  /** Who has something in this turn, and in the one that is being committed. */
  #waiting = new Set<SessionId>();
  #committed: ReadonlySet<SessionId> = new Set();
  /** Sessions that are over, though the store could not be told. */
  #over = new Set<Identity>();
  #trying: Alarm | undefined;
  /** The last commit failed. */
  #failing = false;
  #scheduled = false;
  /** When this turn began to take lines. */
  #began = 0;
  #committing: Promise<void> | undefined;
  /** Connections with lines left for the next turn. */
  readonly #queue = new Queue();
  #closing = false;
  #closed = false;

  constructor(world: World, ports: Means) {
    this.#world = world;
    this.#ports = ports;
    this.#performer = new Performer(ports, (input) => this.input(input));
  }

  /** Nothing more should be read in this turn: its time is spent, or so much is held. */
  get busy(): boolean {
    return this.#isFull || (this.#scheduled && this.#ports.clock.now() - this.#began >= TURN);
  }

  get #isFull(): boolean {
    return this.#closing || this.#held > MOST_HELD;
  }

  /** Takes up what was there when the server last ran. To be called once, before anybody comes; the ids begin at 1. */
  async restore({ logs, sessions, latest }: Kept): Promise<void> {
    const left = {
      logs: logs.map(({ log, end, about }) => ({ log, end, about: about as LogAbout })),
      sessions: sessions.map(({ identity, state }, index) => ({
        id: index + 1,
        identity,
        state: state as SessionState,
      })),
      latest,
    };
    const effects = restore(this.#world, left, this.#ports.clock.date());
    for (const { nick } of this.#world.sessions.values()) await this.#ports.directory.claim(nick);
    for (const effect of effects) if (effect.do === 'drop') this.#over.add(effect.identity);
    this.#performer.perform([{ effects }]);
  }

  /** A connection asks for a session: it will be greeted. */
  open(
    connection: Connection,
    session: SessionId,
    identity: Identity,
    token: string,
    format: Format,
  ): void {
    this.#performer.attach(connection, session);
    const { address } = connection;
    this.input({ on: 'opened', session, identity, token, address, format });
  }

  /** Decides on one input; its effects are held until the turn is over and committed. */
  input(input: Happening): void {
    if (this.#closed) return;
    const effects = this.#decide({ ...input, at: this.#ports.clock.date() } as Input);
    if (effects.length === 0) return;
    const session = 'session' in input ? input.session : undefined;
    if (session !== undefined) this.#charge(session, effects);
    for (const effect of effects) this.#performer.begin(effect);
    let weighs = 0;
    for (const effect of effects) weighs += weight(effect);
    this.#decided += weighs;
    const command = input.on === 'commanded' ? input.command : undefined;
    this.#hold({ session, tag: tagOf(input), command, effects }, weighs);
    this.#schedule();
  }

  #charge(session: SessionId, effects: readonly Effect[]): void {
    const cost = costOf(effects, this.#world.looked, (log) => this.#performer.hearers(log));
    if (cost > 0) this.#performer.connectionOf(session)?.charge(cost);
  }

  /** What rests on nothing that is not committed yet is released with the turn, however slow the store is. */
  #hold(deed: Deed, weighs: number): void {
    const { session, effects } = deed;
    if (session !== undefined) {
      const waits = this.#waiting.has(session) || this.#committed.has(session);
      if (!waits && effects.every(isFree)) {
        this.#free.push(deed);
        return;
      }
      this.#waiting.add(session);
    }
    this.#deeds.push(deed);
    this.#held += weighs;
  }

  /** A mistake of ours costs whoever met it their connection, and nobody else theirs. */
  #decide(input: Input): Effect[] {
    try {
      return step(this.#world, input);
    } catch (error) {
      this.#ports.warn(`a mistake in Parlance: ${input.on} failed`, error);
      if ('session' in input) this.#performer.connectionOf(input.session)?.cut();
      return [];
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
      await this.#committing;
    } while (this.#deeds.length + this.#free.length > 0);
    this.#closed = true;
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
    if (this.#free.length > 0) {
      const free = this.#free;
      this.#free = [];
      this.#performer.perform(free);
    }
    if (this.#committing === undefined && this.#deeds.length > 0) this.#commit();
    if (!this.#isFull && !this.#queue.isEmpty) this.#takeLines();
  }

  /** Who has lines left says a few of them in turn, for as long as there is time. */
  #takeLines(): void {
    this.#schedule();
    do this.#queue.next()?.take();
    while (!this.busy && !this.#queue.isEmpty);
  }

  #commit(): void {
    const deeds = this.#deeds;
    const turn = turnOf(deeds, this.#over);
    this.#deeds = [];
    this.#held = 0;
    this.#committed = this.#waiting;
    this.#waiting = new Set();
    if (isEmpty(turn)) return this.#finish(deeds);
    this.#committing = this.#append(turn)
      .then((done) => {
        if (!done) withdraw(this.#world, [...deeds, ...this.#deeds]);
        for (const { identity, state } of turn.sessions) {
          if (done) this.#over.delete(identity);
          else if (state === undefined) this.#over.add(identity);
        }
        if (this.#over.size > 0) this.#tryLater();
        this.#finish(deeds);
      })
      .finally(() => {
        this.#committing = undefined;
        this.#schedule();
      });
  }

  /** Sessions that are over are so in the store as soon as it works again, also when nobody does anything. */
  #tryLater(): void {
    this.#trying ??= this.#ports.clock.after(AGAIN, () => {
      this.#trying = undefined;
      if (this.#over.size > 0 && this.#committing === undefined && !this.#closed) this.#commit();
    });
  }

  #finish(deeds: Deed[]): void {
    this.#committed = new Set();
    this.#performer.perform(deeds);
  }

  /** The operator is told of the first commit that fails, and of the first that does not any more. */
  async #append(turn: Turn): Promise<boolean> {
    const { log, warn } = this.#ports;
    const trouble = await log
      .append(turn)
      .then(
        (outcome) => (outcome === 'done' ? undefined : 'The log has records from elsewhere.'),
        reasonOf,
      );
    if (trouble !== undefined && !this.#failing) warn('what people do cannot be stored', trouble);
    if (trouble === undefined && this.#failing) warn('what people do can be stored again');
    this.#failing = trouble !== undefined;
    return !this.#failing;
  }
}
