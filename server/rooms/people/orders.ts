/** What is ordered from the shell, and what comes of it: whoever may use the server's directory may have it done. */
import type { Fault } from '../../../grammar/faults.ts';
import type { Identity } from '../world/ids.ts';

/** `secret` is what the password is checked against. */
export type Order =
  | { order: 'add'; nick: string; identity: Identity; secret: string }
  | { order: 'password'; nick: string; secret: string }
  | { order: 'delete'; nick: string; texts: boolean }
  | { order: 'role'; nick: string; role: 'operator' | 'none' }
  /** A code, of that hash, with which so many may make accounts until then. */
  | { order: 'invite'; secret: string; uses: number; for: number }
  /** The accounts behind the first so many. */
  | { order: 'list'; after: number };

/** What came of an order. */
export type Report =
  | { is: 'done'; nick: string }
  | { is: 'invited'; until: string }
  | { is: 'refused'; code: Fault['code']; message: string }
  /** With `more` there are others behind them. */
  | { is: 'list'; accounts: readonly Listed[]; more: boolean };

/** An account, as it is listed. */
export interface Listed {
  readonly nick: string;
  /** When it was made, in ISO 8601. */
  readonly since: string;
  readonly role?: 'operator';
  /** On how many devices somebody is logged in. */
  readonly devices: number;
}

/** An order changes something, and is refused when that can't be committed. */
export const changes = ({ order }: Order): boolean => order !== 'list';

/** An order that was not carried out. */
export const notDone = ({ code, message }: Fault): Report => ({ is: 'refused', code, message });
