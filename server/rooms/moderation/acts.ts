/** What staff did in a room, as far as it is needed to take it back: the last acts, with what was before each. */
import type { Role } from '../../../grammar/roles.ts';
import type { SettingName } from '../../../grammar/settings.ts';
import type { Identity, Seq } from '../world/ids.ts';
import type { Measure } from './measures.ts';

/** One act, by the number of its event. Bans and their like are found among the measures while they hold. */
export type StaffAct = { readonly seq: Seq } & (
  | { readonly did: 'role'; readonly whom: Identity; readonly was: Role; readonly is: Role }
  | { readonly did: 'setting'; readonly name: SettingName; readonly was: string }
  | { readonly did: 'kick'; readonly whom: Identity }
  | { readonly did: 'lift'; readonly measure: Measure }
  | { readonly did: 'lockdown'; readonly state: 'on' | 'off' }
);

/** So many acts of one room can be taken back. What is kept of its log holds them all. */
export const MAX_ACTS = 100;

/** With one more; the oldest is let go. */
export const withAct = (acts: readonly StaffAct[], act: StaffAct): StaffAct[] =>
  [...acts, act].slice(-MAX_ACTS);
