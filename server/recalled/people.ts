/** How persons, accounts and sessions are stored: a schema for each version, and how an older one is turned into the newest. */
import * as v from 'valibot';
import {
  type LogKey,
  type PrivateKey,
  type RoomKey,
  roomKey as roomKeyOf,
} from '../../grammar/names.ts';
import { levels, privacies } from '../../grammar/preferences.ts';
import type { AccountState, PersonState, SessionState } from '../rooms/durable/kept.ts';
import { hashOf } from '../system/secrets.ts';

const seq = v.pipe(v.number(), v.integer(), v.minValue(0));
const roomKey = v.custom<RoomKey>((key) => typeof key === 'string');
const logKey = v.custom<LogKey>((key) => typeof key === 'string');
const privateKey = v.custom<PrivateKey>((key) => typeof key === 'string' && key.startsWith('@'));

const person = {
  since: v.number(),
  nick: v.string(),
  named: v.boolean(),
  rooms: v.array(v.string()),
  quiet: v.exactOptional(v.array(roomKey)),
  privates: v.exactOptional(v.array(privateKey)),
  away: v.exactOptional(v.string()),
  bell: v.exactOptional(v.literal(true)),
  ignored: v.exactOptional(v.array(v.tuple([v.string(), v.string()]))),
  privacy: v.exactOptional(v.picklist(privacies)),
  founded: v.exactOptional(v.array(v.string())),
};
/** Nobody knew in it when who had joined, nor how far accounts had read. */
const person1 = v.pipe(
  v.object({ v: v.literal(1), ...person }),
  v.transform((state): PersonState => ({ ...state, v: 2 })),
);
const person2 = v.object({
  v: v.literal(2),
  ...person,
  stays: v.exactOptional(v.array(v.tuple([seq, seq, v.number()]))),
  reads: v.exactOptional(v.array(v.tuple([logKey, seq]))),
  notify: v.exactOptional(
    v.array(
      v.object({
        room: v.exactOptional(roomKey),
        level: v.picklist(levels),
        until: v.exactOptional(v.number()),
        afterwards: v.exactOptional(v.picklist(levels)),
      }),
    ),
  ),
  seen: v.exactOptional(v.number()),
});
/** A person, as any Parlance has written it. */
export const anyPerson: v.GenericSchema<unknown, PersonState> = v.union([person2, person1]);

const account = { secret: v.string(), since: v.number() };
/** Accounts had no role. */
const account1 = v.pipe(
  v.object({ v: v.literal(1), ...account }),
  v.transform((state): AccountState => ({ ...state, v: 3 })),
);
const withTokens = {
  ...account,
  role: v.exactOptional(v.literal('operator')),
  tokens: v.exactOptional(
    v.array(
      v.object({
        name: v.string(),
        secret: v.string(),
        since: v.number(),
        until: v.number(),
        rooms: v.exactOptional(v.array(v.pipe(v.string(), v.transform(roomKeyOf)))),
        can: v.exactOptional(v.picklist(['read', 'say'])),
      }),
    ),
  ),
};
/** Accounts had no certificates. */
const account2 = v.pipe(
  v.object({ v: v.literal(2), ...withTokens }),
  v.transform((state): AccountState => ({ ...state, v: 3 })),
);
const account3 = v.object({
  v: v.literal(3),
  ...withTokens,
  certificates: v.exactOptional(v.array(v.object({ fingerprint: v.string(), since: v.number() }))),
});
/** An account, as any Parlance has written it. */
export const anyAccount: v.GenericSchema<unknown, AccountState> = v.union([
  account3,
  account2,
  account1,
]);

const session = {
  device: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  since: v.exactOptional(v.number()),
  current: v.exactOptional(roomKey),
  arrived: v.exactOptional(v.array(v.tuple([privateKey, seq]))),
};
/** Parlance 0.2.0 kept tokens in clear. */
const session1 = v.pipe(
  v.object({ ...session, token: v.string() }),
  v.transform(({ token, ...state }): SessionState => ({ v: 5, secret: hashOf(token), ...state })),
);
/** There were no bots in it. */
const session3 = v.pipe(
  v.object({ v: v.literal(3), secret: v.string(), ...session }),
  v.transform((state): SessionState => ({ ...state, v: 5 })),
);
const withBot = { secret: v.string(), ...session, bot: v.exactOptional(v.string()) };
/** A session had one token for as long as it lasted. */
const session4 = v.pipe(
  v.object({ v: v.literal(4), ...withBot }),
  v.transform((state): SessionState => ({ ...state, v: 5 })),
);
const session5 = v.object({
  v: v.literal(5),
  ...withBot,
  earlier: v.exactOptional(v.array(v.string())),
});
/** A session, as any Parlance has written it. */
export const anySession: v.GenericSchema<unknown, SessionState> = v.union([
  session5,
  session4,
  session3,
  session1,
]);
