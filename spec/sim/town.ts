/** A simulated world: people, a network, a disk, and a server that dies and starts again. It does what it is told to. */
import { hash } from 'node:crypto';
import { unreachable } from '../../grammar/unreachable.ts';
import { type Config, configure } from '../../server/config.ts';
import { doorsTo } from '../../server/doors/index.ts';
import { nobody, type Witness } from '../../server/hub/witness.ts';
import { type Running, type Surroundings, serve } from '../../server/serve.ts';
import type { Log } from '../../server/store/log.ts';
import { type Moment, Clock as Moments } from '../history/diary.ts';
import type { Blow } from '../history/story.ts';
import { language } from '../support/language.ts';
import { plainPasswords } from '../support/plain-passwords.ts';
import { Cable, type ClientEvents } from './cable.ts';
import { SimClock, type Time } from './clock.ts';
import type { Death, Decision, Options } from './decisions.ts';
import { Disk, type Ending } from './disk.ts';
import { DiskLog } from './disk-log.ts';
import { Listener } from './listener.ts';
import { Mortal } from './mortal.ts';
import { Person } from './person.ts';
import { SimPort } from './port.ts';

const NAMES = ['ann', 'bob', 'cy', 'dan'];
export const ROOMS = ['#dev', '#tea'];

/** The shortest time that a lost session waits, in seconds. */
export const SHORT_GRACE_SECONDS = 30;
/** Seconds that a lost session waits, unless something else is decided. */
const GRACE_SECONDS = 86_400;

const configured = ({ grace = GRACE_SECONDS, limits = false }: Options): Config => {
  const config = configure({ ...defaults, grace: `${grace}`, limits });
  if ('mistakes' in config) throw new Error(config.mistakes.join());
  return config;
};

const defaults = {
  maxConnections: '1000',
  maxPerAddress: '1000',
  memory: true,
} as const;

/** What may be put between the server and what it stands on, to break it. */
export interface Between {
  /** The log that the server gets in place of this one. */
  readonly log?: (log: Log) => Log;
  /** Is told what each run of the server decides, as long as that lives. */
  readonly witness?: Witness;
  /** The disk of this world. */
  readonly disk?: (moment: () => Moment) => Disk;
}

/** One run of the server. */
interface Life {
  readonly mortal: Mortal;
  readonly clock: SimClock;
  readonly port: SimPort;
  death: Death;
  running?: Running;
}

export class Town {
  readonly people: Person[] = [];
  /** Comes when somebody else is there: who opens a room owns it, and the listener would never do anything about it. */
  readonly listener = new Listener(ROOMS, (events) =>
    this.people.some(({ isLive }) => isLive) ? this.#connect(events) : undefined,
  );
  /** All who were ever there. */
  readonly everybody: Person[] = [];
  readonly disk: Disk;
  /** What was done to the server, as far as it is worth telling. */
  readonly blows: Blow[] = [];
  /** What the server told its operator of mistakes of its own. */
  readonly complaints: string[] = [];
  kills = 0;
  readonly #moments = new Moments();
  readonly #time: Time = { elapsed: 0, ahead: 0 };
  readonly #between: Between;
  #life: Life | undefined;
  /** How often something random was asked for: chance in here is a count, so that leaving steps out changes little. */
  #drawn = 0;

  constructor(between: Between = {}) {
    this.#between = between;
    this.disk = between.disk?.(this.moment) ?? new Disk(this.moment);
    for (const name of NAMES) this.#settle(name);
  }

  readonly moment = (): Moment => this.#moments.next();

  /** The server runs and lets people in. */
  get isUp(): boolean {
    return this.#life?.port.isOpen ?? false;
  }

  get isAlive(): boolean {
    return this.#life !== undefined;
  }

  get isBusy(): boolean {
    return this.#life?.clock.isBusy ?? false;
  }

  /** Does it, and lets the server do all that follows at once. */
  async take(decision: Decision): Promise<void> {
    this.#do(decision);
    if (decision.do === 'flow') await this.#flow(decision.rounds);
    else await settled();
    this.#bury();
  }

