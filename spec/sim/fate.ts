/** Decides by chance what happens next in a simulated world: as decisions, which are a life when they are played again. */

import { logKey } from '../../grammar/names.ts';
import type { Tagged } from '../history/diary.ts';
import { PASSWORD } from '../history/whims/accounts.ts';
import { type Subject, whim } from '../history/whims/index.ts';
import type { Mind } from '../history/whims/mind.ts';
import { Chance } from '../hostile/chance.ts';
import type { Death, Decision } from './decisions.ts';
import type { Ending } from './disk.ts';
import type { Resident } from './link.ts';
import type { Person } from './person.ts';
import { ROOMS, SHORT_GRACE_SECONDS, type Town } from './town.ts';

const fourGuests: readonly Resident[] = ['ann', 'bob', 'cy', 'dan'].map((name) => ({
  name,
}));

/** Each with two devices; and a guest. */
const twoAccounts: readonly Resident[] = [
  { name: 'kimdesk', account: 'kim' },
  { name: 'kimphone', account: 'kim' },
  { name: 'loudesk', account: 'lou' },
  { name: 'louphone', account: 'lou' },
  { name: 'ann' },
];

/** How many commands of one person may be unanswered at a time. */
const MAX_UNANSWERED = 4;

/** What the disk is like for a while. */
type Mood = 'well' | 'full' | 'hanging' | 'lying';

export class Fate {
  readonly #chance: Chance;
  readonly #town: Town;
  #mood: Mood = 'well';
  /** This server is to live for long. */
  #isCalm = false;
  /** Who reads nothing for a while. */
  readonly #asleep = new Set<number>();

  constructor(seed: number, town: Town) {
    this.#chance = new Chance(seed);
    this.#town = town;
  }

  /** What happens until the server has died so many times. */
  *until(kills: number): Generator<Decision> {
    const residents = this.#chance.oneIn(2) ? twoAccounts : fourGuests;
    for (const resident of residents) yield { do: 'settle', ...resident };
    yield { do: 'flow', rounds: 6 };
    if (this.#chance.oneIn(2)) yield* this.#register();
    while (this.#town.host.kills < kills) yield this.#next();
  }

  /** Each account is there from the beginning: its first device makes it. */
  *#register(): Generator<Decision> {
    const { people } = this.#town;
    for (const [who, person] of people.entries()) {
      const { account: nick } = person;
      if (nick === undefined || people.findIndex(({ account }) => account === nick) < who) continue;
      yield { do: 'ask', who, command: { cmd: 'nick', nick, tag: person.freshTag } };
      const tag = person.freshTag;
      yield { do: 'ask', who, command: { cmd: 'register', password: PASSWORD, tag } };
    }
    yield { do: 'flow', rounds: 6 };
  }

  #next(): Decision {
    const chance = this.#chance;
    if (!this.#town.host.isAlive) return this.#boot();
    const who = chance.below(this.#town.people.length);
    const person = this.#town.people[who] as Person;
    const dice = chance.below(100);
    if (person.isOver) return { do: 'replace', who };
    if (chance.oneIn(12)) return this.#listen();
    if (!this.#town.host.isUp && dice < 50) return { do: 'disk', place: 0, ends: 'well' };
    if (!this.#town.host.isUp && dice < 58) return { do: 'kill', ...this.#death() };
    if (dice < 28) return this.#ask(who, person);
    if (dice < 60) return this.#move(who, person);
    if (dice < 69) return { do: 'turn' };
    if (dice < 82) return this.#disk();
    if (dice < 85) return { do: 'flow', rounds: 1 + chance.below(3) };
    if (dice < 88) return this.#leave(who, person);
    if (dice < 89) return this.#pass();
    if (dice < 92) return this.#weather();
    if (this.#isCalm && dice < 99 && !chance.oneIn(8)) return this.#ask(who, person);
    if (dice < 96) return { do: 'doom', acts: chance.below(12), ...this.#death() };
    if (dice < 99) return { do: 'kill', ...this.#death() };
    return { do: 'turn' };
  }

  /** Somebody who says nothing comes, hears, or breaks off. */
  #listen(): Decision {
    const chance = this.#chance;
    const who = this.#town.people.length;
    const { isOnline, cables } = this.#town.listener;
    if (!isOnline) return { do: 'dial', who };
    if (chance.oneIn(12))
      return { do: 'cut', who, how: chance.pick(['in order', 'reset']), bytes: 100_000 };
    const way = cables[0]?.goesDown ? 'down' : 'up';
    return { do: 'carry', who, age: 0, way, bytes: chance.oneIn(4) ? 40 : 100_000 };
  }

  #boot(): Decision {
    const chance = this.#chance;
    this.#isCalm = chance.oneIn(16);
    if (!chance.oneIn(4)) return { do: 'boot' };
    return {
      do: 'boot',
      grace: chance.oneIn(2) ? SHORT_GRACE_SECONDS : 600,
      limits: chance.oneIn(2),
    };
  }

  #pass(): Decision {
    const chance = this.#chance;
    const isLong = chance.oneIn(12);
    return {
      do: 'pass',
      ms: isLong ? 1000 * (SHORT_GRACE_SECONDS + 1) : chance.pick([1, 50, 500, 1000, 5000]),
    };
  }

  #ask(who: number, person: Person): Decision {
    const chance = this.#chance;
    if (!person.isOnline) return { do: 'dial', who };
    if (person.memory.done.length > 0 && chance.oneIn(12)) {
      return { do: 'repeat', who, command: chance.pick(person.memory.done) };
    }
    if (person.unanswered >= MAX_UNANSWERED) return this.#move(who, person);
    return { do: 'ask', who, command: this.#command(person) };
  }

  #command(person: Person): Tagged {
    const chance = this.#chance;
    const tag = person.freshTag;
    if (chance.oneIn(60)) return { cmd: 'quit', tag };
    if (person.memory.doubts) {
      person.memory.doubts = false;
      return { cmd: 'whoami', tag };
    }
    return whim(this.#mindOf(person), tag, this.#subject(person));
  }

  #subject({ account, memory, intended: { isAccount } }: Person): Subject {
    const chance = this.#chance;
    if (account !== undefined && chance.oneIn(isAccount ? 4 : 2)) return 'accounts';
    if (chance.oneIn(10)) return 'questions';
    if (chance.oneIn(memory.isStaff ? 3 : 12)) return 'order';
    if (chance.oneIn(20)) return 'sessions';
    return 'talk';
  }

  #mindOf(person: Person): Mind {
    const chance = this.#chance;
    const { own, seen, acts, left } = person.memory;
    return {
      name: person.name,
      account: person.account,
      chance,
      state: person.intended,
      rooms: ROOMS.filter((room) => !person.isLeaving(room)),
      cursor: (log) => person.cursor(log) ?? (chance.oneIn(3) ? left.get(logKey(log)) : undefined),
      others: this.#town.people.flatMap(({ name, nick }) =>
        name === person.name || nick === '' ? [] : [nick],
      ),
      privates: person.logs.filter((log) => log.startsWith('@')),
      own,
      seen,
      acts,
    };
  }

  /** Some bytes arrive: mostly all that are under way, now and then a few. */
  #move(who: number, person: Person): Decision {
    const chance = this.#chance;
    if (!person.isOnline) return { do: 'dial', who };
    const age = chance.oneIn(6) ? chance.below(Math.max(1, person.cables.length)) : 0;
    const cable = person.cables[age];
    const isAwake = !this.#asleep.has(who);
    const way = isAwake && cable?.goesDown && (!cable.goesUp || chance.oneIn(2)) ? 'down' : 'up';
    const bytes = chance.oneIn(4) ? 1 + chance.below(120) : 100_000;
    return { do: 'carry', who, age, way, bytes };
  }

