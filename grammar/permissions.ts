/** Who may do what in a room, as one table: the server decides by it, and REFERENCE.md shows it. */
import type { Role } from './roles.ts';

export interface Permission {
  /** What it is, behind "to". */
  readonly to: string;
  /** The lowest role that may do it. */
  readonly least: Role;
  /** It is done to somebody: never to one whose role is above one's own. */
  readonly done?: true;
}

/** By permission, the lowest role that has it, and how a sentence tells it. */
export const permissions = {
  say: { to: 'say something', least: 'member' },
  topic: { to: 'set the topic', least: 'member' },
  voice: { to: 'give or take voice', least: 'op', done: true },
  role: { to: 'make or unmake ops and owners', least: 'owner', done: true },
} as const satisfies Record<string, Permission>;

/** The name of a permission. */
export type Permitted = keyof typeof permissions;
