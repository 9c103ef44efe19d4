/**
 * People who talk, move, break, resume and quit at random while their disk stalls, fails and recovers: what each of them
 * heard is what is stored, and what the server says of the world is what they believe of it.
 * `PARLANCE_SEED=7 mocha spec/hub/model.spec.ts` plays one game again, and `PARLANCE_SEED=1000-5000` many others.
 */
import { expect } from 'chai';
import type { Logged } from '../../grammar/events.ts';
import type { LogKey } from '../../grammar/names.ts';
import { Chance } from '../hostile/chance.ts';
import { looked, openServer, type TestServer } from '../support/server.ts';
import { TroubledLog } from '../support/troubled-log.ts';
import { nicks, rooms, Speech } from './model/moves.ts';
import { Person } from './model/person.ts';

/** The seeds of the games that are played. */
const GAMES = '1-80';
const MOVES = 40;
const PEOPLE = 4;

const everything = { after: 0, before: 1_000_000, limit: 1_000_000, keep: 'oldest' } as const;

class Game {
  readonly log = new TroubledLog();
  readonly people: Person[] = [];
  readonly #server: TestServer;
  readonly #chance: Chance;
  readonly #speech: Speech;

  private constructor(server: TestServer, log: TroubledLog, seed: number) {
    this.#server = server;
    this.log = log;
    this.#chance = new Chance(seed);
    this.#speech = new Speech(this.#chance);
    for (let n = 0; n < PEOPLE; n += 1) this.people.push(new Person(server.port));
  }

  static async begin(seed: number): Promise<Game> {
    const log = new TroubledLog();
    return new Game(await openServer({}, log), log, seed);
  }

  async play(): Promise<void> {
    for (const person of this.people) await person.come();
    for (let n = 0; n < MOVES; n += 1) {
      await this.#move();
      for (let looks = this.#chance.below(6); looks > 0; looks -= 1) {
        await looked();
      }
      for (const person of this.people) person.hear();
    }
    await this.#calm();
    for (let n = 0; !this.people.every(({ settled }) => settled); n += 1) {
      expect(n, `rounds until ${this.people.join(', ')}`).to.be.below(20);
      for (const person of this.people) {
        if (!person.online) await person.come();
        await person.barrier();
      }
    }
    // What the others caused has been told, too, when all have passed another barrier.
    for (const person of this.people) await person.barrier();
  }

  /** The disk works again, and has said what it has. */
  async #calm(): Promise<void> {
    this.log.recover();
    this.log.resume();
    for (let looks = 3; looks > 0; looks -= 1) {
      await looked();
      this.#server.clock.pass(1000);
    }
  }

  async end(): Promise<void> {
    await this.#calm();
    await this.#server.close();
  }

  #move(): Promise<void> | void {
    const person = this.#chance.pick(this.people);
    switch (this.#chance.below(16)) {
      case 0:
        return this.#chance.oneIn(2) ? this.log.stall() : this.log.stallCommits();
      case 1:
        return this.log.resume();
      case 2:
        return this.log.breakDown();
      case 3:
        return this.log.recover();
      case 4:
        return person.online ? person.break() : this.#come(person);
      case 5:
        return this.#come(person);
      case 6:
        return this.#chance.oneIn(2) ? person.leave(this.#speech.commands(person, 2)) : undefined;
      case 7:
        return this.log.fallSilent(this.#chance.pick(['done', 'nothing']));
      case 8:
        return this.#listen();
      default:
        return person.online ? person.send(this.#speech.commands(person, 4)) : this.#come(person);
    }
  }

  /** Nobody is greeted before the disk has said what it has. */
  async #come(person: Person): Promise<void> {
    if (this.log.isSilent) await this.#listen();
    await person.come();
  }

  async #listen(): Promise<void> {
    this.log.speak();
    await looked();
    this.#server.clock.pass(1000);
  }

  async stored(log: string): Promise<Logged[]> {
    const records = await this.log.read(log as LogKey, everything);
    return records.map(({ event }) => event);
  }

  /** The names of private logs that somebody has heard. */
  #privates(): string[] {
    const heard = this.people.flatMap(({ belief }) => [...belief.logs.keys()]);
    return [...new Set(heard)].filter((name) => name.startsWith('@'));
  }

  async check(): Promise<void> {
    const complaints = this.people.flatMap((each) => [
      ...each.complaints,
      ...each.belief.complaints,
    ]);
    expect(complaints, 'complaints').to.deep.equal([]);
    await this.#checkPeople();
    const stored = new Map<string, Logged[]>();
    for (const log of [...rooms, ...this.#privates()]) stored.set(log, await this.stored(log));
    for (const [log, events] of stored) checkLog(log, events);
    for (const person of this.people) {
      checkHeard(person, stored);
      checkAnswers(person, [...stored.values()].flat());
    }
    await this.#checkNicks();
  }

  /** The server says of everybody what they believe of themselves, and of their rooms. */
  async #checkPeople(): Promise<void> {
    for (const person of this.people) {
      const { nick, rooms: mine } = person.belief;
      const me = await person.ask('/whoami', 'whoami');
      expect(me.nick, 'nick').to.equal(nick);
      expect(new Set(me.rooms), `rooms of ${nick}`).to.deep.equal(new Set(mine.keys()));
      for (const [room, members] of mine) {
        const state = await person.ask(`/names ${room}`, 'room');
        const there = state.members.map((member) => member.nick);
        expect([...members].sort(), `${room}, as ${nick} heard it`).to.deep.equal(there.sort());
        expect(there, room).to.include(nick);
      }
    }
  }

  /** Everybody has a nick of their own, and every other nick is free. */
  async #checkNicks(): Promise<void> {
    const [person] = this.people;
    const taken = this.people.map(({ belief }) => belief.nick).sort();
    const who = await person?.ask('/who', 'who');
    expect(who?.people.map(({ nick }) => nick).sort(), '/who').to.deep.equal(taken);
    const newcomer = await this.#server.party('newcomer', 'json');
    for (const nick of nicks.filter((each) => !taken.includes(each))) {
      newcomer.send(`/nick@${nick} ${nick}`);
      const heard = await newcomer.rest();
      expect(heard.at(-1), `${nick}, which nobody has`).to.contain('"ok"');
    }
  }
}

