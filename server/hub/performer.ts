/** Does what was decided: tells it, asks what is asked, and moves connections from session to session. */

import type { Format } from '../../grammar/ast.ts';
import type { Logged } from '../../grammar/events.ts';
import type { LogKey, RoomKey } from '../../grammar/names.ts';
import { unreachable } from '../../grammar/unreachable.ts';
import type { Alarm, Clock } from '../net/clock.ts';
import type { Connection, Doors } from '../net/connection.ts';
import { Fanout } from '../net/fanout.ts';
import type { ConnectionId, Due, Effect, Input, Question, SessionId } from '../rooms/effects.ts';
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
  readonly #open = new Map<ConnectionId, Connection>();
  /** Who is told things on which of them. */
  readonly #connections = new Map<SessionId, Connection>();
  /** Who waits for which answer. */
  readonly #asking = new Map<Question, Connection>();
  /** Questions that wait until fewer are being answered. */
  readonly #questions = new Queue();
  #answering = 0;
  readonly #reminders = new Set<Alarm>();

  constructor(means: Means, input: (input: Happening) => void) {
    this.#means = means;
    this.#input = input;
    this.#fanout = new Fanout((log, after, limit) => this.#read(log, after, limit), {
      fed: (id) => this.#connections.get(id)?.hold('fed'),
      live: (id, missed) => this.#live(id, missed),
    });
  }

  /** A connection is there, with a session of its own. */
  open(connection: Connection, session: SessionId): void {
    this.#open.set(connection.id, connection);
    this.#attach(connection, session);
  }

  /** A connection is there no more. */
  forget({ id }: Connection): void {
    this.#open.delete(id);
  }

  connection(id: ConnectionId): Connection | undefined {
    return this.#open.get(id);
  }

  /** How many hear a log. */
  hearers(log: LogKey): number {
    return this.#fanout.hearers(log);
  }

  drained(connection: Connection): void {
    this.#fanout.drained(connection.outbox);
  }

  /** Asks a connection that has long been silent whether it is still there. */
  ping({ outbox: { reader } }: Connection): void {
    if (reader) this.#fanout.tell(reader.id, { ev: 'ping' });
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
    const connection = this.#open.get(effect.connection);
    if (connection === undefined) return () => {};
    switch (effect.do) {
      case 'ask':
        return this.#holdFor(effect.question, connection);
      case 'speak':
        return readAs(connection, this.#means.doors[effect.format]);
      case 'adopt':
        connection.hold('moving');
        return () => connection.unhold('moving');
      default:
        return unreachable(effect);
    }
  }

  /** The connection reads no further until the question is answered, whoever it belongs to by then. */
  #holdFor(question: Question, connection: Connection): () => void {
    connection.hold('asking');
    this.#asking.set(question, connection);
    return () => {
      connection.unhold('asking');
      this.#asking.delete(question);
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
        return this.#ask(effect.connection, effect.question);
      case 'keep':
      case 'drop':
      case 'forget':
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
      case 'end':
        return this.#end(effect);
      default:
        return unreachable(effect);
    }
  }

  /** What has to be read from the store waits for its turn: answers are big, and come when they like. */
  #ask(by: ConnectionId, question: Question): void {
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

  #find(by: ConnectionId, question: Question): void {
    answer(question, this.#means)
      .then((found) => this.#input({ on: 'answered', connection: by, answer: found }))
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
    this.#attach(connection, by);
    connection.release('moving');
    connection.release('fed');
  }

  /** Closes the connection of a session when this turn has been written. */
  #hangUp(id: SessionId): void {
    const connection = this.#letGo(id);
    if (connection) this.#fanout.afterwards(() => connection.close());
  }

  #attach(connection: Connection, session: SessionId): void {
    this.#connections.set(session, connection);
    this.#fanout.attach(session, connection.outbox);
  }

  /** The connection of a session, which is its connection no longer. */
  #letGo(id: SessionId): Connection | undefined {
    const connection = this.#connections.get(id);
    this.#connections.delete(id);
    return connection;
  }

  #live(id: SessionId, missed: LogKey[]): void {
    const rooms = missed as RoomKey[];
    const connection = this.#connections.get(id);
    if (connection === undefined) return;
    if (rooms.length > 0) this.#input({ on: 'live', connection: connection.id, rooms });
    connection.release('fed');
  }
}

function readAs(connection: Connection, dialect: Doors[Format]): () => void {
  const { dialect: before } = connection;
  connection.read(dialect);
  return () => connection.read(before);
}

/** It is answered from the log. */
const isRead = ({ ask }: Question): boolean => ask !== 'rooms';
