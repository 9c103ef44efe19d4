/** The private logs, by key and by their two persons, and how far each has arrived at their sessions. */
import type { PrivateKey } from '../../../grammar/names.ts';
import { emptyLog, type Fold } from '../logs/fold.ts';
import type { Identity, Seq, Time } from '../world/ids.ts';
import type { Journal } from '../world/journal.ts';
import type { Person, Private, Session, Touch } from '../world/state.ts';
import { Index, Table } from '../world/table.ts';
import { privateNames } from './naming.ts';
import type { Persons } from './persons.ts';
import { readTo } from './reads.ts';

/** The private logs by key, and by their two persons. */
export class Privates extends Index<PrivateKey, Private> {
  readonly pairs: Index<string, Private>;
  readonly #persons: Persons;
  readonly #touch: Touch;

  constructor(journal: Journal, persons: Persons, touch: Touch) {
    super(journal);
    this.pairs = new Index(journal);
    this.#persons = persons;
    this.#touch = touch;
  }

  /** The private log of two identities, made at the first message. */
  of(one: Identity, other: Identity, now: Time): Private {
    const known = this.find(one, other);
    if (known) return known;
    const pair = one < other ? ([one, other] as const) : ([other, one] as const);
    for (const key of privateNames(`${now} ${pair.join(' ')}`)) {
      if (this.latest(key) === undefined) return this.add(key, pair, emptyLog, []);
    }
    throw new Error('there are more private logs than names');
  }

  add(key: PrivateKey, pair: Private['pair'], fold: Fold, wrote: readonly Identity[]): Private {
    const conversation: Private = { key, pair, fold, wrote };
    this.pairs.put(pair.join(' '), conversation);
    this.put(key, conversation);
    return conversation;
  }

  find(one: Identity, other: Identity): Private | undefined {
    return this.pairs.get(one < other ? `${one} ${other}` : `${other} ${one}`);
  }

  /** The other person of a private log: an account, or a guest who is here. */
  peer({ identity }: Person, { pair: [one, other] }: Private): Person | undefined {
    return this.#persons.get(one === identity ? other : one);
  }

  /** Gives a person a private log. What was said in it so far counts as arrived at all of their sessions. */
  hear(person: Person, conversation: Private): void {
    const { key, fold } = conversation;
    if (person.privates === undefined)
      this.journal.set(person, 'privates', new Table(this.journal));
    person.privates?.put(key, conversation);
    readTo(this.journal, person, key, fold.seq);
    this.#touch(person);
    for (const session of person.sessions.values()) {
      this.arrive(session, key, fold.seq);
      this.#touch(session);
    }
  }

  /** Notes that a private log has arrived at a session up to `seq`. */
  arrive(session: Session, key: PrivateKey, seq: Seq): void {
    if (session.arrived === undefined)
      this.journal.set(session, 'arrived', new Table(this.journal));
    session.arrived?.put(key, seq);
  }

  /** Takes a private log from a person. True when nobody has it any more: then it is gone. */
  letGo(person: Person, key: PrivateKey): boolean {
    const conversation = this.get(key);
    person.privates?.remove(key);
    person.reads?.remove(key);
    for (const { arrived } of person.sessions.values()) arrived?.remove(key);
    if (conversation === undefined) return false;
    if (this.peer(person, conversation)?.privates?.has(key)) return false;
    this.remove(key);
    this.pairs.remove(conversation.pair.join(' '));
    return true;
  }
}
