/** The sessions there are, by id, with whose each connection and each token is, and how many come from where. */

import type { BotToken } from '../durable/kept.ts';
import type { Opened } from '../effects.ts';
import type { ConnectionId, SessionId, Time } from '../world/ids.ts';
import type { Journal } from '../world/journal.ts';
import { type Address, isGone, NONE_UNKEPT, type Person, type Session } from '../world/state.ts';
import { Index, Table } from '../world/table.ts';
import type { Addresses } from './addresses.ts';
import type { Persons } from './persons.ts';

/** What a session begins with. */
export type NewSession = Omit<Opened, 'on' | 'identity' | 'nick'>;

/** Of those that a session has had since it was resumed last, so many open it. */
const MAX_EARLIER_TICKETS = 8;
const NO_TICKETS: readonly string[] = [];

/** The sessions by id, with indexes by connection and by token. */
export class Sessions extends Table<SessionId, Session> {
  readonly byConnection: Index<ConnectionId, Session>;
  /** By the hashes of their tokens. */
  readonly bySecret: Index<string, Session>;
  readonly #addresses: Addresses;
  readonly #persons: Persons;

  constructor(journal: Journal, addresses: Addresses, persons: Persons) {
    super(journal);
    this.byConnection = new Index(journal);
    this.bySecret = new Index(journal);
    this.#addresses = addresses;
    this.#persons = persons;
  }

  /** A person has one more. */
  add(
    person: Person,
    { session: id, key, connection, secret, address, format, mustLogIn }: NewSession,
    since: Time,
    device = freeDevice(person),
  ): Session {
    const session: Session = {
      id,
      key,
      person,
      secret,
      earlier: NO_TICKETS,
      address: this.#addresses.of(address),
      format,
      current: undefined,
      arrived: undefined,
      arriving: undefined,
      answers: undefined,
      recalls: false,
      unkept: NONE_UNKEPT,
      connection,
      typed: undefined,
      used: false,
      bot: undefined,
      barred: false,
      mustLogIn,
      device,
      since,
      heard: since,
      lost: undefined,
      refused: undefined,
    };
    this.#addresses.count(session.address, 'sessions', 1);
    this.put(id, session);
    this.byConnection.put(connection, session);
    this.bySecret.put(secret, session);
    this.#begin(session, person);
    return session;
  }

  /** From `now` on it waits for a `/resume`: what its connection still says does not concern it any more. */
  lose(session: Session, now: Time): void {
    this.byConnection.remove(session.connection);
    this.journal.set(session, 'lost', now);
    this.#addresses.lose(session);
  }

  /** It has another connection, which comes from `address`. */
  recover(session: Session, connection: ConnectionId, address: Address): void {
    this.byConnection.remove(session.connection);
    this.byConnection.put(connection, session);
    this.journal.set(session, 'connection', connection);
    this.journal.set(session, 'lost', undefined);
    this.#addresses.stopWaiting(session);
    this.#addresses.move(session, address);
  }

  /** Another ticket opens it from now on, and those that opened it before no more. */
  renew(session: Session, secret: string): void {
    this.#open(session, secret, []);
  }

  /** It was resumed by the ticket of the hash `presented`, and has another one besides from now on. */
  renewFrom(session: Session, presented: string, secret: string): void {
    const [last] = session.earlier;
    const isAgain = presented === last;
    const others = isAgain ? [...session.earlier.slice(1), session.secret] : [];
    this.#open(session, secret, [presented, ...others.slice(-MAX_EARLIER_TICKETS)]);
  }

  /** After a restart those open it that did before. */
  recall(session: Session, earlier: readonly string[]): void {
    this.#open(session, session.secret, earlier);
  }

  #open(session: Session, secret: string, earlier: readonly string[]): void {
    for (const each of [session.secret, ...session.earlier]) this.bySecret.remove(each);
    for (const each of [secret, ...earlier]) this.bySecret.put(each, session);
    this.journal.set(session, 'secret', secret);
    this.journal.set(session, 'earlier', earlier);
  }

  /** It is over. */
  close(session: Session): void {
    this.remove(session.id);
    this.byConnection.remove(session.connection);
    this.bySecret.remove(session.secret);
    for (const each of session.earlier) this.bySecret.remove(each);
    this.#addresses.stopWaiting(session);
    this.#addresses.count(session.address, 'sessions', -1);
    this.#leave(session);
  }

  /** It is one of another person's from here on, with nothing left of what it was in. */
  move(session: Session, person: Person, now: Time, bot: BotToken | undefined): void {
    this.#leave(session);
    this.journal.set(session, 'device', freeDevice(person));
    this.journal.set(session, 'since', now);
    this.journal.set(session, 'heard', now);
    this.journal.set(session, 'person', person);
    this.journal.set(session, 'bot', bot);
    this.journal.set(session, 'current', undefined);
    this.journal.set(session, 'arrived', undefined);
    this.journal.set(session, 'arriving', undefined);
    this.journal.set(session, 'typed', undefined);
    this.journal.set(session, 'used', true);
    this.#begin(session, person);
  }

  #begin(session: Session, person: Person): void {
    person.sessions.put(session.id, session);
    this.#persons.here.put(person.identity, person);
  }

  #leave({ id, person }: Session): void {
    person.sessions.remove(id);
    if (isGone(person)) this.#persons.here.remove(person.identity);
  }
}

/** The least number that no session of theirs has. */
function freeDevice({ sessions }: Person): number {
  const taken = new Set([...sessions.values()].map(({ device }) => device));
  let device = 1;
  while (taken.has(device)) device += 1;
  return device;
}
