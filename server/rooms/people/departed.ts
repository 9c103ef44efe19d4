/** Guests who were in a room and have quit of late: whoever says something and runs can be banned all the same. */
import { type NickKey, nickKey } from '../../../grammar/names.ts';
import type { Identity } from '../world/ids.ts';
import { Table } from '../world/table.ts';

/** Who it was, and where they came from. */
interface DepartedGuest {
  readonly identity: Identity;
  readonly nick: string;
  readonly address: string;
}

/** So many are remembered, the latest of each nick; nobody is after a restart. */
export const MAX_DEPARTED = 500;

/** By nick. */
export class Departed extends Table<NickKey, DepartedGuest> {
  note(guest: DepartedGuest): void {
    const key = nickKey(guest.nick);
    this.remove(key);
    this.put(key, guest);
    const [oldest] = this.size > MAX_DEPARTED ? this.keys() : [];
    if (oldest !== undefined) this.remove(oldest);
  }

  /** Whoever was last called so. */
  byNick(nick: string): DepartedGuest | undefined {
    return this.get(nickKey(nick));
  }
}
