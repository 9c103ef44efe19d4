/** Whether a person may do something in a room, and if not, why. The table is in the grammar, the words are in `refusing.ts`. */
import { filtered } from '../../../grammar/filter.ts';
import { isServer } from '../../../grammar/names.ts';
import { type Permission, type Permitted, permissions } from '../../../grammar/permissions.ts';
import { isBelow, type Needed, type Standing } from '../../../grammar/roles.ts';
import type { Identity, Time } from '../world/ids.ts';
import type { Person, Room } from '../world/state.ts';
import { type Measure, measuresOn } from './measures.ts';
import { isOperator } from './operators.ts';
import { isOwnerless, isStaff, roleIn, type SetTo, standingIn } from './policy.ts';
import { mayFrom } from './waiting.ts';

/** Something that a person would do, perhaps to somebody. */
export interface Deed {
  readonly do: Permitted;
  readonly to?: Identity;
  /** Of who would come in. */
  readonly key?: string | undefined;
  /** What others would read. */
  readonly text?: string;
  /** It would be a message of its own. */
  readonly isNew?: true;
}

/** What stands in the way. */
export type Reason =
  /** One is banned, or muted and would speak. */
  | { readonly rule: 'measure'; readonly measure: Measure }
  /** One would have to be `needs`, and is `is`; because of what is set, if it is said. */
  | {
      readonly rule: 'standing';
      readonly needs: Needed;
      readonly is: Standing;
      readonly set?: SetTo;
      /** It would be so no more from then on. */
      readonly until?: Time;
      /** What stands in the text and must not. */
      readonly word?: string;
    }
  /** Whoever it would be done to is `is`, which is more than oneself. */
  | { readonly rule: 'above'; readonly is: Standing };

/** `now` is when it would be done: what was set for a time may be over. */
export function may(person: Person, deed: Deed, room: Room, now: Time): 'yes' | readonly Reason[] {
  const { policy } = room.fold;
  if (isServer(room.name)) {
    const no = { rule: 'standing', needs: 'owner', is: 'outsider' } as const;
    return isOperator(person) ? 'yes' : [no];
  }
  if (deed.do === 'forget' && isOperator(person)) return 'yes';
  if (deed.do === 'role' && isOperator(person) && isOwnerless(policy)) return 'yes';
  const { least, where = {}, speaks }: Permission = permissions[deed.do];
  const is = standingIn(policy, person.identity, person.rooms.has(room.key), now);
  const reasons: Reason[] = [];
  for (const measure of isBelow(is, 'op') ? measuresOn(policy.measures, person, now) : []) {
    const { does } = measure;
    if (does === 'ban' || (does === 'mute' && speaks)) reasons.push({ rule: 'measure', measure });
  }
  if (isBelow(is, least)) reasons.push({ rule: 'standing', needs: least, is });
  for (const set of policy.settings.values()) {
    const needs = where[set.name];
    const more = needs && isBelow(is, needs) && closes(set, deed, { person, room, now });
    if (needs && more) reasons.push({ rule: 'standing', needs, is, set, ...more });
  }
  const theirs = deed.to === undefined ? 'outsider' : roleIn(policy, deed.to);
  if (isBelow(is, theirs)) reasons.push({ rule: 'above', is: theirs });
  return reasons.length === 0 ? 'yes' : reasons;
}

/** Ops and owners of a room, or operators of the server: no ban or mute is for them. */
export const looksAfter = (who: Person, { name, fold }: Room): boolean =>
  isServer(name) ? isOperator(who) : isStaff(fold.policy, who.identity);

/** Whether a room takes words that go with something else, as it would take them as a message of theirs. */
export const takesWords = (person: Person, room: Room, text: string, now: Time): boolean =>
  may(person, { do: 'say', text }, room, now) === 'yes';

/** Whether all rooms of a person take them. */
export const isTakenEverywhere = (person: Person, text: string, now: Time): boolean =>
  [...person.rooms.values()].every((room) => takesWords(person, room, text, now));

/** Whether what is set stands in the way of this deed, and what is to be said of it. */
function closes(
  set: SetTo,
  { do: deed, key, text, isNew }: Deed,
  { person, room, now }: { person: Person; room: Room; now: Time },
): Pick<Extract<Reason, { rule: 'standing' }>, 'until' | 'word'> | undefined {
  const { name, value } = set;
  switch (name) {
    case 'key':
      return key === value ? undefined : {};
    case 'limit':
      return room.members.size >= Number(value) ? {} : undefined;
    case 'members-only':
      return deed === 'join' && person.account ? undefined : {};
    case 'slow':
    case 'hold': {
      const until = mayFrom(person, set, room);
      return now >= until || (name === 'slow' && !isNew) ? undefined : { until };
    }
    case 'filter': {
      const word = text && filtered(value, text);
      return word ? { word } : undefined;
    }
    default:
      return {};
  }
}
