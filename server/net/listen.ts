/** Accepts connections up to the limits. */
import type { Clock } from '../clock.ts';
import type { Door } from '../doors/door.ts';
import type { Allowance, Rates } from './allowance.ts';
import { Connection, type ConnectionEvents, type ConnectionHost } from './connection.ts';
import type { Endpoint } from './endpoint.ts';
import { Farewells } from './farewells.ts';
import type { Gate, Verdict } from './gate.ts';
import { type AddressLimits, mostHandshakes, Neighbourhood } from './neighbours.ts';
import type { Port } from './port.ts';
import { type RoundEvents, Rounds } from './rounds.ts';
import { FAREWELL_MS, type Transport } from './transport.ts';

/** What may be changed while it listens. */
export interface Limits {
  /** How many connections there may be in all. */
  readonly connections: number;
  readonly perAddress: AddressLimits;
  readonly rates: Rates | undefined;
}

interface ListenOptions extends Limits {
  readonly port: Port;
  readonly clock: Clock;
  /** Who is asked about whoever comes. */
  readonly gate: Gate;
}

/**
 * Why somebody is turned away: there are too many connections in all, or of the address, or too many handshakes; theirs came
 * to nothing; they have said nothing for long; or `--ask-script` says so.
 */
export type TurnedAway = 'full' | 'address' | 'handshakes' | 'handshake' | 'speechless' | 'script';

/** What connections tell, and what the listener finds out about them. */
export interface ListenerEvents extends ConnectionEvents, Omit<RoundEvents, 'speechless'> {
  /** A connection was refused because there are too many in all. Told once. */
  full(): void;
  /** A connection from that address was refused. */
  turnedAway(address: string, why: TurnedAway): void;
  /** A connection could not be accepted: why, in words. */
  trouble(why: string): void;
}

/** Where there is no room for somebody, whoever has said no line for this long is cut for them. */
export const MIN_SPEECHLESS_MS = 2000;

/** Accepts connections, and refuses those beyond the limits. */
export class Listener {
  readonly #options: ListenOptions;
  #limits: Limits;
  readonly #events: ListenerEvents;
  /** The events of connections; the listener also notes those that close. */
  readonly #connectionEvents: ConnectionHost;
  readonly #doors: readonly Door[];
  readonly #connections = new Set<Connection>();
  /** Those who have said no line since they came, the longest first; who has said one meanwhile is still among them. */
  readonly #speechless = new Set<Connection>();
  readonly #neighbourhood: Neighbourhood;
  #accepted = 0;
  readonly #rounds: Rounds;
  #wasFull = false;
  /** How many connections are in a handshake. */
  #handshakes = 0;
  /** Who has come and waits for a verdict. */
  readonly #judged = new Set<Transport>();
  readonly #farewells: Farewells;

