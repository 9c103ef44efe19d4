/** Does what was decided: tells it, asks what is asked, and moves connections from session to session. */
import type { Format } from '../../grammar/ast.ts';
import type { Logged } from '../../grammar/events.ts';
import type { LogKey, RoomKey } from '../../grammar/names.ts';
import { unreachable } from '../../grammar/unreachable.ts';
import type { Alarm, Clock } from '../net/clock.ts';
import type { Connection, Doors } from '../net/connection.ts';
import { Fanout } from '../net/fanout.ts';
import type { Due, Effect, Input, Question, SessionId } from '../rooms/effects.ts';
import type { Beginning } from '../rooms/traits.ts';
import { answer, type Sources } from './answers.ts';
import { Queue } from './queue.ts';

/** So many questions are read from the store at once. */
const AT_ONCE = 4;

/** An input before it has its time. */
export type Happening = Input extends infer I ? (I extends Input ? Omit<I, 'at'> : never) : never;

/** What it takes to perform effects. */
export interface Means extends Sources {
  readonly doors: Doors;
  readonly clock: Clock;
}

/** Knows which session has which connection, and nothing of the world. */
export class Performer {
  readonly #means: Means;
  /** What comes of it: answers, and what was to be remembered. */
  readonly #input: (input: Happening) => void;
  readonly #fanout: Fanout;
  readonly #connections = new Map<SessionId, Connection>();
  /** Who waits for which answer. */
  readonly #asking = new Map<Question, Connection>();
  /** Questions that wait until fewer are being answered. */
  readonly #questions = new Queue();
  #answering = 0;
  /** Whose connection a session was decided to have last, until it has it. */
  readonly #claims = new Map<SessionId, SessionId>();
  readonly #reminders = new Set<Alarm>();

