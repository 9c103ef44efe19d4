/** Why somebody may not do something, in words: the rule, who has set it and when, and what would lift it. */
import { type Fault, fault } from '../../grammar/faults.ts';
import { permissions } from '../../grammar/permissions.ts';
import { shown } from '../../grammar/quote.ts';
import { asOne } from '../../grammar/roles.ts';
import type { Act } from './act.ts';
import type { Time } from './ids.ts';
import { type Deed, may, type Reason } from './may.ts';
import type { Room } from './state.ts';

/** Whether the person may do this; refuses otherwise. */
export function mayDo(act: Act, deed: Deed, room: Room): boolean {
  const refused = whyNot(act, deed, room);
  if (refused) act.refuse(refused);
  return refused === undefined;
}

/** Why the person may not do this; nothing when they may. */
export function whyNot(
  { person, world: { now } }: Pick<Act, 'person' | 'world'>,
  deed: Deed,
  room: Room,
): Fault | undefined {
  const answer = may(person, deed, room, now);
  const [first] = answer === 'yes' ? [] : answer;
  if (first === undefined) return undefined;
  return (
    closed(first, deed, room, now) ?? fault('not_allowed', { reason: sentence(first, deed, room) })
  );
}

/** What can be done about some of it is told by a code of its own. */
function closed(
  reason: Reason,
  { do: deed, key }: Deed,
  { name: room }: Room,
  now: Time,
): Fault | undefined {
  if (reason.rule !== 'standing' || reason.set === undefined) return undefined;
  const { until = now, word = '' } = reason;
  const { name, value } = reason.set;
  const set = setBy(reason.set);
  if (name === 'invite-only' && reason.is === 'outsider')
    return fault('invite_only', { room, set });
  if (name === 'members-only' && deed === 'join') return fault('accounts_only', { room, set });
  if (name === 'slow' || name === 'hold') {
    return fault('too_early', { room, set, name, value, seconds: Math.ceil((until - now) / 1000) });
  }
  if (name === 'archived') return fault('archived', { room, set });
  if (name === 'filter') return fault('filtered', { room, set, word: shown(word) });
  if (name === 'key') return fault('bad_key', { room, set, given: key !== undefined });
  return name === 'limit' ? fault('room_full', { room, set, limit: value }) : undefined;
}

function sentence(reason: Reason, deed: Deed, { name: room }: Room): string {
  const { to } = permissions[deed.do];
  if (reason.rule === 'above') {
    const above = asOne[reason.is];
    return `You can't ${to} where it is ${above} of ${room}: your role is lower. Ask somebody who is ${above}: /names ${room} shows them.`;
  }
  const { needs, is, set } = reason;
  const where = set === undefined ? room : `${room}, which is set to ${set.name} (${setBy(set)}),`;
  const lift = set === undefined ? '' : `, or could /set ${room} ${set.name} off`;
  return `To ${to} in ${where} one has to be ${asOne[needs]}, and you are ${asOne[is]}. /names ${room} shows who could make you one${lift}.`;
}

const setBy = ({ from, at }: { from: string; at: string }): string =>
  `set by ${from}, ${at.slice(0, 16).replace('T', ' ')} UTC`;
