/**
 * The persons by identity, and the owners of nicks. No two persons have nicks that are equal or look alike. Guests are there
 * while they have a session; accounts, and their nicks, stay.
 */
import { type Skeleton, skeletonOf } from '../../../grammar/names/likeness.ts';
import { type NickKey, nickKey } from '../../../grammar/names.ts';
import type { Identity, Time } from '../ids.ts';
import type { Journal } from '../journal.ts';
import { guestNicks } from '../naming.ts';
import type { Person, Touch } from '../state.ts';
import { Index, Table } from '../table.ts';

/** The persons by identity, and the index of their nicks. */
export class Persons extends Table<Identity, Person> {
  readonly nicks: Index<NickKey, Person>;
  /** Whose nicks look alike: one person each, but for those that had their nicks before this was asked. */
  readonly alike: Index<Skeleton, readonly Person[]>;
  /** How many of them are accounts. */
  readonly accounts: number = 0;
  /** Those who have a session. */
  readonly here: Table<Identity, Person>;
  readonly #touch: Touch;

  constructor(journal: Journal, touch: Touch) {
    super(journal);
    this.nicks = new Index(journal);
    this.alike = new Index(journal);
    this.here = new Table(journal);
    this.#touch = touch;
  }

  /** The person with that nick: a guest who is here, or an account, logged in or not. */
  byNick(nick: string): Person | undefined {
    return this.nicks.get(nickKey(nick));
  }

  /** Somebody else who has that nick, or gave it up in a change that may yet be undone. */
  holderOf(nick: string, person?: Person): Person | undefined {
    const holder = this.nicks.latest(nickKey(nick));
    return holder === person ? undefined : holder;
  }

  /** Somebody else whose nick looks like this one, or did until a change that may yet be undone. */
  lookAlike(nick: string, person?: Person): Person | undefined {
    return this.alike.latest(skeletonOf(nick))?.find((other) => other !== person);
  }

  /** A guest's nick that nobody has, made of a random number. */
  guestNick(draw: number): string {
    for (const nick of guestNicks(draw)) if (this.holderOf(nick) === undefined) return nick;
    throw new Error('guests have more nicks than there are numbers');
  }

  /** Adds a person, who has no session yet. */
  add(identity: Identity, nick: string, since: Time): Person {
    const person: Person = {
      identity,
      since,
      nick,
      named: false,
      rooms: new Table(this.journal),
      roles: undefined,
      quiet: new Set(),
      privates: undefined,
      away: undefined,
      bell: false,
      ignored: new Map(),
      privacy: 'all',
      account: undefined,
      reads: undefined,
      notify: undefined,
      seen: undefined,
      knocked: undefined,
      reported: undefined,
      stored: false,
      sessions: new Table(this.journal),
    };
    this.put(identity, person);
    this.nicks.put(nickKey(nick), person);
    this.#like(person, skeletonOf(nick));
    return person;
  }

  rename(person: Person, nick: string): void {
    const [before, skeleton] = [person.nick, skeletonOf(nick)];
    this.journal.set(person, 'nick', nick);
    if (nickKey(before) !== nickKey(nick)) this.nicks.remove(nickKey(before));
    this.nicks.put(nickKey(nick), person);
    if (skeletonOf(before) !== skeleton) {
      this.#unlike(person, skeletonOf(before));
      this.#like(person, skeleton);
    }
    this.#touch(person);
  }

  /** Removes a person who is gone. */
  dismiss(person: Person): void {
    this.remove(person.identity);
    this.nicks.remove(nickKey(person.nick));
    this.#unlike(person, skeletonOf(person.nick));
  }

  #like(person: Person, skeleton: Skeleton): void {
    this.alike.put(skeleton, [...(this.alike.get(skeleton) ?? []), person]);
  }

  #unlike(person: Person, skeleton: Skeleton): void {
    const others = this.alike.get(skeleton)?.filter((other) => other !== person) ?? [];
    if (others.length === 0) this.alike.remove(skeleton);
    else this.alike.put(skeleton, others);
  }
}
