/** Gives every input its time and hands it to the ledger. The turn clock says when a turn ends and is told. */
import { fault } from '../../grammar/faults.ts';
import type { Rates } from '../net/allowance.ts';
import type { Rate } from '../net/bucket.ts';
import type { Connection } from '../net/connection.ts';
import { type Left, restore } from '../rooms/durable/restore.ts';
import type { Input, Opened } from '../rooms/effects.ts';
import { notDone, type Order, type Report } from '../rooms/people/orders.ts';
import { statsOf } from '../rooms/views.ts';
import type { ConnectionId } from '../rooms/world/ids.ts';
import type { World } from '../rooms/world/world.ts';
import type { Census } from './census.ts';
import { ClockWatch } from './clock-watch.ts';
import { costOf } from './cost.ts';
import { Departures } from './departures.ts';
import { Devices } from './devices.ts';
import { type Decision, Ledger } from './ledger.ts';
import { Performer, type PerformerPorts, type UntimedInput } from './performer.ts';
import { RunQueue } from './run-queue.ts';
import { addCause } from './shares.ts';
import { Telling } from './telling.ts';
import { TurnClock } from './turn-clock.ts';
import { isLoud } from './turn-limits.ts';
import type { Witness } from './witness.ts';

/** What the hub needs from outside. */
interface Ports extends Omit<PerformerPorts, 'relieved'> {
  /** A random whole number, less than 2 to the power of 48. */
  draw(): number;
  /** The server's time that each address may use, in milliseconds: for each second, and at once. */
  readonly share: Rate;
  /** What one connection may do; the devices of a person share a few times that. */
  readonly rates: Rates | undefined;
  readonly witness: Witness;
}

/** While the store can't say whether it has the last turn, at most this many inputs wait. Then new connections are cut. */
const MAX_WAITING_INPUTS = 10_000;

/** Decides at once, commits one turn at a time, and tells nobody what is not committed. */
export class Hub {
  readonly departures: Departures;
  readonly #world: World;
  readonly #ports: Ports;
  readonly #performer: Performer;
  readonly #clockWatch: ClockWatch;
  readonly #ledger: Ledger;
  readonly #queue: RunQueue;
  readonly #turns: TurnClock;
  readonly #devices: Devices;
  #state: 'open' | 'closing' | 'closed' = 'open';
  /** The inputs that came while nothing could be decided. */
  readonly #backlog: Input[] = [];

