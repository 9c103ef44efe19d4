/** The machine on which the server runs, dies and starts again, with its disk and its clock. */
import { hash } from 'node:crypto';
import type { Clock } from '../../server/clock.ts';
import { type Config, configure } from '../../server/config.ts';
import { doorsTo } from '../../server/doors/index.ts';
import { nobody, type Witness } from '../../server/hub/witness.ts';
import { type Running, serve } from '../../server/serve.ts';
import type { Store } from '../../server/store/store.ts';
import { type Surroundings, standard } from '../../server/surroundings.ts';
import type { Moment } from '../history/diary.ts';
import type { Blow } from '../history/story.ts';
import { language } from '../support/language.ts';
import { plainPasswords } from '../support/plain-passwords.ts';
import { Cable, type ClientEvents } from './cable.ts';
import { SimClock, type Time } from './clock.ts';
import type { Death, Options } from './decisions.ts';
import { Disk, type Ending } from './disk.ts';
import { DiskStore } from './disk-store.ts';
import { Mortal } from './mortal.ts';
import { SimPort } from './port.ts';

/** Seconds that a lost session waits, unless something else is decided. */
const GRACE_SECONDS = 86_400;
/** Who is offline, and where nobody is, sleeps as soon as may be. */
const SLEEP_AFTER_MS = 5;

const configs = new Map<string, Config>();

function configured({ grace = GRACE_SECONDS, limits = false }: Options): Config {
  const key = `${grace} ${limits}`;
  const config = configs.get(key) ?? configure({ ...defaults, grace: `${grace}`, limits });
  if ('mistakes' in config) throw new Error(config.mistakes.join());
  configs.set(key, config);
  return { ...config, sleepAfter: SLEEP_AFTER_MS };
}

const defaults = {
  maxConnections: '1000',
  maxPerAddress: '1000',
  memory: true,
} as const;

/** What may be put between the server and what it stands on, to break it. */
export interface Between {
  /** The store that the server gets in place of this one. */
  readonly store?: (store: Store) => Store;
  /** Is told what each run of the server decides, as long as that lives. */
  readonly witness?: Witness;
  /** The disk of this world. */
  readonly disk?: (moment: () => Moment, clock: Clock) => Disk;
}

/** One run of the server. */
interface Run {
  readonly mortal: Mortal;
  readonly clock: SimClock;
  readonly port: SimPort;
  death: Death;
  running?: Running;
}

export class Host {
  readonly disk: Disk;
  readonly time: Time = { elapsed: 0, ahead: 0 };
  /** What was done to the server, as far as it is worth telling. */
  readonly blows: Blow[] = [];
  /** What the server told its operator of mistakes of its own. */
  readonly complaints: string[] = [];
  kills = 0;
  readonly #moment: () => Moment;
  readonly #between: Between;
  #run: Run | undefined;
  /** How often something random was drawn: chance in here is a count, so that leaving steps out changes little. */
  #draws = 0;
  /** What is left of it. */
  #drawn = Buffer.alloc(0);

  constructor(moment: () => Moment, between: Between) {
    this.#moment = moment;
    this.#between = between;
    // No server that dies takes it along, and nobody sets an alarm by it.
    const clock = new SimClock(this.time, new Mortal());
    this.disk = between.disk?.(moment, clock) ?? new Disk(moment, clock);
  }

  /** The server runs and lets people in. */
  get isUp(): boolean {
    return this.#run?.port.isOpen ?? false;
  }

  get isAlive(): boolean {
    return this.#run !== undefined;
  }

  get isBusy(): boolean {
    return this.#run?.clock.isBusy ?? false;
  }

  boot(options: Options = {}): void {
    if (this.#run !== undefined) return;
    const mortal = new Mortal();
    const clock = new SimClock(this.time, mortal);
    const run: Run = { mortal, clock, port: new SimPort(), death: {} };
    this.#run = run;
    this.#strike('the server starts');
    const warn = (fact: string, reason?: unknown): void => {
      if (fact.startsWith('a mistake') && !mortal.isDead)
        this.complaints.push(`${fact}: ${reason}`);
    };
    const store = new DiskStore(this.disk, mortal);
    const around: Surroundings = {
      language,
      doors: doorsTo(language),
      port: () => run.port,
      clock,
      random: (count) => this.#random(count),
      passwords: plainPasswords,
      figures: standard.figures,
      judge: standard.judge,
      filesAllowed: () => ({ files: 10_000, connections: 10_000 }),
      witness: mortal.seenBy(this.#between.witness ?? nobody),
      rereading: () => ({ changed: [], restart: [] }),
      renewed: standard.renewed,
    };
    serve(configured(options), this.#between.store?.(store) ?? store, warn, around).then(
      (running) => {
        run.running = running;
      },
      // A server that can't read its store says so, and ends.
      () => mortal.die(),
    );
  }

  /** It dies now. */
  kill(death: Death): void {
    if (this.#run) this.#run.death = death;
    this.#run?.mortal.die();
  }

  /** It dies after so many things that can be seen from outside. */
  doom(acts: number, death: Death): void {
    if (this.#run) this.#run.death = death;
    this.#run?.mortal.doom(acts);
  }

  /** One turn of its event loop. */
  turn(): void {
    this.#run?.clock.turn();
  }

  /** Time has passed: what is due happens. */
  ring(): void {
    this.#run?.clock.ring();
  }

  endTask(place: number, ends: Ending): void {
    const [task] = this.disk.tasks.splice(place, 1);
    task?.end(ends);
  }

  /** A server that has died is gone, with all that waited in it. */
  bury(): void {
    const run = this.#run;
    if (!run?.mortal.isDead) return;
    this.#run = undefined;
    run.port.close();
    this.kills += 1;
    const { unsynced } = run.death;
    this.#strike(unsynced === undefined ? 'the server is killed' : 'the power fails');
    this.disk.crash(unsynced ?? this.disk.unsynced);
  }

  /** Begins to end it in order. */
  close(): void {
    void this.#run?.running?.close();
  }

  /** It is gone. */
  forget(): void {
    this.#run = undefined;
  }

  /** A connection from that address; nothing when nobody listens. */
  connect(address: string, events: ClientEvents): Cable | undefined {
    const run = this.#run;
    if (run === undefined || !run.port.isOpen || run.mortal.isDead) return undefined;
    const means = { life: run.mortal, clock: run.clock, moment: this.#moment };
    const cable = new Cable(address, means, events);
    run.port.connect(cable);
    return cable;
  }

  #random(count: number): Buffer {
    if (this.#drawn.length < count) {
      this.#draws += 1;
      this.#drawn = hash('sha512', `${this.#draws}`, 'buffer');
    }
    const given = this.#drawn.subarray(0, count);
    this.#drawn = this.#drawn.subarray(count);
    return given;
  }

  #strike(what: string): void {
    this.blows.push({ moment: this.#moment(), what });
  }
}