  constructor(means: Means, input: (input: Happening) => void) {
    this.#means = means;
    this.#input = input;
    this.#fanout = new Fanout((log, after, limit) => this.#read(log, after, limit), {
      fed: (id) => this.#connections.get(id)?.hold('fed'),
      live: (id, missed) => this.#live(id, missed),
    });
  }

  /** From here on the connection is this session's. */
  attach(connection: Connection, session: SessionId): void {
    connection.session = session;
    this.#connections.set(session, connection);
    this.#fanout.attach(session, connection.outbox);
  }

  connectionOf(session: SessionId): Connection | undefined {
    return this.#connections.get(session);
  }

  /** How many hear a log. */
  hearers(log: LogKey): number {
    return this.#fanout.hearers(log);
  }

  drained(connection: Connection): void {
    this.#fanout.drained(connection.outbox);
  }

  /** Asks a connection that has long been silent whether it is still there. */
  ping(session: SessionId): void {
    this.#fanout.tell(session, { ev: 'ping' });
    this.#fanout.flush();
  }

  /** Reminds of nothing any more. */
  stop(): void {
    for (const reminder of this.#reminders) reminder.cancel();
  }

  /** Tells everybody that the server ends. */
  farewell(): void {
    for (const id of this.#connections.keys()) {
      const message = 'The server is shutting down.';
      this.#fanout.farewell(id, { ev: 'bye', code: 'shutdown', message });
    }
    this.#fanout.flush();
  }

  /** Performs effects; what they tell is written with the next `flush`. */
  perform(effects: Iterable<Effect>): void {
    for (const effect of effects) this.#perform(effect);
  }

  /** Writes what was told: to each connection once. */
  flush(): void {
    this.#fanout.flush();
  }

  /** The part of an effect that can't wait: whose lines are held, and how the next ones are read. Returns its inverse. */
  begin(effect: Beginning): () => void {
    switch (effect.do) {
      case 'ask':
        return this.#holdFor(effect.question, effect.by);
      case 'speak':
        return this.#readAs(effect.who, this.#means.doors[effect.format]);
      case 'adopt':
        return this.#takeOver(effect.fresh, effect.by);
      default:
        return unreachable(effect);
    }
  }

  /** The connection reads no further until the question is answered, whoever it belongs to by then. */
  #holdFor(question: Question, by: SessionId): () => void {
    const connection = this.#connections.get(by);
    if (connection === undefined) return () => {};
    connection.hold('asking');
    this.#asking.set(question, connection);
    return () => {
      connection.unhold('asking');
      this.#asking.delete(question);
    };
  }

  #readAs(who: SessionId, dialect: Doors[Format]): () => void {
    const connection = this.#connections.get(who);
    const before = connection?.dialect ?? dialect;
    connection?.read(dialect);
    return () => connection?.read(before);
  }

  /** What the old connection still says, and how it ends, does not concern the session any more. */
  #takeOver(fresh: SessionId, by: SessionId): () => void {
    const connection = this.#connections.get(fresh);
    const old = this.#connections.get(by);
    const claim = this.#claims.get(by);
    connection?.hold('moving');
    this.#claims.set(by, fresh);
    if (old) old.session = undefined;
    return () => {
      connection?.unhold('moving');
      if (claim === undefined) this.#claims.delete(by);
      else this.#claims.set(by, claim);
      if (old) old.session = by;
    };
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
        return this.#ask(effect.by, effect.question);
      case 'keep':
      case 'drop':
        return;
      case 'remind':
        return this.#remind(effect.after, effect.due);
      case 'ring':
        return this.#fanout.ring(effect.who);
      case 'speak':
        return this.#fanout.speak(effect.who, this.#means.doors[effect.format]);
      case 'adopt':
        return this.#adopt(effect.fresh, effect.by);
      case 'detach':
        if (effect.bye) this.#fanout.farewell(effect.who, { ev: 'bye', ...effect.bye });
        this.#fanout.detach(effect.who);
        return this.#hangUp(effect.who);
      case 'forget':
        return this.#means.log.forget(effect.log);
      case 'end':
        return this.#end(effect);
      default:
        return unreachable(effect);
    }
  }

  /** What has to be read from the store waits for its turn: answers are big, and come when they like. */
  #ask(by: SessionId, question: Question): void {
    if (!isRead(question)) return this.#find(by, question);
    const address = this.#asking.get(question)?.address ?? '';
    this.#questions.add({ address, take: () => this.#find(by, question) });
    this.#askNext();
  }

  #askNext(): void {
    while (this.#answering < AT_ONCE && !this.#questions.isEmpty) {
      this.#answering += 1;
      this.#questions.next()?.take();
    }
  }

  #find(by: SessionId, question: Question): void {
    answer(question, this.#means)
      .then((found) => this.#input({ on: 'answered', session: by, answer: found }))
      .finally(() => {
        this.#answered(question);
        if (!isRead(question)) return;
        this.#answering -= 1;
        this.#askNext();
      });
  }

  /** Its connection goes on, unless it waits for another answer. */
  #answered(question: Question): void {
    this.#asking.get(question)?.release('asking');
    this.#asking.delete(question);
  }

  #end({ who, nick, told, reason, at, bye }: Effect & { do: 'end' }): void {
    this.#fanout.leaveAll(who);
    if (told.length > 0) this.#fanout.announce(told, { ev: 'quit', nick, reason, at }, undefined);
    const connection = this.#letGo(who);
    this.#fanout.end(who, { ev: 'bye', ...bye }, () => connection?.close());
  }

  async #read(log: LogKey, after: number, limit: number): Promise<Logged[]> {
    const part = { after, before: Number.MAX_SAFE_INTEGER, limit, keep: 'oldest' } as const;
    const records = await this.#means.log.read(log, part);
    return records.map(({ event }) => event);
  }

  #remind(after: number, due: Due): void {
    const reminder = this.#means.clock.after(after, () => {
      this.#reminders.delete(reminder);
      this.#input({ on: 'due', due });
    });
    this.#reminders.add(reminder);
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
    this.attach(connection, by);
    // Another one has taken over since: what this one still says does not concern the session.
    if (this.#claims.get(by) !== fresh) {
      connection.session = undefined;
      return;
    }
    this.#claims.delete(by);
    if (connection.gone) this.#input({ on: 'lost', session: by });
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
    if (rooms.length > 0) this.#input({ on: 'live', session: id, rooms });
    this.#connections.get(id)?.release('fed');
  }
}

/** It is answered from the log. */
const isRead = ({ ask }: Question): boolean => ask !== 'rooms';
