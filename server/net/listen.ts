/** The port: lets connections in up to the limits, and looks after those that have gone quiet. */
import { createServer, type Server, type Socket } from 'node:net';
import type { Event } from '../../grammar/events.ts';
import type { Door } from '../doors/door.ts';
import type { Rates } from './allowance.ts';
import { framed } from './batch.ts';
import type { Alarm, Clock } from './clock.ts';
import { Connection, type ConnectionEvents } from './connection.ts';
import { type AddressLimits, addressOf, Neighbourhood } from './neighbours.ts';
import { type Carrier, FAREWELL, Transport } from './transport.ts';

export interface ListenOptions {
  readonly host: string;
  /** 0 picks a free one. */
  readonly port: number;
  /** Connections of all together. */
  readonly connections: number;
  readonly perAddress: AddressLimits;
  readonly rates: Rates | undefined;
  readonly clock: Clock;
  readonly carriers: readonly Carrier[];
}

/** Besides what a connection tells, what its silence tells. */
export interface ListenerEvents extends ConnectionEvents {
  /** Silent for long. True when it was asked whether it is there, as programs are. */
  idle(connection: Connection): boolean;
  /** It did not answer. */
  silent(connection: Connection): void;
  /** Somebody was turned away because there are too many in all; told once. */
  full(): void;
  /** A connection could not be accepted. */
  trouble(error: Error): void;
}

/** How often, in milliseconds, all connections are looked at. */
export const ROUND = 5000;
/** A program that has said nothing for so long is pinged; after twice that it is gone. */
export const IDLE = 60_000;
/** A connection that takes nothing for so long is cut. */
export const STALLED = 5 * 60_000;
/** TCP asks after a peer that has been silent for so long: those on `plain` are not pinged. */
const KEEPALIVE = 60_000;
/** So many who were turned away have time to read why, before they are cut off; the others have none. */
const MAX_LEAVING = 32;

export class Listener {
  readonly #server: Server;
  readonly #options: ListenOptions;
  readonly #events: ListenerEvents;
  readonly #doors: readonly Door[];
  readonly #connections = new Set<Connection>();
  readonly #neighbourhood: Neighbourhood;
  #accepted = 0;
  #round: Alarm;
  #wasFull = false;
  #leaving = 0;

  constructor(options: ListenOptions, doors: readonly Door[], events: ListenerEvents) {
    this.#options = options;
    this.#doors = doors;
    this.#events = events;
    this.#neighbourhood = new Neighbourhood(options.perAddress, options.rates);
    this.#server = createServer(
      { allowHalfOpen: true, noDelay: true, keepAlive: true, keepAliveInitialDelay: KEEPALIVE },
      (socket) => this.#accept(socket),
    );
    this.#round = options.clock.after(ROUND, () => this.#lookAround());
  }

  /** Resolves with the port when connections are let in; rejects when it can't be had. */
  listen(): Promise<number> {
    const { host, port } = this.#options;
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.once('listening', () => this.#server.on('error', this.#events.trouble));
      this.#server.listen({ host, port, backlog: 4096 }, () => {
        const address = this.#server.address();
        resolve(typeof address === 'object' && address !== null ? address.port : port);
      });
    });
  }

  /** Lets nobody in any more. */
  stop(): void {
    this.#round.cancel();
    this.#server.close();
  }

  /** Closes all connections, also those that have not said anything yet; those that don't read are cut in the end. */
  async close(): Promise<void> {
    const connections = [...this.#connections];
    const late = this.#options.clock.after(FAREWELL, () => {
      for (const connection of connections) connection.cut();
    });
    await Promise.all(connections.map((connection) => connection.close()));
    late.cancel();
  }

  /** Pings the idle, dismisses those that did not answer, cuts those that take nothing. */
  #lookAround(): void {
    const { clock } = this.#options;
    const now = clock.now();
    this.#round = clock.after(ROUND, () => this.#lookAround());
    this.#neighbourhood.forget(now);
    for (const connection of this.#connections) {
      connection.checkProgress(now);
      if (connection.waits) connection.heard = now;
      const { heard, took, pinged } = connection;
      if (now - took > STALLED) connection.cut();
      else if (pinged !== undefined && now - pinged > IDLE) this.#events.silent(connection);
      else if (pinged === undefined && now - heard > IDLE && this.#events.idle(connection)) {
        connection.pinged = now;
      }
    }
  }

  #accept(socket: Socket): void {
    const { connections, clock } = this.#options;
    if (this.#connections.size >= connections) {
      if (!this.#wasFull) this.#events.full();
      this.#wasFull = true;
      return this.#turnAway(socket, 'The server is full. Try again later.');
    }
    const address = addressOf(socket.remoteAddress);
    const entered = this.#neighbourhood.enter(address, clock.now());
    if ('refused' in entered) return this.#turnAway(socket, entered.refused);
    const { allowance } = entered;
    this.#accepted += 1;
    const [id, events, doors] = [this.#accepted, this.#events, this.#doors];
    const transport = new Transport(socket, address, this.#options.carriers, clock);
    const connection = new Connection(id, transport, events, doors, allowance, clock);
    this.#connections.add(connection);
    socket.on('close', () => {
      this.#connections.delete(connection);
      this.#neighbourhood.leave(address);
    });
  }

  #turnAway(socket: Socket, message: string): void {
    this.#leaving += 1;
    socket.on('close', () => {
      this.#leaving -= 1;
    });
    const hurries = this.#leaving > MAX_LEAVING;
    socket.on('error', () => socket.destroy());
    socket.end(this.#inAll({ ev: 'bye', code: 'too_many', message }), () => {
      if (hurries) socket.destroy();
    });
    socket.resume();
    if (!hurries) this.#options.clock.after(FAREWELL, () => socket.destroy());
  }

  /** An event in every dialect, as long as it is not known which one is spoken. */
  #inAll(event: Event): Buffer {
    const dialects = this.#doors.map((door) => door.open()).reverse();
    return Buffer.concat(dialects.map((each) => framed(each, [each.write(event)])));
  }
}
