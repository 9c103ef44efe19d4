/**
 * What the store kept of persons, sessions, logs and answers, checked as it is read back. Each kind has versions, the first
 * of which has no number; what an earlier Parlance wrote becomes what this one would have written.
 */
import * as v from 'valibot';
import type { CommandName } from '../grammar/ast.ts';
import { levels } from '../grammar/levels.ts';
import { measureKinds } from '../grammar/measures.ts';
import {
  type LogKey,
  type PrivateKey,
  type RoomKey,
  roomKey as roomKeyOf,
} from '../grammar/names.ts';
import { privacies } from '../grammar/privacy.ts';
import { roles } from '../grammar/roles.ts';
import { settingNames } from '../grammar/settings.ts';
import type { StaffAct } from './rooms/acts.ts';
import type {
  AccountState,
  LogAbout,
  PersonState,
  RegimeState,
  RoomAbout,
  SessionState,
} from './rooms/kept.ts';
import type { FirstAnswer } from './rooms/questions.ts';
import type { Left } from './rooms/restore.ts';
import type { Whom } from './rooms/whom.ts';
import { hashOf } from './secrets.ts';
import type { Kept, Log } from './store/log.ts';

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
const anyPerson: v.GenericSchema<unknown, PersonState> = v.union([person2, person1]);

const account = { secret: v.string(), since: v.number() };
/** Accounts had no role. */
const account1 = v.pipe(
  v.object({ v: v.literal(1), ...account }),
  v.transform((state): AccountState => ({ ...state, v: 2 })),
);
const account2 = v.object({
  v: v.literal(2),
  ...account,
  role: v.exactOptional(v.literal('operator')),
  tokens: v.exactOptional(
    v.array(
      v.object({
        ...{ name: v.string(), secret: v.string(), since: v.number(), until: v.number() },
        rooms: v.exactOptional(v.array(v.pipe(v.string(), v.transform(roomKeyOf)))),
        can: v.exactOptional(v.picklist(['read', 'say'])),
      }),
    ),
  ),
});
const anyAccount: v.GenericSchema<unknown, AccountState> = v.union([account2, account1]);

const session = {
  device: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  since: v.exactOptional(v.number()),
  current: v.exactOptional(roomKey),
  arrived: v.exactOptional(v.array(v.tuple([privateKey, seq]))),
};
/** Parlance 0.2.0 kept tokens in clear. */
const session1 = v.pipe(
  v.object({ ...session, token: v.string() }),
  v.transform(({ token, ...state }): SessionState => ({ v: 4, secret: hashOf(token), ...state })),
);
/** There were no bots in it. */
const session3 = v.pipe(
  v.object({ v: v.literal(3), secret: v.string(), ...session }),
  v.transform((state): SessionState => ({ ...state, v: 4 })),
);
const session4 = v.object({
  v: v.literal(4),
  secret: v.string(),
  ...session,
  bot: v.exactOptional(v.string()),
});
const anySession: v.GenericSchema<unknown, SessionState> = v.union([session4, session3, session1]);

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
  v.transform((about): RoomAbout => ({ ...about, v: 3 })),
);
const governed = {
  ...room,
  roles: v.exactOptional(v.array(v.tuple([v.string(), v.picklist(roles)]))),
  settings: v.exactOptional(v.array(setTo)),
  invited: v.exactOptional(v.array(v.string())),
};
/** Nobody could be banned in it. */
const room2 = v.pipe(
  v.object({ ...governed, v: v.literal(2) }),
  v.transform((about): RoomAbout => ({ ...about, v: 3 })),
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
    ...{ seq, did: v.literal('role'), whom: v.string() },
    ...{ was: v.picklist(roles), is: v.picklist(roles) },
  }),
  v.object({ seq, did: v.literal('setting'), name: v.picklist(settingNames), was: v.string() }),
  v.object({ seq, did: v.literal('kick'), whom: v.string() }),
  v.object({ seq, did: v.literal('lift'), measure }),
]);
const room3 = v.object({
  v: v.literal(3),
  ...governed,
  measures: v.exactOptional(v.array(measure)),
  formerly: v.exactOptional(v.array(v.string())),
  acts: v.exactOptional(v.array(act)),
});
const logAbout: v.GenericSchema<unknown, LogAbout> = v.union([
  room3,
  room2,
  room1,
  v.object({
    pair: v.tuple([v.string(), v.string()]),
    wrote: v.exactOptional(v.array(v.string())),
  }),
]);

const code = v.object({ uses: v.pipe(v.number(), v.integer(), v.minValue(1)), until: v.number() });
const regime: v.GenericSchema<unknown, RegimeState> = v.object({
  v: v.literal(1),
  codes: v.array(v.tuple([v.string(), code])),
  erasing: v.array(v.string()),
  lockdown: v.boolean(),
});

const answers: v.GenericSchema<unknown, FirstAnswer[]> = v.array(
  v.object({
    tag: v.string(),
    done: v.custom<CommandName>((done) => typeof done === 'string' && done !== ''),
    digest: v.exactOptional(v.string()),
    outcome: v.looseObject({}),
  }),
);

/** A server can go on with it, whichever Parlance has written it. */
export const isPersonState = (state: unknown): state is Pick<PersonState, 'nick'> =>
  v.is(anyPerson, state);
/** True for the state of an account in any version that this Parlance can take over. */
export const isAccountState = (state: unknown): boolean => v.is(anyAccount, state);
/** True for what is set for the whole server. */
export const isRegimeState = (state: unknown): boolean => v.is(regime, state);
/** True for a state of a session in any version that this Parlance can take over. */
export const isSessionState = (state: unknown): boolean => v.is(anySession, state);

/** The ids of sessions begin at 1. Throws, in words for the operator, when something is not what any Parlance has written. */
export function recalled({ logs, persons, accounts, sessions, regime: set, latest }: Kept): Left {
  const identities = new Set(persons.map(({ identity }) => identity));
  const known = v.pipe(
    v.string(),
    v.check((identity) => identities.has(identity), 'there is no such person'),
  );
  return {
    logs: logs.map(({ log, end, about }) => ({
      log,
      end,
      about: read(logAbout, about, `what is kept of ${log}`),
    })),
    persons: persons.map(({ identity, state }) => ({
      identity,
      state: read(anyPerson, state, `the person ${identity}`),
    })),
    accounts: accounts.map(({ identity, state }) => ({
      identity: read(known, identity, `whose the account ${identity} is`),
      state: read(anyAccount, state, `the account ${identity}`),
    })),
    sessions: sessions.map(({ key, person: identity, state }, index) => ({
      id: index + 1,
      key,
      person: read(known, identity, `whose the session ${key} is`),
      state: read(anySession, state, `the session ${key}`),
    })),
    ...(set !== undefined && { regime: read(regime, set, 'what is set for the whole server') }),
    latest,
  };
}

/** What a session was answered. Rejects when it is not what any Parlance has written, or can't be read. */
export async function recalledAnswers(log: Log, key: string): Promise<FirstAnswer[]> {
  return read(answers, await log.answers(key), `what the session ${key} was answered`);
}

function read<T>(schema: v.GenericSchema<unknown, T>, given: unknown, what: string): T {
  const result = v.safeParse(schema, given);
  if (result.success) return result.output;
  const [{ message }] = result.issues;
  throw new Error(
    `The store does not make sense: ${what} is not as any Parlance has written it (${message}). Run "parlance check", ` +
      'or put back a backup.',
  );
}