  /** Goes on until nothing is on its way any more, or so many rounds have passed. */
  async rest(rounds: number): Promise<boolean> {
    for (let n = 0; n < rounds; n += 1) if (!(await this.#round())) return true;
    return false;
  }

  /** Ends the server in order. */
  async stop(): Promise<void> {
    void this.#life?.running?.close();
    await this.rest(100);
    this.#life = undefined;
  }

  #do(decision: Decision): void {
    switch (decision.do) {
      case 'boot':
        return this.#boot(decision);
      case 'kill':
        if (this.#life) this.#life.death = decision;
        return this.#life?.mortal.die();
      case 'doom':
        if (this.#life) this.#life.death = decision;
        return this.#life?.mortal.doom(decision.acts);
      case 'turn':
        return this.#life?.clock.turn();
      case 'disk':
        return this.#endTask(decision.place, decision.ends);
      case 'pass':
        return this.#pass(decision.ms);
      case 'shift':
        this.#time.ahead += decision.ms;
        return;
      case 'dial':
        return this.#at(decision.who)?.dial();
      case 'carry': {
        const cable = this.#at(decision.who)?.cables[decision.age];
        return decision.way === 'up'
          ? cable?.carryUp(decision.bytes)
          : cable?.carryDown(decision.bytes);
      }
      case 'cut':
        return this.#at(decision.who)?.hangUp(decision.how, decision.bytes);
      case 'ask':
        return this.people[decision.who]?.ask(decision.command);
      case 'repeat':
        return this.people[decision.who]?.repeat(decision.command);
      case 'move':
        return this.people[decision.who]?.moveOn(decision.late);
      case 'replace':
        return this.#replace(decision.who);
      case 'flow':
        return;
      default:
        return unreachable(decision);
    }
  }

  /** A person; or, behind the last, the listener. */
  #at(who: number): Person | Listener | undefined {
    return who === this.people.length ? this.listener : this.people[who];
  }

  async #flow(rounds: number): Promise<void> {
    for (let n = 0; n < rounds; n += 1) await this.#round();
  }

  /** All that can go on goes on for a while. True when something has. */
  async #round(): Promise<boolean> {
    this.#boot();
    let isMoved = false;
    for (const person of [...this.people, this.listener]) {
      const isOver = 'isOver' in person && person.isOver;
      if (!person.isOnline && !isOver && this.isUp) person.dial();
      for (const cable of person.cables) {
        while (cable.goesUp && cable.upLength > 0) cable.carryUp(Number.POSITIVE_INFINITY);
        isMoved ||= cable.goesUp || cable.goesDown;
        cable.carryUp(Number.POSITIVE_INFINITY);
        while (cable.goesDown && cable.downLength > 0) cable.carryDown(Number.POSITIVE_INFINITY);
        cable.carryDown(Number.POSITIVE_INFINITY);
      }
    }
    for (let looks = 0; this.isBusy && looks < 8; looks += 1) {
      isMoved = true;
      this.#life?.clock.turn();
      await settled();
    }
    while (this.disk.tasks.length > 0 && this.isAlive) {
      isMoved = true;
      this.#endTask(0, 'well');
      await settled();
      this.#bury();
    }
    this.#bury();
    return isMoved;
  }

  /** Whoever has no connection meanwhile may find that their session did not wait for them. */
  #pass(milliseconds: number): void {
    this.#time.elapsed += milliseconds;
    if (milliseconds >= SHORT_GRACE_SECONDS * 1000)
      for (const person of this.everybody) person.expire();
    this.#life?.clock.ring();
  }

  #endTask(place: number, ends: Ending): void {
    const [task] = this.disk.tasks.splice(place, 1);
    task?.end(ends);
  }

  #boot(options: Options = {}): void {
    if (this.#life !== undefined) return;
    const mortal = new Mortal();
    const clock = new SimClock(this.#time, mortal);
    const life: Life = { mortal, clock, port: new SimPort(), death: {} };
    this.#life = life;
    this.#strike('the server starts');
    const warn = (fact: string, reason?: unknown): void => {
      if (fact.startsWith('a mistake') && !mortal.isDead)
        this.complaints.push(`${fact}: ${reason}`);
    };
    const log = new DiskLog(this.disk, mortal);
    const around: Surroundings = {
      language,
      doors: doorsTo(language),
      port: () => life.port,
      random: (count) => this.#random(count),
      passwords: plainPasswords,
      filesAllowed: () => ({ files: 10_000, connections: 10_000 }),
      witness: mortal.seenBy(this.#between.witness ?? nobody),
      rereading: () => ({ changed: [], restart: [] }),
    };
    serve(configured(options), this.#between.log?.(log) ?? log, warn, clock, around).then(
      (running) => {
        life.running = running;
      },
      // A server that can't read its store says so, and ends.
      () => mortal.die(),
    );
  }

  /** A server that has died is gone, with all that waited in it. */
  #bury(): void {
    const life = this.#life;
    if (!life?.mortal.isDead) return;
    this.#life = undefined;
    life.port.close();
    this.kills += 1;
    const { unsynced } = life.death;
    this.#strike(unsynced === undefined ? 'the server is killed' : 'the power fails');
    this.disk.crash(unsynced ?? this.disk.unsynced);
  }

  #settle(name: string): Person {
    const person = new Person(name, ROOMS, this.moment, (events) => this.#connect(events));
    this.everybody.push(person);
    this.people.push(person);
    return person;
  }

  #replace(who: number): void {
    const before = this.people[who];
    if (before === undefined) return;
    before.vanish();
    const [base = ''] = before.name.split(/\d/);
    const count = this.everybody.filter(({ name }) => name.split(/\d/)[0] === base).length;
    const person = this.#settle(`${base}${count + 1}`);
    this.people.pop();
    person.cables = before.cables;
    this.people[who] = person;
  }

  #connect(events: ClientEvents): Cable | undefined {
    const life = this.#life;
    if (life === undefined || !life.port.isOpen || life.mortal.isDead) return undefined;
    const cable = new Cable({ life: life.mortal, clock: life.clock, moment: this.moment }, events);
    life.port.connect(cable);
    return cable;
  }

  #random(count: number): Buffer {
    this.#drawn += 1;
    return hash('sha256', `${this.#drawn}`, 'buffer').subarray(0, count);
  }

  #strike(what: string): void {
    this.blows.push({ moment: this.moment(), what });
  }
}

/**
 * Resolves when all promises that can be kept have been: no timer and no socket is in here, so that Node comes to its next
 * turn when nothing else is left to do.
 */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
