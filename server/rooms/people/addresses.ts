/** Counts for each address what is scarce: sessions, lost sessions, and rooms that were made from there. */
import type { SessionId } from '../world/ids.ts';
import type { Journal } from '../world/journal.ts';
import { Ranking } from '../world/ranking.ts';
import type { Address, Session } from '../world/state.ts';
import { Index, Table } from '../world/table.ts';

/** Counts per address; an address without counts is forgotten. */
export class Addresses {
  readonly #journal: Journal;
  readonly #addresses: Index<string, Address>;
  readonly #byLost: Ranking<Address>;
  /** Sessions without a connection. */
  readonly lost: number = 0;

  constructor(journal: Journal) {
    this.#journal = journal;
    this.#addresses = new Index(journal);
    this.#byLost = new Ranking(journal);
  }

  /** The address with the most lost sessions. */
  get floodedFrom(): Address | undefined {
    return this.#byLost.at(0);
  }

  /** How many sessions come from there. */
  sessionsOf(name: string): number {
    return this.#addresses.get(name)?.sessions ?? 0;
  }

  /** The address of that name. A new one is remembered once something of it is counted. */
  of(name: string): Address {
    const lost = () => new Table<SessionId, Session>(this.#journal);
    return this.#addresses.get(name) ?? { name, sessions: 0, lost: lost(), rooms: 0 };
  }

  /** So many more sessions come from there, or rooms were made there; an address that has neither is forgotten. */
  count(address: Address, what: 'sessions' | 'rooms', more: 1 | -1): void {
    this.#journal.set(address, what, address[what] + more);
    if (address.sessions === 0 && address.rooms === 0) this.#addresses.remove(address.name);
    else this.#addresses.put(address.name, address);
  }

  /** Notes that a session waits for a `/resume`. */
  lose(session: Session): void {
    const { address } = session;
    if (address.lost.has(session.id)) return;
    address.lost.put(session.id, session);
    this.#journal.set<Addresses, 'lost'>(this, 'lost', this.lost + 1);
    this.#byLost.add(address);
    this.#byLost.up(address);
  }

  /** Notes that a session waits no longer: it has a connection again, or is over. */
  stopWaiting(session: Session): void {
    const { address } = session;
    if (!address.lost.has(session.id)) return;
    address.lost.remove(session.id);
    this.#journal.set<Addresses, 'lost'>(this, 'lost', this.lost - 1);
    if (address.lost.size > 0) this.#byLost.down(address);
    else this.#byLost.remove(address);
  }

  /** Notes that a session comes from another address now. */
  move(session: Session, to: Address): void {
    if (session.address === to) return;
    this.count(to, 'sessions', 1);
    this.count(session.address, 'sessions', -1);
    this.#journal.set(session, 'address', to);
  }
}
