/**
 * Performs: hands every input to the room manager and does what it says. The effects of a turn are held until its
 * records are committed, and turns are released in order.
 */
import type { Format } from '../../grammar/ast.ts';
import type { Logged } from '../../grammar/events.ts';
import type { LogKey, RoomKey } from '../../grammar/names.ts';
import { unreachable } from '../../grammar/unreachable.ts';
import type { Connection, Doors } from '../net/connection.ts';
import { Fanout } from '../net/fanout.ts';
import type { Due, Effect, Identity, Input, Question, SessionId, Time } from '../rooms/effects.ts';
import type { LogAbout, SessionState } from '../rooms/kept.ts';
import { restore } from '../rooms/restore.ts';
import { step } from '../rooms/step.ts';
import { type Deed, withdraw } from '../rooms/withdraw.ts';
import type { World } from '../rooms/world.ts';
import type { Kept, Turn } from '../store/log.ts';
import { answer, reasonOf, type Sources } from './answers.ts';
import { isEmpty, isFree, turnOf, weight } from './turn.ts';

/** What the hub needs of the outside. */
export interface Ports extends Sources {
  readonly doors: Doors;
  /** The time in milliseconds. */
  now(): Time;
}

type InputWithoutTime = Input extends infer I ? (I extends Input ? Omit<I, 'at'> : never) : never;

/** So much may wait for a commit; then nothing more is read until it is released. */
const MOST_HELD = 10_000;
/** Who asks for more than this has had its share of the turn. */
const HEAVY = 50;
/** So many more turns of the event loop may one turn of the server take. */
const LOOKS = 4;

export class Hub {
  readonly #world: World;
  readonly #ports: Ports;
  readonly #fanout: Fanout;
  readonly #connections = new Map<SessionId, Connection>();
  /** What this turn decided so far. */
  #deeds: Deed[] = [];
  /** What that weighs; and how much has been decided since the server began, and when the last turn was over. */
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
  /** The last commit failed. */
  #failing = false;
  #scheduled = false;
  #committing: Promise<void> | undefined;
  /** Connections with lines left for the next turn. */
  #unfinished = new Set<Connection>();
  /** Who waits for which answer. */
  readonly #asking = new Map<Question, Connection>();
  readonly #reminders = new Set<NodeJS.Timeout>();
  #closing = false;
  #closed = false;

