/** A run: people live on a server whose machine loses its power again and again; in the end their diaries are compared. */
import type { Problem } from '../history/checks/deeds.ts';
import { Clock, type Diary } from '../history/diary.ts';
import { type Blow, story } from '../history/story.ts';
import { Chance } from '../hostile/chance.ts';
import { Waiting } from '../support/waiting.ts';
import { Guests } from './guests.ts';
import { Life, type Surroundings } from './life.ts';
import { type End, Machine } from './machine.ts';
import { Person } from './person.ts';
import { Storm } from './storm.ts';
import { judge, type Verdict } from './verdict.ts';

export interface Plan {
  readonly seed: number;
  readonly people: number;
  /** How many deeds of one person may be unanswered at a time. */
  readonly window: number;
  /** It goes on until each of these is reached. */
  readonly kills: number;
  readonly acknowledgements: number;
  readonly minutes?: number;
  /** How often the disk is full for a while. */
  readonly floods?: number;
}

export interface Report {
  readonly seed: number;
  /** How often the server ended in each way. */
  readonly kills: ReadonlyMap<End, number>;
  /** How often it was killed before it was up. */
  readonly stumbles: number;
  readonly acknowledgements: number;
  readonly events: number;
  readonly logs: number;
  readonly people: number;
  /** Connections that were cut while the server was well. */
  readonly cuts: number;
  /** What the servers wrote to standard error. */
  readonly complaints: string;
  /** Each with its story; empty when all is well. */
  readonly problems: readonly string[];
  /** All that everybody asked and heard, for whoever wants to know more. */
  readonly diaries: readonly Diary[];
  readonly blows: readonly Blow[];
}

const ROOMS = ['#tea', '#dev', '#ops'];
const NAMES = ['ann', 'bob', 'cyd', 'dan', 'eve', 'fay', 'gus', 'hal', 'ivy', 'jon'];
/** Two devices of one account. */
const DEVICES = ['kimdesk', 'kimphone'];
const ACCOUNT = 'kim';
/** How many problems are told with their stories. */
const TOLD = 4;

export async function ordeal(plan: Plan): Promise<Report> {
  const run = new Run(plan);
  try {
    return await run.go();
  } finally {
    await run.end();
  }
}

