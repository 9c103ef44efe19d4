/** Performs effects: tells events, and moves connections between sessions. */
import { isPrivateKey, type LogKey } from '../../grammar/names.ts';
import { unreachable } from '../../grammar/unreachable.ts';
import type { Clock } from '../clock.ts';
import type { Authored } from '../net/batch.ts';
import type { Batches } from '../net/batches.ts';
import type { Connection } from '../net/connection.ts';
import { Fanout } from '../net/fanout.ts';
import type { Effect, Input, OrderId } from '../rooms/effects.ts';
import type { Report } from '../rooms/people/orders.ts';
import type { EarlyEffect } from '../rooms/traits.ts';
import type { ConnectionId, SessionId } from '../rooms/world/ids.ts';
import { gather } from './answers.ts';
import type { Census } from './census.ts';
import { type QuestionPorts, Questions } from './questions.ts';
import { Reminders } from './reminders.ts';
import { WorkerPool } from './worker-pool.ts';

/** An input before it has its time. */
export type UntimedInput = Input extends infer I
  ? I extends Input
    ? Omit<I, 'at'>
    : never
  : never;

/** So many chunks are read from the store at once for readers who are behind. */
const MAX_FEEDS = 2;

/** What the performer needs from outside. */
export interface PerformerPorts extends QuestionPorts {
  readonly clock: Clock;
  /** Nothing is under way any more that many are told. */
  relieved(): void;
  /** Stops the server in order and tells the operator why: it found a mistake of its own, and never guesses. */
  broken(error: unknown): void;
}

/** Knows which session has which connection, and nothing of the world. */
export class Performer {
  /** What is told is written when they end the turn. */
  readonly batches: Batches;
  readonly #ports: PerformerPorts;
  readonly #input: (input: UntimedInput) => void;
  readonly #fanout: Fanout;
  readonly #connections = new Map<ConnectionId, Connection>();
  readonly #questions: Questions;
  readonly #feeds = new WorkerPool(MAX_FEEDS);
  readonly #reminders: Reminders;
  /** Those who wait for the report of their order. */
  readonly #orders = new Map<OrderId, (report: Report) => void>();
  #ordered = 0;
  #deliveries = 0;

