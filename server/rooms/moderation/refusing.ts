/** Why somebody may not do something, in words: the rule, who has set it and when, and what would lift it. */
import { type Fault, fault } from '../../../grammar/faults.ts';
import { permissions } from '../../../grammar/permissions.ts';
import { shown } from '../../../grammar/reading/quote.ts';
import { asOne } from '../../../grammar/roles.ts';
import { minute } from '../../../grammar/sentences/phrases.ts';
import type { Act } from '../act.ts';
import { finds } from '../logs/past.ts';
import type { Time } from '../world/ids.ts';
import type { Person, Room } from '../world/state.ts';
import { type Deed, may, type Reason } from './may.ts';
import type { Measure } from './measures.ts';
import { calledBy } from './whom.ts';

/** Whether the person may do this; refuses otherwise. */
export const mayDo = (act: Act, deed: Deed, room: Room): boolean =>
  act.mayGoOn(whyNot(act, deed, room));

/** Why the person may not do this; nothing when they may. */
export function whyNot(
  { person, world: { now } }: Pick<Act, 'person' | 'world'>,
  deed: Deed,
  room: Room,
): Fault | undefined {
  const answer = may(person, deed, room, now);
  const [first] = answer === 'yes' ? [] : answer;
  if (first === undefined) return undefined;
  if (first.rule === 'measure') return refusalBy(first.measure, person, room);
  return (
    closed(first, deed, { room: room.name, isFound: finds(person, room), now }) ??
    fault('not_allowed', { reason: sentence(first, deed, room) })
  );
}

/** What can be done about some of it is told by a code of its own. */
function closed(
  reason: Reason,
  { do: deed, key }: Deed,
  { room, isFound, now }: { room: string; isFound: boolean; now: Time },
): Fault | undefined {
  if (reason.rule !== 'standing' || reason.set === undefined) return undefined;
  const { until = now, word = '' } = reason;
  const { name, value } = reason.set;
  const set = setBy(reason.set, isFound);
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

/** What was set about somebody, as they are told it: which address it was set for is nobody's business. */
export function refusalBy(measure: Measure, person: Person, where: Room): Fault {
  const { does, whom } = measure;
  const { name: room } = where;
  const isByName = whom.kind === 'person' && whom.identity === person.identity;
  const why =
    whom.kind === 'mask'
      ? `your nick is like ${calledBy(whom)}`
      : isByName
        ? undefined
        : 'it is about the address that you come from';
  const set = setFor(measure, finds(person, where));
  return does === 'mute' ? fault('muted', { room, set, why }) : fault('banned', { room, set, why });
}

/** `set by ana, 2026-11-22 12:01 UTC, until 2026-11-22 14:01 UTC: mind your manners`. */
function setFor(measure: Measure, isFound: boolean): string {
  const { until, reason } = measure;
  const end = until === undefined ? '' : `, until ${minuteOf(until)}`;
  return `${setBy(measure, isFound)}${end}${reason === undefined ? '' : `: ${reason}`}`;
}

function sentence(
  reason: Exclude<Reason, { rule: 'measure' }>,
  deed: Deed,
  { name: room }: Room,
): string {
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

/** To whoever does not find the room, nobody in it is named. */
const setBy = ({ from, at }: { from: string; at: string }, isFound = true): string =>
  `set ${isFound ? `by ${from}, ` : ''}${minuteOf(at)}`;

const minuteOf = (at: string): string => `${minute(at)} UTC`;