  constructor(options: ListenOptions, doors: readonly Door[], events: ListenerEvents) {
    this.#options = options;
    this.#limits = options;
    this.#doors = doors;
    this.#farewells = new Farewells(doors);
    this.#events = events;
    this.#connectionEvents = {
      ...events,
      closed: (connection) => this.#forget(connection),
      mayBeginHandshake: (connection) => this.#mayBeginHandshake(connection),
      handshakeEnded: (connection, isDone) => this.#handshakeEnded(connection, isDone),
    };
    this.#neighbourhood = new Neighbourhood(options.perAddress, options.rates);
    this.#rounds = new Rounds(options.clock, this.#connections, {
      ...events,
      speechless: (connection) => this.#letGo(connection),
    });
  }

  /** Resolves with where it accepts connections. Rejects when that can't be had. */
  listen(): Promise<readonly Endpoint[]> {
    return this.#options.port.open({
      came: (transport) => this.#accept(transport),
      trouble: (why) => this.#events.trouble(why),
    });
  }

  /** Other limits for those who come from now on. */
  adjust(limits: Limits): void {
    this.#limits = limits;
    this.#wasFull = false;
    this.#neighbourhood.adjust(limits.perAddress, limits.rates);
  }

  /** Lets nobody in any more. */
  stop(): void {
    this.#rounds.stop();
    this.#options.port.close();
    this.#options.gate.close();
    for (const transport of this.#judged) transport.cut();
  }

  /** Closes all connections. Those that don't read are cut after `FAREWELL_MS`. */
  async close(): Promise<void> {
    const connections = [...this.#connections];
    const late = this.#options.clock.after(FAREWELL_MS, () => {
      for (const connection of connections) connection.cut();
    });
    await Promise.all(connections.map((connection) => connection.close()));
    late.cancel();
  }

  #letGo(connection: Connection): void {
    this.#events.turnedAway(connection.address, 'speechless');
    if (connection.wasOpened) this.#events.silent(connection);
    else connection.cut();
  }

  #accept(transport: Transport): void {
    const { clock, gate } = this.#options;
    const { address } = transport;
    const entered = this.#neighbourhood.admit(address, clock.now());
    if ('refused' in entered) {
      if (entered.refused !== undefined) {
        return this.#turnAway(transport, 'address', entered.refused);
      }
      this.#events.turnedAway(address, 'address');
      return transport.cut();
    }
    const { allowance } = entered;
    const known = gate.known(address);
    if (known?.is === 'refused') return this.#judge(transport, allowance, known);
    if (!this.#hasRoom(clock.now())) {
      this.#neighbourhood.leave(address);
      return this.#turnAway(transport, 'full', 'The server is full. Try again in a minute.');
    }
    if (known) return this.#judge(transport, allowance, known);
    let isGone = false;
    void transport.closed().then(() => {
      isGone = true;
    });
    this.#judged.add(transport);
    gate.ask(address, (verdict) => {
      this.#judged.delete(transport);
      if (isGone) this.#neighbourhood.leave(address);
      else this.#judge(transport, allowance, verdict);
    });
  }

  /** Whoever has come is let in, or not, as the verdict says. */
  #judge(transport: Transport, allowance: Allowance | undefined, verdict: Verdict): void {
    if (verdict.is === 'refused') {
      this.#neighbourhood.leave(transport.address);
      const why = verdict.why === '' ? 'Your address is not let in here.' : verdict.why;
      return this.#turnAway(transport, 'script', why, 'banned');
    }
    const { clock } = this.#options;
    this.#accepted += 1;
    const [id, events] = [this.#accepted, this.#connectionEvents];
    const service = { doors: this.#doors, allowance, clock };
    const connection = new Connection(id, transport, events, service);
    if (verdict.is === 'account') connection.mustLogIn = verdict.why;
    this.#connections.add(connection);
    this.#speechless.add(connection);
  }

  /** True when one more may come in. Whoever has said nothing for longest, if that is long, is cut for them if need be. */
  #hasRoom(now: number): boolean {
    if (this.#connections.size + this.#judged.size < this.#limits.connections) return true;
    if (!this.#wasFull) this.#events.full();
    this.#wasFull = true;
    for (const connection of this.#speechless) {
      const hasSpoken = connection.speech.hasChosen;
      if (!hasSpoken && now - connection.life.began < MIN_SPEECHLESS_MS) return false;
      this.#speechless.delete(connection);
      if (hasSpoken) continue;
      this.#events.turnedAway(connection.address, 'full');
      connection.cut();
      return true;
    }
    return false;
  }

  #forget(connection: Connection): void {
    this.#connections.delete(connection);
    this.#speechless.delete(connection);
    this.#neighbourhood.leave(connection.address);
    if (connection.wasOpened) this.#events.closed(connection);
  }

  #mayBeginHandshake({ address }: Connection): boolean {
    const isFull = this.#handshakes >= mostHandshakes(this.#limits.connections);
    if (isFull || !this.#neighbourhood.mayBeginHandshake(address)) {
      this.#events.turnedAway(address, 'handshakes');
      return false;
    }
    this.#handshakes += 1;
    return true;
  }

  #handshakeEnded({ address }: Connection, isDone: boolean): void {
    if (!isDone) this.#events.turnedAway(address, 'handshake');
    this.#handshakes -= 1;
    this.#neighbourhood.handshakeEnded(address);
  }

  #turnAway(
    transport: Transport,
    why: TurnedAway,
    message: string,
    code: 'too_many' | 'banned' = 'too_many',
  ): void {
    this.#events.turnedAway(transport.address, why);
    this.#farewells.say(transport, { ev: 'bye', code, message });
  }
}