  #disk(): Decision {
    const chance = this.#chance;
    const { tasks } = this.#town.host.disk;
    if (tasks.length === 0 || (this.#mood === 'hanging' && !chance.oneIn(8))) return { do: 'turn' };
    const place = chance.below(tasks.length);
    return { do: 'disk', place, ends: this.#ending() };
  }

  #ending(): Ending {
    const chance = this.#chance;
    switch (this.#mood) {
      case 'well':
        return 'well';
      case 'full':
        return chance.oneIn(4) ? 'well' : 'refused';
      case 'hanging':
        return chance.oneIn(2) ? 'well' : 'lost';
      case 'lying':
        return chance.pick(['kept', 'lost', 'well']);
    }
  }

  #weather(): Decision {
    const chance = this.#chance;
    const who = chance.below(this.#town.people.length);
    if (!this.#asleep.delete(who)) this.#asleep.add(who);
    this.#mood = chance.pick(['well', 'well', 'well', 'full', 'full', 'hanging', 'lying']);
    return { do: 'shift', ms: chance.oneIn(4) ? chance.below(20_000) - 10_000 : 0 };
  }

  #leave(who: number, person: Person): Decision {
    const chance = this.#chance;
    if (!person.isOnline || chance.oneIn(4)) return { do: 'dial', who };
    if (chance.oneIn(2)) {
      const tag = person.freshTag;
      const to = person.intended.rooms[0] ?? '#dev';
      return { do: 'move', who, late: { cmd: 'msg', tag, to, text: `‹${tag}› late` } };
    }
    const how = chance.pick(['in order', 'reset'] as const);
    return { do: 'cut', who, how, bytes: chance.oneIn(2) ? 100_000 : chance.below(200) };
  }

  #death(): Death {
    const chance = this.#chance;
    return chance.oneIn(2) ? {} : { unsynced: chance.below(2) };
  }
}