  /** `input` takes the inputs that effects lead to: answers and reminders. */
  constructor(ports: PerformerPorts, input: (input: UntimedInput) => void) {
    this.#ports = ports;
    this.#input = input;
    this.#reminders = new Reminders(ports.clock, (due) => input({ on: 'due', due }));
    this.#questions = new Questions(ports, (connection, answer) =>
      input({ on: 'answered', connection, answer }),
    );
    const means = {
      clock: ports.clock,
      read: (log: LogKey, after: number, limit: number, address: string) =>
        this.#feeds.run(address, () => this.#read(log, after, limit)),
      live({ id: connection }: Connection, missed: readonly { log: LogKey }[]) {
        const rooms = missed.flatMap(({ log }) => (isPrivateKey(log) ? [] : [log]));
        if (rooms.length > 0) input({ on: 'live', connection, rooms });
      },
    };
    this.#fanout = new Fanout(means, ports);
    this.batches = this.#fanout.batches;
  }

  /** Adds a connection and its fresh session. */
  open(connection: Connection, session: SessionId): void {
    this.#connections.set(connection.id, connection);
    this.#fanout.attach(session, connection);
  }

  /** Removes a connection. */
  forget({ id }: Connection): void {
    this.#connections.delete(id);
  }

  connection(id: ConnectionId): Connection | undefined {
    return this.#connections.get(id);
  }

  /** Somebody waits for what comes of an order. Returns what it is known by. */
  expect(report: (report: Report) => void): OrderId {
    this.#ordered += 1;
    this.#orders.set(this.#ordered, report);
    return this.#ordered;
  }

  /** Hands the report of an order to whoever waits for it. */
  report(id: OrderId, report: Report): void {
    this.#orders.get(id)?.(report);
    this.#orders.delete(id);
  }

  /** How many connections there are, what waits for them, and how often a message was told to one. */
  get census(): Pick<Census, 'connections' | 'deliveries' | 'outboxBytes'> {
    let outboxBytes = 0;
    for (const { outbox } of this.#connections.values()) outboxBytes += outbox.waiting;
    return { connections: this.#connections.size, deliveries: this.#deliveries, outboxBytes };
  }

  /** How many sessions hear a log. */
  readonly hearers = (log: LogKey): number => this.#fanout.hearers(log);

  /** Sends a `ping` to a connection that has long been silent. */
  ping({ outbox }: Connection): void {
    outbox.owner?.tell({ ev: 'ping' });
    this.batches.flush();
  }

  /** Cancels all reminders. */
  stop(): void {
    this.#reminders.cancelAll();
  }

  /** Tells everybody that the server ends. */
  farewell(): void {
    const message = 'The server is shutting down.';
    this.#fanout.detachAll({ ev: 'bye', code: 'shutdown', message });
  }

  /** Performs effects; what they tell is written when `batches` end the turn. */
  perform(effects: Iterable<Effect>): void {
    for (const effect of effects) this.#perform(effect);
  }

  /** Performs the part of an effect that can't wait: holds lines, or changes how they are read. Returns the inverse. */
  begin(effect: EarlyEffect): () => void {
    if (effect.do === 'adopt') return this.#move(effect.fresh);
    const connection = this.#connections.get(effect.connection);
    if (connection === undefined) return () => {};
    switch (effect.do) {
      case 'ask':
        return this.#questions.hold(effect.question, connection);
      case 'speak':
        return readAs(connection, effect.format);
      default:
        return unreachable(effect);
    }
  }

  #move(fresh: SessionId): () => void {
    const reader = this.#fanout.reader(fresh);
    reader?.move();
    return () => reader?.stay();
  }

  #perform(effect: Effect): void {
    switch (effect.do) {
      case 'enter':
        return this.#fanout.enter(effect.who, effect.log, effect.name, effect.seq);
      case 'leave':
        return this.#fanout.leave(effect.who, effect.log);
      case 'record': {
        const told = this.#fanout.say(effect.log, effect.event, effect.author, effect.by);
        if (effect.event.ev === 'message') this.#deliveries += told;
        return;
      }
      case 'announce':
        return this.#fanout.announce(effect.logs, effect.event, effect.also, effect.author);
      case 'hide':
        return this.#fanout.hide(effect.who, effect.authors);
      case 'tell': {
        const { to, event } = effect;
        const reader = this.#fanout.reader(to);
        if (event.ev === 'ok' && event.done === 'ping') reader?.waitForOthers();
        return reader?.tell(event);
      }
      case 'report':
        return this.report(effect.id, effect.report);
      case 'gather': {
        const { who, limit } = effect;
        void gather(this.#ports, who, limit).then((found) =>
          this.#input({ on: 'gathered', who, found }),
        );
        return;
      }
      case 'warn':
        return this.#ports.warn(effect.fact);
      case 'replay':
        return this.#fanout.replay(effect.to, effect.log, effect.after);
      case 'ask':
        return this.#questions.ask(effect.connection, effect.question);
      case 'keep-person':
      case 'keep-account':
      case 'keep-regime':
      case 'keep-session':
      case 'forget':
        return;
      case 'remind':
        return this.#reminders.set(effect.after, effect.due);
      case 'ring':
        return this.#fanout.ring(effect.who, effect.log);
      case 'speak':
        return this.#fanout.reader(effect.who)?.speak(effect.format);
      case 'adopt':
        this.#reminders.cancel(effect.by);
        return this.#fanout.adopt(effect.fresh, effect.by, effect.isRenewed);
      case 'detach': {
        const { who, bye } = effect;
        return this.#fanout.reader(who)?.detach(bye && { ev: 'bye', ...bye });
      }
      case 'end':
        this.#reminders.cancel(effect.who);
        return this.#end(effect);
      default:
        return unreachable(effect);
    }
  }

  #end({ who, nick, author, told, reason, at, bye }: Effect & { do: 'end' }): void {
    const quit = { ev: 'quit', nick, reason, at } as const;
    this.#fanout.end(who, { bye: { ev: 'bye', ...bye }, told, quit, author });
  }

  async #read(log: LogKey, after: number, limit: number): Promise<Authored[]> {
    const part = { after, before: Number.MAX_SAFE_INTEGER, limit, keep: 'oldest' } as const;
    const records = await this.#ports.store.read(log, part);
    const first = records[0]?.event.seq ?? 0;
    const gap = records.find(({ event }, n) => event.seq !== first + n);
    if (gap) this.#ports.broken(new Error(`${log} was read with a gap before ${gap.event.seq}`));
    return records;
  }
}

function readAs(connection: Connection, format: string): () => void {
  const { name: before } = connection.speech.reads;
  connection.speech.change(format);
  return () => connection.speech.change(before);
}
