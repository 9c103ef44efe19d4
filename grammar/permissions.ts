/** Who may do what in a room, as one table: the server decides by it, and REFERENCE.md shows it. */
import type { Needed, Standing } from './roles.ts';
import type { SettingName } from './settings.ts';

/** What one has to be for one kind of deed. */
export interface Permission {
  /** What it is, behind "to". */
  readonly to: string;
  /** The lowest that may do it. */
  readonly least: Standing;
  /** The lowest that may do it where this is set. */
  readonly where?: { readonly [Name in SettingName]?: Needed };
  /** Who is muted may not. */
  readonly speaks?: true;
}

/** By permission, the lowest role that has it, and how a sentence tells it. */
export const permissions = {
  join: {
    to: 'come in',
    least: 'outsider',
    where: {
      'invite-only': 'invited',
      key: 'invited',
      limit: 'invited',
      'members-only': 'invited',
    },
  },
  say: {
    to: 'say something',
    least: 'member',
    where: { moderated: 'voice', slow: 'op', hold: 'voice', filter: 'op', archived: 'nobody' },
    speaks: true,
  },
  topic: {
    to: 'set the topic',
    least: 'member',
    where: { 'topic-lock': 'op', filter: 'op', archived: 'nobody' },
    speaks: true,
  },
  invite: {
    to: 'invite somebody',
    least: 'member',
    where: { 'invite-only': 'op', 'members-only': 'op' },
  },
  voice: { to: 'give or take voice', least: 'op' },
  set: { to: 'change a setting', least: 'op' },
  kick: { to: 'put somebody out', least: 'op' },
  ban: { to: 'ban, mute or allow somebody', least: 'op' },
  bans: { to: 'list bans, mutes and exceptions', least: 'member' },
  reports: { to: 'read which messages were reported, and close that', least: 'op' },
  audit: { to: 'read what staff has done, and take it back', least: 'op' },
  delete: { to: "delete others' messages", least: 'op' },
  rename: { to: 'rename the room', least: 'owner' },
  archive: { to: 'archive the room', least: 'owner' },
  forget: { to: 'delete the room', least: 'owner' },
  role: { to: 'make or unmake ops and owners', least: 'owner' },
} as const satisfies Record<string, Permission>;

/** The name of a permission. */
export type Permitted = keyof typeof permissions;
