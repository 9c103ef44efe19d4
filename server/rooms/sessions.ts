/** The sessions there are, by id, with whose each connection and each token is, and how many come from where. */
import type { Addresses } from './addresses.ts';
import type { Opened } from './effects.ts';
import type { ConnectionId, SessionId, Time } from './ids.ts';
import type { Journal } from './journal.ts';
import type { Address, Person, Session } from './state.ts';
import { Index, Table } from './table.ts';

/** What a session begins with. */
export type Beginning = Omit<Opened, 'on' | 'identity' | 'nick'>;

/** The sessions by id, with indexes by connection and by token. */
export class Sessions extends Table<SessionId, Session> {
  readonly byConnection: Index<ConnectionId, Session>;
  /** By the hashes of their tokens. */
  readonly bySecret: Index<string, Session>;
  readonly #addresses: Addresses;

  constructor(journal: Journal, addresses: Addresses) {
    super(journal);
    this.byConnection = new Index(journal);
    this.bySecret = new Index(journal);
    this.#addresses = addresses;
  }

  /** A person has one more. */
  add(
    person: Person,
    { session: id, key, connection, secret, address, format }: Beginning,
  ): Session {
    const session: Session = {
      id,
      key,
      person,
      secret,
      address: this.#addresses.of(address),
      format,
      current: undefined,
      arrived: undefined,
      arriving: undefined,
      answers: undefined,
      recalls: false,
      unkept: [],
      connection,
      typed: undefined,
      settled: false,
      lost: undefined,
    };
    this.#addresses.count(session.address, 'sessions', 1);
    this.put(id, session);
    this.byConnection.put(connection, session);
    this.bySecret.put(secret, session);
    person.sessions.put(id, session);
    return session;
  }

  /** From `now` on it waits for a `/resume`: what its connection still says does not concern it any more. */
  lose(session: Session, now: Time): void {
    this.byConnection.remove(session.connection);
    this.journal.set(session, 'lost', now);
    this.#addresses.lose(session);
  }

  /** It has another connection, which comes from `address`. */
  find(session: Session, connection: ConnectionId, address: Address): void {
    this.byConnection.remove(session.connection);
    this.byConnection.put(connection, session);
    this.journal.set(session, 'connection', connection);
    this.journal.set(session, 'lost', undefined);
    this.#addresses.find(session);
    this.#addresses.move(session, address);
  }

  /** It is over. */
  close(session: Session): void {
    this.remove(session.id);
    this.byConnection.remove(session.connection);
    this.bySecret.remove(session.secret);
    this.#addresses.find(session);
    this.#addresses.count(session.address, 'sessions', -1);
    session.person.sessions.remove(session.id);
  }
}
