/**
 * The persons by identity, and the owners of nicks. No two persons have nicks that are equal or look alike. Guests are there
 * while they have a session; accounts, and their nicks, stay: those that are offline sleep.
 */
import { type Skeleton, skeletonOf } from '../../../grammar/names/likeness.ts';
import { type NickKey, nickKey } from '../../../grammar/names.ts';
import { AsleepPerson, NOBODYS } from '../sleep/asleep-person.ts';
import { Sleepers } from '../sleep/sleepers.ts';
import type { Identity } from '../world/ids.ts';
import type { Journal } from '../world/journal.ts';
import type { Face, Person, Touch } from '../world/state.ts';
import { Index, Table } from '../world/table.ts';
import { guestNicks } from './naming.ts';

/** What a person begins with. */
type NewPerson = Pick<Person, 'identity' | 'nick' | 'since'> & Partial<Person>;

/** The persons by identity, and the index of their nicks. */
export class Persons extends Sleepers<Identity, Person, AsleepPerson> {
  readonly nicks: Index<NickKey, Identity>;
  /** Whose nicks look alike: one person each, but for those that had their nicks before this was asked. */
  readonly alike: Index<Skeleton, Identity | readonly Identity[]>;
  /** How many of them are accounts. */
  readonly accounts: number = 0;
  /** Those who have a session. */
  readonly here: Table<Identity, Person>;
  readonly #touch: Touch;
  readonly #made: (its: NewPerson) => Person;

  /** `made` makes a person who has no more than what is given; `wake` makes one of what is left. */
  constructor(
    journal: Journal,
    touch: Touch,
    made: (its: NewPerson) => Person,
    wake: (identity: Identity, asleep: AsleepPerson) => Person,
  ) {
    super(journal, wake);
    this.nicks = new Index(journal);
    this.alike = new Index(journal);
    this.here = new Table(journal);
    this.#touch = touch;
    this.#made = made;
  }

  /** The person with that nick: a guest who is here, or an account, logged in or not. */
  byNick(nick: string): Person | undefined {
    const identity = this.nicks.get(nickKey(nick));
    return identity === undefined ? undefined : this.get(identity);
  }

  /** Somebody else who has that nick, or gave it up in a change that may yet be undone. */
  holderOf(nick: string, person?: Person): Person | undefined {
    const holder = this.nicks.latest(nickKey(nick));
    return holder === undefined || holder === person?.identity ? undefined : this.latest(holder);
  }

  /** Somebody else whose nick looks like this one, or did until a change that may yet be undone. */
  lookAlike(nick: string, person?: Person): Person | undefined {
    const like = listed(this.alike.latest(skeletonOf(nick)));
    const other = like.find((each) => each !== person?.identity);
    return other === undefined ? undefined : this.latest(other);
  }

  /** How somebody appears in lists, for which nobody has to wake. */
  face(identity: Identity): Face | undefined {
    const known = this.glimpse(identity);
    if (!(known instanceof AsleepPerson)) return known;
    return { identity, nick: known.nick, away: undefined, account: undefined, sessions: NOBODYS };
  }

  /** Whether that is an account. */
  isAccount(identity: Identity): boolean {
    const known = this.glimpse(identity);
    return known instanceof AsleepPerson || known?.account !== undefined;
  }

  /** Whether somebody has that nick. */
  isNick(nick: string): boolean {
    return this.nicks.has(nickKey(nick));
  }

  /** Whether nobody has that nick, and nobody gave it up in a change that may yet be undone. */
  isFree(nick: string): boolean {
    return this.nicks.latest(nickKey(nick)) === undefined;
  }

  /** A guest's nick that nobody has, made of a random number. */
  guestNick(draw: number): string {
    for (const nick of guestNicks(draw)) {
      if (this.isFree(nick)) return nick;
    }
    throw new Error('guests have more nicks than there are numbers');
  }

  /** Adds a person, who has no session yet. */
  add(its: NewPerson): Person {
    const person = this.#made(its);
    this.put(person.identity, person);
    this.#name(person.identity, person.nick);
    return person;
  }

  /** Adds an account that is offline. */
  addAsleep(identity: Identity, asleep: AsleepPerson): void {
    this.put(identity, asleep);
    this.#name(identity, asleep.nick);
    this.journal.set<Persons, 'accounts'>(this, 'accounts', this.accounts + 1);
  }

  rename(person: Person, nick: string): void {
    const { identity } = person;
    const [before, skeleton] = [person.nick, skeletonOf(nick)];
    this.journal.set(person, 'nick', nick);
    if (nickKey(before) !== nickKey(nick)) this.nicks.remove(nickKey(before));
    this.nicks.put(nickKey(nick), identity);
    if (skeletonOf(before) !== skeleton) {
      this.#unlike(identity, skeletonOf(before));
      this.#like(identity, skeleton);
    }
    this.#touch(person);
  }

  /** Removes a person who is gone. */
  dismiss(person: Person): void {
    this.remove(person.identity);
    this.nicks.remove(nickKey(person.nick));
    this.#unlike(person.identity, skeletonOf(person.nick));
  }

  #name(identity: Identity, nick: string): void {
    this.nicks.put(nickKey(nick), identity);
    this.#like(identity, skeletonOf(nick));
  }

  #like(identity: Identity, skeleton: Skeleton): void {
    const others = this.alike.get(skeleton);
    this.alike.put(skeleton, others === undefined ? identity : [...listed(others), identity]);
  }

  #unlike(identity: Identity, skeleton: Skeleton): void {
    const others = listed(this.alike.get(skeleton)).filter((other) => other !== identity);
    const [first] = others;
    if (first === undefined) this.alike.remove(skeleton);
    else this.alike.put(skeleton, others.length === 1 ? first : others);
  }
}

/** One identity stands for the list of it: most nicks are like no other one, and lists take memory. */
const listed = (like: Identity | readonly Identity[] | undefined): readonly Identity[] =>
  typeof like === 'object' ? like : like === undefined ? [] : [like];