/** Its numbers are dense, and its messages read as the last event about them says. */
function checkLog(log: string, events: readonly Logged[]): void {
  expect(
    events.map(({ seq }) => seq),
    log,
  ).to.deep.equal(events.map((_, n) => n + 1));
  for (const event of events) {
    if (event.ev !== 'message') continue;
    const about = events.filter((each) => 'of' in each && each.of === event.seq);
    const gone = about.find(({ ev }) => ev === 'delete');
    const edits = about.filter(({ ev }) => ev === 'edit');
    expect(event.deleted, `${log} ${event.seq}`).to.equal(gone?.seq);
    const last = gone ? undefined : edits.at(-1);
    expect(event.edited, `${log} ${event.seq}`).to.equal(last?.seq);
    for (const edit of edits) expect('text' in edit, `${log} ${edit.seq}`).to.equal(edit === last);
    if (gone) expect(event.text).to.equal('');
    else if (last?.ev === 'edit') expect(event.text).to.equal(last.text);
  }
}

/** All that was told is stored, and all that is stored was told: up to the end of each log. */
function checkHeard({ belief }: Person, stored: ReadonlyMap<string, Logged[]>): void {
  const bare = (events: readonly Logged[]) =>
    events.map(({ ev, seq, at, from }) => ({ ev, seq, at, from }));
  for (const [log, cursor] of belief.cursors) {
    const events = stored.get(log) ?? [];
    expect(cursor, `${log}, as ${belief.nick} heard it`).to.equal(events.length);
    const heard = belief.logs.get(log) ?? [];
    expect(bare(heard), log).to.deep.equal(bare(events.slice(events.length - heard.length)));
  }
}

/** What was acknowledged is in a log once, with its number; what was refused is in none. */
function checkAnswers({ commands }: Person, events: readonly Logged[]): void {
  for (const { line, text, answer } of commands) {
    if (text === undefined || answer === undefined) continue;
    const found = events
      .filter((event) => event.ev !== 'message' || event.edited === undefined)
      .filter((event) => 'text' in event && event.text === text);
    if (answer.ev === 'error') expect(found, `${line}, which was refused`).to.deep.equal([]);
    else if (answer.seq !== undefined && found.length > 0) {
      expect(
        found.map(({ seq }) => seq),
        line,
      ).to.deep.equal([answer.seq]);
    }
  }
}

describe('whatever people do while their disk stalls and fails', () => {
  const [first = 1, last = first] = (process.env.PARLANCE_SEED ?? GAMES).split('-').map(Number);

  it('all of them believe what is stored, and the server says the same', async () => {
    for (let seed = first; seed <= last; seed += 1) {
      const game = await Game.begin(seed);
      try {
        await game.play();
        await game.check();
      } catch (error) {
        if (error instanceof Error) error.message = `PARLANCE_SEED=${seed}: ${error.message}`;
        throw error;
      } finally {
        await game.end();
      }
    }
  });
});
