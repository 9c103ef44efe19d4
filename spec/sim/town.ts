/** A simulated world: people, a network, and a server that dies and starts again. It does what it is told to. */
import { unreachable } from '../../grammar/unreachable.ts';
import { householdOf, type Moment, Clock as Moments } from '../history/diary.ts';
import type { Decision } from './decisions.ts';
import { type Between, Host } from './host.ts';
import type { Resident } from './link.ts';
import { Listener } from './listener.ts';
import { Person } from './person.ts';

export const ROOMS = ['#dev', '#tea'];

/** The shortest time that a lost session waits, in seconds. */
export const SHORT_GRACE_SECONDS = 30;

export class Town {
  readonly people: Person[] = [];
  /** Comes when somebody else is there: who opens a room owns it, and the listener would never do anything about it. */
  readonly listener = new Listener(ROOMS, (events) =>
    this.people.some(({ isLive }) => isLive) ? this.host.connect(addressOf(0), events) : undefined,
  );
  /** All who were ever there. */
  readonly everybody: Person[] = [];
  readonly host: Host;
  readonly #moments = new Moments();

  constructor(between: Between = {}) {
    this.host = new Host(this.moment, between);
  }

  readonly moment = (): Moment => this.#moments.next();

  /** Does it, and lets the server do all that follows at once. */
  async take(decision: Decision): Promise<void> {
    this.#do(decision);
    if (decision.do === 'flow') await this.#flow(decision.rounds);
    else await settled();
    this.host.bury();
  }

  /** Goes on until nothing is on its way any more, or so many rounds have passed. */
  async rest(rounds: number): Promise<boolean> {
    for (let n = 0; n < rounds; n += 1) if (!(await this.#round())) return true;
    return false;
  }

  /** Ends the server in order. */
  async stop(): Promise<void> {
    this.host.close();
    await this.rest(100);
    this.host.forget();
  }

  #do(decision: Decision): void {
    switch (decision.do) {
      case 'settle':
        this.people.push(this.#settle(decision));
        return;
      case 'boot':
        return this.host.boot(decision);
      case 'kill':
        return this.host.kill(decision);
      case 'doom':
        return this.host.doom(decision.acts, decision);
      case 'turn':
        return this.host.turn();
      case 'disk':
        return this.host.endTask(decision.place, decision.ends);
      case 'pass':
        return this.#pass(decision.ms);
      case 'shift':
        this.host.time.ahead += decision.ms;
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
    const { host } = this;
    host.boot();
    let isMoved = false;
    for (const person of [...this.people, this.listener]) {
      const isOver = 'isOver' in person && person.isOver;
      if (!person.isOnline && !isOver && host.isUp) person.dial();
      for (const cable of person.cables) {
        while (cable.goesUp && cable.upLength > 0) cable.carryUp(Number.POSITIVE_INFINITY);
        isMoved ||= cable.goesUp || cable.goesDown;
        cable.carryUp(Number.POSITIVE_INFINITY);
        while (cable.goesDown && cable.downLength > 0) cable.carryDown(Number.POSITIVE_INFINITY);
        cable.carryDown(Number.POSITIVE_INFINITY);
      }
    }
    for (let looks = 0; host.isBusy && looks < 8; looks += 1) {
      isMoved = true;
      host.turn();
      await settled();
    }
    while (host.disk.tasks.length > 0 && host.isAlive) {
      isMoved = true;
      host.endTask(0, 'well');
      await settled();
      host.bury();
    }
    host.bury();
    return isMoved;
  }

  /** Whoever has no connection meanwhile may find that their session did not wait for them. */
  #pass(milliseconds: number): void {
    this.host.time.elapsed += milliseconds;
    if (milliseconds >= SHORT_GRACE_SECONDS * 1000)
      for (const person of this.everybody) person.expire();
    this.host.ring();
  }

  #settle(resident: Resident): Person {
    const household = householdOf(resident.name);
    const others = this.everybody.map(({ name }) => householdOf(name));
    const place = [...new Set([...others, household])].indexOf(household) + 1;
    const person = new Person(resident, ROOMS, this.moment, (events) =>
      this.host.connect(addressOf(place), events),
    );
    this.everybody.push(person);
    return person;
  }

  #replace(who: number): void {
    const before = this.people[who];
    if (before === undefined) return;
    before.vanish();
    const base = householdOf(before.name);
    const count = this.everybody.filter(({ name }) => householdOf(name) === base).length;
    const { account } = before;
    const person = this.#settle({ name: `${base}${count + 1}`, ...(account && { account }) });
    person.cables = before.cables;
    this.people[who] = person;
  }
}

/** From where they connect. */
const addressOf = (place: number): string => `10.0.0.${place + 1}`;

/**
 * Resolves when all promises that can be kept have been: Node comes to the next tick when no other is left to do, and no timer and no
 * socket is in here.
 */
const settled = (): Promise<void> => new Promise((resolve) => process.nextTick(resolve));
