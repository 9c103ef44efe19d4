/** What each address holds of what is scarce: sessions, those of them that wait for a `/resume`, and rooms it has made. */
import { Ranking } from './ranking.ts';
import type { Session } from './world.ts';

export interface Address {
  readonly name: string;
  sessions: number;
  /** The one that has waited longest is first. */
  readonly lost: Set<Session>;
  /** Rooms that were made from there, and are. */
  rooms: number;
}

export class Addresses {
  readonly #addresses = new Map<string, Address>();
  readonly #byLost = new Ranking<Address>();
  #lost = 0;

  /** Sessions without a connection. */
  get lost(): number {
    return this.#lost;
  }

  /** The address that more sessions have been lost from than from any other. */
  get floodedFrom(): Address | undefined {
    return this.#byLost.at(0);
  }

  of(name: string): Address {
    let address = this.#addresses.get(name);
    if (address === undefined) {
      address = { name, sessions: 0, lost: new Set(), rooms: 0 };
      this.#addresses.set(name, address);
    }
    return address;
  }

  /** A session waits for a `/resume`. */
  lose(session: Session): void {
    const { address } = session;
    if (address.lost.has(session)) return;
    address.lost.add(session);
    this.#lost += 1;
    this.#byLost.add(address);
    this.#byLost.up(address);
  }

  /** A session has a connection again, or is over. */
  find(session: Session): void {
    const { address } = session;
    if (!address.lost.delete(session)) return;
    this.#lost -= 1;
    if (address.lost.size > 0) this.#byLost.down(address);
    else this.#byLost.remove(address);
  }

  /** A session comes from another address now. */
  move(session: Session, to: Address): void {
    const { address: from } = session;
    from.sessions -= 1;
    to.sessions += 1;
    session.address = to;
    this.forgetIfIdle(from);
  }

  /** Nothing need be known of an address that holds nothing. */
  forgetIfIdle({ name, sessions, rooms }: Address): void {
    if (sessions === 0 && rooms === 0) this.#addresses.delete(name);
  }
}