class Run {
  readonly #plan: Plan;
  readonly #chance: Chance;
  readonly #clock = new Clock();
  readonly #around: Surroundings = { rooms: ROOMS, nicks: new Map() };
  readonly #machine: Machine;
  readonly #storm: Storm;
  readonly #lives: Life[] = [];
  readonly #guests: Guests;
  #fail: (problem: Problem) => void = () => {};
  /** Something is so wrong that there is no going on. */
  readonly #failure = new Promise<Verdict>((resolve) => {
    this.#fail = (problem) => resolve({ problems: [problem], logs: 0, events: 0 });
  });
  /** Looks again whenever somebody is answered. */
  readonly #waiting = new Waiting((problem) => problem);
  #isOver = false;
  #watch: NodeJS.Timeout | undefined;
  #cuts = 0;

  constructor(plan: Plan) {
    this.#plan = plan;
    this.#chance = new Chance(plan.seed);
    const fail = (problem: Problem) => this.#fail(problem);
    this.#machine = new Machine(this.#clock, fail);
    this.#guests = new Guests(this.#chance.fork(), (name) => this.#person(name));
    this.#storm = new Storm(this.#machine, this.#chance.fork(), plan.people);
  }

  async go(): Promise<Report> {
    this.#watch = setInterval(() => {
      for (const person of this.#people) person.complain();
    }, 500);
    return this.#report(await Promise.race([this.#all(), this.#failure]));
  }

  async end(): Promise<void> {
    this.#finish();
    clearInterval(this.#watch);
    for (const life of this.#lives) void life.pause();
    for (const person of this.#people) person.rest();
    await this.#machine.scrap();
  }

  get #people(): Person[] {
    return [...this.#lives.map(({ person }) => person), ...this.#guests.people];
  }

  get #acknowledged(): number {
    return this.#people.reduce((sum, { asked }) => sum + asked.acknowledged, 0);
  }

  async #all(): Promise<Verdict> {
    await this.#storm.begin();
    for (const name of DEVICES) await this.#settle(name, ACCOUNT);
    for (const name of NAMES.slice(0, this.#plan.people)) await this.#settle(name);
    const meanwhile = [this.#cutConnections(), this.#receiveGuests()];
    await this.#strike();
    this.#finish();
    this.#guests.end();
    await Promise.all([...meanwhile, ...this.#lives.map((life) => life.pause())]);
    await this.#gather();
    return judge(this.#machine, this.#people);
  }

  #person(name: string, account?: string): Person {
    return new Person({
      name,
      account,
      port: () => this.#machine.port,
      clock: this.#clock,
      chance: this.#chance.fork(),
      fail: (problem) => this.#fail(problem),
      answered: () => this.#waiting.look(),
    });
  }

  #finish(): void {
    this.#isOver = true;
    this.#waiting.look();
  }

  async #settle(name: string, account?: string): Promise<void> {
    const { window } = this.#plan;
    const life = new Life(this.#person(name, account), this.#chance.fork(), this.#around, window);
    this.#lives.push(life);
    await life.begin();
    void life.live();
  }

  /** Strikes the machine again and again, until there is enough of everything. */
  async #strike(): Promise<void> {
    const { kills, acknowledgements, people, minutes = 0, floods = 0 } = this.#plan;
    const end = Date.now() + minutes * 60_000;
    for (let round = 1; !this.#isOver; round += 1) {
      const left = kills - this.#machine.kills;
      const missing = acknowledgements - this.#acknowledged;
      const isLong = Date.now() < end;
      if (left <= 0 && missing <= 0 && round > floods && !isLong) return;
      // Now and then the next blow comes while people are still coming back.
      const isHasty = left > 1 && this.#chance.oneIn(4);
      const share = (missing / Math.max(1, left)) * (1 + this.#chance.below(100) / 100);
      if (!isHasty) await this.#until(this.#acknowledged + share);
      if (left > 0 || isLong) await this.#storm.strike();
      if (floods === 0 || (round > floods && !isLong)) continue;
      await this.#storm.fill(() => this.#feelFullDisk());
      await this.#until(this.#acknowledged + people);
    }
  }

  /** Until some have been refused; then what is there can still be read by whoever is there, and is not about to quit. */
  async #feelFullDisk(): Promise<void> {
    const refused = () => this.#people.reduce((sum, { asked }) => sum + asked.refused, 0);
    const enough = refused() + this.#plan.people;
    await this.#waiting.until('refusals', () => refused() >= enough || this.#isOver || undefined);
    const readings = this.#lives.flatMap(({ person }) => {
      const log = person.logs.find((each) => each.startsWith('@'));
      return log === undefined || person.isResting ? [] : [person.history(log)];
    });
    if (readings.length > 0) await Promise.race(readings);
  }

  async #until(acknowledged: number): Promise<void> {
    const enough = () => this.#acknowledged >= acknowledged || this.#isOver || undefined;
    await this.#waiting.until('acknowledgements', enough);
  }

  /** Connections break for other reasons, too: after so many answers that nobody is kept from theirs, however slow all is. */
  async #cutConnections(): Promise<void> {
    while (!this.#isOver) {
      await this.#until(this.#acknowledged + 4 + this.#chance.below(24));
      if (this.#isOver) return;
      this.#chance.pick(this.#lives).person.cut();
      this.#cuts += 1;
    }
  }

  async #receiveGuests(): Promise<void> {
    const { nicks } = this.#around;
    while (!this.#isOver) {
      const host = this.#chance.pick(this.#lives);
      await this.#guests.come(host, () => nicks.get(host.person.name) ?? '');
    }
  }

  /** Everybody finishes, enters all rooms, and hears the rest of their logs: over one more restart. */
  async #gather(): Promise<void> {
    await Promise.all(this.#lives.map((life) => life.pause()));
    await Promise.all(this.#lives.map((life) => life.comeHome()));
    await this.#storm.restart();
    // The second answer comes after everything that was told to anybody before the first.
    for (const _ of [1, 2]) await this.#everybody((person) => person.do({ cmd: 'ping' }));
    await this.#everybody((person) => person.do({ cmd: 'whoami' }));
    await this.#everybody(async (person) => person.account && person.do({ cmd: 'unread' }));
  }

  /** All who have not quit. */
  async #everybody<T>(act: (person: Person) => Promise<T>): Promise<T[]> {
    return Promise.all(this.#people.filter(({ isResting }) => !isResting).map(act));
  }

  #report({ problems, logs, events }: Verdict): Report {
    const diaries = this.#people.map(({ diary }) => diary);
    const { blows, ends, stumbles, complaints } = this.#machine;
    // Who misses one event in a log often complains of all that follow.
    const first = Map.groupBy(problems, ({ who, tag, log }) => `${who} ${tag} ${log}`);
    const stories = [...first.values()]
      .slice(0, TOLD)
      .flatMap(([problem]) => (problem ? [story(problem, diaries, blows)] : []));
    const more = problems.length - stories.length;
    return {
      seed: this.#plan.seed,
      kills: ends,
      stumbles,
      acknowledgements: this.#acknowledged,
      events,
      logs,
      people: diaries.length,
      cuts: this.#cuts,
      complaints,
      problems: more > 0 ? [...stories, `and ${more} more problems`] : stories,
      diaries,
      blows,
    };
  }
}
