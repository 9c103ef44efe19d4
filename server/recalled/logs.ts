/** What is stored of a log besides its events: a schema for each version, and how an older one is turned into the newest. */
import * as v from 'valibot';
import { measureKinds } from '../../grammar/measures.ts';
import { roles } from '../../grammar/roles.ts';
import { settingNames } from '../../grammar/settings.ts';
import type { LogAbout, RoomAbout } from '../rooms/durable/kept.ts';
import type { StaffAct } from '../rooms/moderation/policy.ts';
import type { Whom } from '../rooms/moderation/whom.ts';

const seq = v.pipe(v.number(), v.integer(), v.minValue(0));

const topic = v.object({ text: v.string(), from: v.string(), at: v.string() });
const setTo = v.object({
  name: v.picklist(settingNames),
  value: v.string(),
  from: v.string(),
  at: v.string(),
});
const room = { name: v.string(), topic: v.exactOptional(topic) };
/** Rooms had no roles in it. */
const room1 = v.pipe(
  v.object({ ...room, v: v.exactOptional(v.undefined()) }),
  v.transform((about): RoomAbout => ({ ...about, v: 4 })),
);
const governed = {
  ...room,
  roles: v.exactOptional(v.array(v.tuple([v.string(), v.picklist(roles)]))),
  settings: v.exactOptional(v.array(setTo)),
};
/** No invitation had an end in it. */
const invitedForEver = v.exactOptional(v.array(v.string()));
const without = <A extends { readonly invited?: readonly string[] }>({ invited, ...about }: A) => ({
  ...about,
  v: 4 as const,
  ...(invited && { invited: invited.map((who) => [who, {}] as const) }),
});
/** Nobody could be banned in it. */
const room2 = v.pipe(
  v.object({ ...governed, v: v.literal(2), invited: invitedForEver }),
  v.transform((about): RoomAbout => without(about)),
);
const whom: v.GenericSchema<unknown, Whom> = v.variant('kind', [
  v.object({
    kind: v.literal('person'),
    identity: v.string(),
    nick: v.string(),
    addresses: v.exactOptional(v.array(v.string())),
    spared: v.exactOptional(v.array(v.string())),
  }),
  v.object({ kind: v.literal('address'), network: v.string() }),
  v.object({ kind: v.literal('mask'), mask: v.string() }),
]);
const measure = v.object({
  does: v.picklist(measureKinds),
  whom,
  seq,
  at: v.string(),
  from: v.string(),
  until: v.exactOptional(v.string()),
  reason: v.exactOptional(v.string()),
});
const act: v.GenericSchema<unknown, StaffAct> = v.variant('did', [
  v.object({
    seq,
    did: v.literal('role'),
    whom: v.string(),
    was: v.picklist(roles),
    is: v.picklist(roles),
  }),
  v.object({ seq, did: v.literal('setting'), name: v.picklist(settingNames), was: v.string() }),
  v.object({ seq, did: v.literal('kick'), whom: v.string() }),
  v.object({ seq, did: v.literal('lift'), measure }),
  v.object({ seq, did: v.literal('lockdown'), state: v.picklist(['on', 'off']) }),
]);
const moderated = {
  ...governed,
  measures: v.exactOptional(v.array(measure)),
  formerly: v.exactOptional(v.array(v.string())),
  acts: v.exactOptional(v.array(act)),
};
const room3 = v.pipe(
  v.object({ ...moderated, v: v.literal(3), invited: invitedForEver }),
  v.transform((about): RoomAbout => without(about)),
);
const invitation = v.object({ until: v.exactOptional(v.string()) });
const room4 = v.object({
  v: v.literal(4),
  ...moderated,
  invited: v.exactOptional(v.array(v.tuple([v.string(), invitation]))),
});
/** What is known of a log besides its events, as any Parlance has written it. */
export const logAbout: v.GenericSchema<unknown, LogAbout> = v.union([
  room4,
  room3,
  room2,
  room1,
  v.object({
    pair: v.tuple([v.string(), v.string()]),
    wrote: v.exactOptional(v.array(v.string())),
  }),
]);
