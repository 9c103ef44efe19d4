/** What is set for the whole server, as the store gives it back: codes, reports, a lockdown, and whose texts are being deleted. */
import * as v from 'valibot';
import type { RoomKey } from '../../grammar/names.ts';
import type { RegimeState } from '../rooms/durable/kept.ts';

const code = v.object({ uses: v.pipe(v.number(), v.integer(), v.minValue(1)), until: v.number() });
const ofServer = {
  codes: v.array(v.tuple([v.string(), code])),
  erasing: v.array(v.string()),
  lockdown: v.boolean(),
};
/** Reports were in private messages alone. */
const regime1 = v.pipe(
  v.object({ v: v.literal(1), ...ofServer }),
  v.transform((state): RegimeState => ({ ...state, v: 2, reports: [], reported: 0 })),
);
const regime2 = v.object({
  v: v.literal(2),
  ...ofServer,
  reports: v.array(
    v.object({
      number: v.number(),
      room: v.custom<RoomKey>((key) => typeof key === 'string'),
      seq: v.number(),
      author: v.string(),
      of_from: v.string(),
      by: v.string(),
      from: v.string(),
      at: v.string(),
      reason: v.exactOptional(v.string()),
    }),
  ),
  reported: v.number(),
});
/** What is set for the whole server, in any version. */
export const regime: v.GenericSchema<unknown, RegimeState> = v.union([regime2, regime1]);