  constructor(world: World, ports: Ports) {
    this.#world = world;
    this.#ports = ports;
    this.#devices = new Devices(ports.rates);
    this.#clockWatch = new ClockWatch(ports.warn);
    const performerPorts = {
      ...ports,
      relieved: () => this.#turns.begin(),
      broken: (error: unknown) => this.#giveUp(error),
    };
    this.#performer = new Performer(performerPorts, (happening) => this.#follow(happening));
    const ledger = new Ledger(world, this.#performer, ports, {
      ready: () => this.#goOn(),
      charge: (milliseconds, causes) => this.#queue.chargeAll(milliseconds, causes),
      told: (milliseconds) => ports.witness.told(milliseconds),
      relieved: () => this.#turns.begin(),
      mistake: (input, error) => this.#regret(input, error),
      broken: (error) => this.#giveUp(error),
    });
    this.#ledger = ledger;
    this.#queue = new RunQueue(ports.clock, ports.share, {
      isCrowded: () => ledger.isCrowded,
      isLaden: () => ledger.isLaden,
    });
    this.#turns = new TurnClock(ports.clock, this.#queue, {
      over: () => ledger.endTurn(),
      isFull: () => this.#state !== 'open' || ledger.isFull || ledger.isAsking,
    });
    this.departures = new Departures(this.#turns, (happening) => this.input(happening));
  }

  /** True when no more lines should be taken from a connection in this turn, or when it can't be greeted. */
  isBusyFor({ address, wasOpened }: Pick<Connection, 'address' | 'wasOpened'>): boolean {
    return wasOpened ? this.#turns.isOver(address) : !this.#turns.mayCross;
  }

  /** Charges a connection's address for the time that the server spent on its lines. */
  worked({ address }: Pick<Connection, 'address'>, from: number, to: number): void {
    this.#queue.charge(address, to - from, to);
  }

  /** Restores what the store has kept. Call it once, before anybody connects. */
  restore(left: Left): void {
    const { clock } = this.#ports;
    const at = clock.date();
    const { persons, sessions, settings } = this.#world;
    const isNick = (text: string) => persons.isNick(text);
    const nickOf = (id: ConnectionId) => sessions.byConnection.get(id)?.person.nick;
    this.#ports.witness.began({ settings, left, at, isNick, nickOf });
    this.#ledger.tellUnkept(new Telling([restore(this.#world, left, at)]));
    this.#clockWatch.timeOf(clock, this.#world.now);
  }

  /** Opens a session for a connection, which will be greeted. */
  open(
    connection: Connection,
    guest: Pick<Opened, 'session' | 'identity' | 'key' | 'secret'>,
  ): void {
    if (this.#backlog.length >= MAX_WAITING_INPUTS) return connection.cut();
    this.#performer.open(connection, guest.session);
    const { id, address, speech, mustLogIn } = connection;
    const from = { connection: id, address, format: speech.reads.name, nick: this.#ports.draw() };
    const only = mustLogIn === undefined ? {} : { mustLogIn };
    this.input({ on: 'opened', ...guest, ...from, ...only });
  }

  /** True unless what people did last could not be stored, the store hangs, or the hub is closed. */
  get isStoring(): boolean {
    return this.#state !== 'closed' && this.#ledger.isStoring;
  }

  /** Decides one input: at once, or when the store knows its last turn again. */
  input(happening: UntimedInput): void {
    if (this.#state === 'closed') return;
    const input = happening as Input;
    input.at = this.#clockWatch.timeOf(this.#ports.clock, this.#world.now);
    if (this.#ledger.isAsking || this.#backlog.length > 0) this.#backlog.push(input);
    else this.#decide(input);
  }

  /** Carries out what is ordered from the shell. Resolves, when it is committed, with what came of it. */
  order(order: Order): Promise<Report> {
    if (this.#state !== 'open') return Promise.resolve(notDone(fault('store_unavailable')));
    return new Promise((resolve) => {
      this.input({ on: 'ordered', order, id: this.#performer.expect(resolve) });
    });
  }

  /** What follows from somebody's lines later, such as an answer, is decided in the time of their address, too. */
  #follow(happening: UntimedInput): void {
    if (happening.on === 'due') return this.departures.remind(happening);
    const { clock } = this.#ports;
    const began = clock.now();
    this.input(happening);
    if (!('connection' in happening)) return;
    const connection = this.#performer.connection(happening.connection);
    if (connection) this.worked(connection, began, clock.now());
  }

  /** Its effects are held until the turn is over and, if they rest on it, committed. */
  #decide(input: Input): void {
    const decision = this.#ledger.decide(input);
    this.#ports.witness.decided(input, decision?.effects);
    if (decision === undefined) return;
    if ('connection' in input) this.#charge(input.connection, decision);
    this.#turns.decided(decision.effects.length);
  }

  /** A commit has ended: decides the inputs that waited for it, and begins the next turn. */
  #goOn(): void {
    if (this.#state === 'closed') return;
    for (const input of this.#backlog.splice(0)) this.#decide(input);
    this.#turns.begin();
  }

  /** Takes the lines that a connection has left after this turn; or greets it when a turn has room for that. */
  resumeLater(connection: Pick<Connection, 'address' | 'wasOpened' | 'take'>): void {
    if (connection.wasOpened) this.#turns.queue(connection);
    else this.#turns.cross(connection);
  }

  /** Other rates for the devices that come from now on. */
  adjust(rates: Rates | undefined): void {
    this.#devices.adjust(rates);
  }

  /** How much there is of everything. */
  get census(): Census {
    const { people, sessions, lost, accounts, rooms } = statsOf(this.#world);
    const { searchLag } = this.#ports.store;
    return { people, sessions, lost, accounts, rooms, searchLag, ...this.#performer.census };
  }

  /** Sends a `ping` to a connection that has long been silent. */
  ping(connection: Connection): void {
    this.#performer.ping(connection);
  }

  /** A connection is closed, by its peer or by the server. */
  closed(connection: Connection): void {
    this.#performer.forget(connection);
    this.departures.lost(connection);
  }

  /** Commits and tells all that was decided, then says goodbye to everybody: sessions wait in the store for the next start. */
  async close(): Promise<void> {
    if (this.#state === 'closed') return;
    this.#state = 'closing';
    this.#performer.stop();
    do {
      this.#ledger.commit();
      await this.#ledger.whenIdle();
      if (this.#isClosed) return;
    } while (!this.#ledger.isEmpty);
    this.#ledger.commit();
    await this.#ledger.whenIdle();
    if (this.#isClosed) return;
    this.#state = 'closed';
    this.#ledger.close();
    this.#performer.farewell();
  }

  /** A line was charged as one command before. Charges what else it has cost. */
  #charge(id: ConnectionId, { effects, told, causes }: Decision): void {
    const connection = this.#performer.connection(id);
    if (connection === undefined) return;
    const { person } = this.#world.sessions.byConnection.get(id) ?? {};
    connection.intake.payer.belongTo(this.#devices.allowanceOf(person));
    const cost = costOf(effects, this.#world, this.#performer.hearers);
    if (cost > 0) connection.intake.payer.charge(cost);
    this.#queue.noteLoud(connection.address, isLoud(told));
    addCause(causes, connection.address, told);
  }

  get #isClosed(): boolean {
    return this.#state === 'closed';
  }

  /** Nothing more is told: who was told something wrong would keep it. All of it is in the store for the next start. */
  #giveUp(error: unknown): void {
    if (this.#state === 'closed') return;
    this.#state = 'closed';
    this.#performer.stop();
    this.#ledger.close();
    this.#ports.broken(error);
  }

  /** After a mistake of ours in deciding an input, only the connection that the input came from is closed. */
  #regret(input: Input, error: unknown): void {
    this.#ports.warn(`a mistake in Parlance: ${input.on} failed`, error);
    if ('connection' in input) this.#performer.connection(input.connection)?.cut();
    if (input.on !== 'ordered') return;
    this.#performer.report(input.id, notDone(fault('store_unavailable')));
  }
}