  constructor(world: World, ports: Ports) {
    this.#world = world;
    this.#ports = ports;
    this.#fanout = new Fanout((log, after, limit) => this.#read(log, after, limit), {
      fed: (id) => this.#connections.get(id)?.hold('fed'),
      live: (id, missed) => this.#live(id, missed),
    });
  }

  /** So much is held that nothing more should be read. */
  get busy(): boolean {
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
    const effects = restore(this.#world, left, this.#ports.now());
    for (const { state } of left.sessions) await this.#ports.directory.claim(state.nick);
    for (const effect of effects) this.#perform(effect);
  }

  /** A connection asks for a session: it will be greeted. */
  open(
    connection: Connection,
    session: SessionId,
    identity: Identity,
    token: string,
    format: Format,
  ): void {
    connection.session = session;
    this.#connections.set(session, connection);
    this.#fanout.attach(session, connection.outbox);
    this.input({ on: 'opened', session, identity, token, format });
  }

  /** Decides on one input; its effects are held until the turn is over and committed. */
  input(input: InputWithoutTime): void {
    if (this.#closed) return;
    const effects = this.#decide({ ...input, at: this.#ports.now() } as Input);
    if (effects.length === 0) return;
    for (const effect of effects) this.#atOnce(effect);
    const session = 'session' in input ? input.session : undefined;
    let weighs = 0;
    for (const effect of effects) weighs += weight(effect);
    this.#decided += weighs;
    this.#hold({ session, tag: tagOf(input), effects }, weighs);
    if (weighs > HEAVY && session !== undefined) this.#connections.get(session)?.rest();
    this.#schedule();
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
      if ('session' in input) this.#connections.get(input.session)?.cut();
      return [];
    }
  }

  /** A connection has lines left: they are taken after this turn. */
  resumeLater(connection: Connection): void {
    this.#unfinished.add(connection);
    this.#schedule();
  }

  drained(connection: Connection): void {
    this.#fanout.drained(connection.outbox);
  }

  /** Asks a connection that has long been silent whether it is still there. */
  ping(session: SessionId): void {
    this.#fanout.tell(session, { ev: 'ping' });
    this.#fanout.flush();
  }

  /**
   * Waits until all that was decided is committed and told, then says goodbye to everybody. Closes no connection; what
   * those still tell is nobody's concern: their sessions wait in the store for the next start.
   */
  async close(): Promise<void> {
    this.#closing = true;
    for (const timer of this.#reminders) clearTimeout(timer);
    do {
      this.#turn();
      await this.#committing;
    } while (this.#deeds.length + this.#free.length > 0);
    this.#closed = true;
    for (const id of this.#connections.keys()) {
      const message = 'The server is shutting down.';
      this.#fanout.farewell(id, { ev: 'bye', code: 'shutdown', message });
    }
    this.#fanout.flush();
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
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
      this.#release(free);
    }
    if (this.#committing === undefined && this.#deeds.length > 0) this.#commit();
    if (this.busy) return;
    const unfinished = this.#unfinished;
    this.#unfinished = new Set();
    for (const connection of unfinished) connection.take();
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
        if (!done) withdraw(this.#world, deeds, this.#deeds);
        for (const { identity, state } of turn.sessions) {
          if (done) this.#over.delete(identity);
          else if (state === undefined) this.#over.add(identity);
        }
        this.#finish(deeds);
      })
      .finally(() => {
        this.#committing = undefined;
        this.#schedule();
      });
  }

  #finish(deeds: Deed[]): void {
    this.#committed = new Set();
    this.#release(deeds);
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

  #release(deeds: Deed[]): void {
    for (const { effects } of deeds) for (const effect of effects) this.#perform(effect);
    this.#fanout.flush();
  }

  /** The part of an effect that can't wait: whose lines are held, and how the next ones are read. */
  #atOnce(effect: Effect): void {
    if (effect.do === 'ask') {
      this.#holdFor(effect.question, effect.by);
      if (isOfDirectory(effect.question)) this.#ask(effect.by, effect.question);
    } else if (effect.do === 'speak') this.#connections.get(effect.who)?.read(effect.format);
    else if (effect.do === 'adopt') this.#takeOver(effect.fresh, effect.by);
  }

  /** The connection reads no further until the question is answered, whoever it belongs to by then. */
  #holdFor(question: Question, by: SessionId): void {
    const connection = this.#connections.get(by);
    if (connection === undefined) return;
    connection.hold('asking');
    this.#asking.set(question, connection);
  }

  /** What the old connection still says, and how it ends, does not concern the session any more. */
  #takeOver(fresh: SessionId, by: SessionId): void {
    this.#connections.get(fresh)?.hold('moving');
    const old = this.#connections.get(by);
    if (old) old.session = undefined;
  }

  #perform(effect: Effect): void {
    switch (effect.do) {
      case 'enter':
        return this.#fanout.enter(effect.who, effect.log, effect.name, effect.seq);
      case 'leave':
        return this.#fanout.leave(effect.who, effect.log);
      case 'record':
        return this.#fanout.say(effect.log, effect.event);
      case 'announce':
        return this.#fanout.announce(effect.logs, effect.event, effect.also);
      case 'tell': {
        const { to, event } = effect;
        if (event.ev === 'ok' && event.done === 'ping') this.#fanout.waitForOthers(to);
        return this.#fanout.tell(to, event);
      }
      case 'replay':
        return this.#fanout.replay(effect.to, effect.log, effect.after);
      case 'ask':
        if (!isOfDirectory(effect.question)) this.#ask(effect.by, effect.question);
        return;
      case 'keep':
      case 'drop':
        return;
      case 'remind':
        return this.#remind(effect.after, effect.due);
      case 'ring':
        return this.#fanout.ring(effect.who);
      case 'speak':
        return this.#fanout.speak(effect.who, this.#ports.doors[effect.format]);
      case 'adopt':
        return this.#adopt(effect.fresh, effect.by);
      case 'detach':
        if (effect.bye) this.#fanout.farewell(effect.who, { ev: 'bye', ...effect.bye });
        this.#fanout.detach(effect.who);
        return this.#hangUp(effect.who);
      case 'forget':
        return this.#ports.log.forget(effect.log);
      case 'release':
        return this.#ports.directory.release(effect.nick);
      case 'end': {
        const { who, bye } = effect;
        const connection = this.#letGo(who);
        return this.#fanout.end(who, { ev: 'bye', ...bye }, () => connection?.close());
      }
      default:
        return unreachable(effect);
    }
  }

  #ask(by: SessionId, question: Question): void {
    answer(question, this.#ports)
      .then((found) => this.input({ on: 'answered', session: by, answer: found }))
      .finally(() => {
        this.#asking.get(question)?.release('asking');
        this.#asking.delete(question);
      });
  }

  async #read(log: LogKey, after: number, limit: number): Promise<Logged[]> {
    const part = { after, before: Number.MAX_SAFE_INTEGER, limit, keep: 'oldest' } as const;
    const records = await this.#ports.log.read(log, part);
    return records.map(({ event }) => event);
  }

  #remind(after: number, due: Due): void {
    const timer = setTimeout(() => {
      this.#reminders.delete(timer);
      this.input({ on: 'due', due });
    }, after);
    timer.unref();
    this.#reminders.add(timer);
  }

  /** The connection of a fresh session goes over to `by`; the one that `by` had, if any, is told and closed. */
  #adopt(fresh: SessionId, by: SessionId): void {
    const connection = this.#connections.get(fresh);
    const old = this.#connections.get(by);
    this.#connections.delete(fresh);
    this.#fanout.remove(fresh);
    if (old) {
      const message = 'This session goes on in another connection.';
      this.#fanout.farewell(by, { ev: 'bye', code: 'taken_over', message });
      this.#fanout.detach(by);
      this.#hangUp(by);
    }
    if (connection === undefined) return;
    connection.session = by;
    this.#connections.set(by, connection);
    this.#fanout.attach(by, connection.outbox);
    if (connection.gone) this.input({ on: 'lost', session: by });
    connection.release('moving');
    connection.release('fed');
  }

  /** Closes the connection of a session when this turn has been written. */
  #hangUp(id: SessionId): void {
    const connection = this.#letGo(id);
    if (connection) this.#fanout.afterwards(() => connection.close());
  }

  /** The connection of a session, which is its connection no longer. */
  #letGo(id: SessionId): Connection | undefined {
    const connection = this.#connections.get(id);
    this.#connections.delete(id);
    if (connection) connection.session = undefined;
    return connection;
  }

  #live(id: SessionId, missed: LogKey[]): void {
    const rooms = missed as RoomKey[];
    if (rooms.length > 0) this.input({ on: 'live', session: id, rooms });
    this.#connections.get(id)?.release('fed');
  }
}

/** Asked at once: nothing that is read depends on what has still to be committed. */
const isOfDirectory = ({ ask }: Question): boolean => ask === 'guest' || ask === 'nick';

/** The tag of the command that an input is about. */
function tagOf(input: InputWithoutTime): string | undefined {
  if (input.on === 'commanded') return input.command.tag;
  return input.on === 'answered' && input.answer.ask !== 'guest' ? input.answer.to.tag : undefined;
}
