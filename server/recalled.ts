/**
 * What the store kept of sessions and logs, checked as it is read back. Each kind has versions; what an earlier Parlance
 * wrote becomes what this one would have written.
 */
import * as v from 'valibot';
import type { PrivateKey, RoomKey } from '../grammar/names.ts';
import type { LogAbout, SessionState } from './rooms/kept.ts';
import type { Left } from './rooms/restore.ts';
import { hashOf } from './secrets.ts';
import type { Kept } from './store/log.ts';

const seq = v.pipe(v.number(), v.integer(), v.minValue(0));
const roomKeys = v.array(v.custom<RoomKey>((key) => typeof key === 'string'));
const privates = v.array(
  v.tuple([v.custom<PrivateKey>((key) => typeof key === 'string' && key.startsWith('@')), seq]),
);

const session = {
  since: v.number(),
  nick: v.string(),
  named: v.boolean(),
  rooms: v.array(v.string()),
  quiet: v.exactOptional(roomKeys),
  current: v.exactOptional(v.custom<RoomKey>((key) => typeof key === 'string')),
  privates: v.exactOptional(privates),
  away: v.exactOptional(v.string()),
  bell: v.exactOptional(v.literal(true)),
};

/** Parlance 0.2.0 kept tokens in clear. */
const session1 = v.pipe(
  v.object({ ...session, token: v.string() }),
  v.transform(({ token, ...state }): SessionState => ({ v: 2, secret: hashOf(token), ...state })),
);
const session2 = v.object({ v: v.literal(2), secret: v.string(), ...session });
const sessionState: v.GenericSchema<unknown, SessionState> = v.union([session2, session1]);

/** A server can go on with it: whichever Parlance has written it. */
export const isSessionState = (state: unknown): state is { nick: string } =>
  v.is(sessionState, state);

const topic = v.object({ text: v.string(), from: v.string(), at: v.string() });
const logAbout: v.GenericSchema<unknown, LogAbout> = v.union([
  v.object({ name: v.string(), topic: v.exactOptional(topic) }),
  v.object({ pair: v.tuple([v.string(), v.string()]) }),
]);

/** The ids of sessions begin at 1. Throws, in words for the operator, when something is not what any Parlance has written. */
export function recalled({ logs, sessions, latest }: Kept): Left {
  return {
    logs: logs.map(({ log, end, about }) => ({
      log,
      end,
      about: read(logAbout, about, `what is kept of ${log}`),
    })),
    sessions: sessions.map(({ identity, state }, index) => ({
      id: index + 1,
      identity,
      state: read(sessionState, state, `the session of ${identity}`),
    })),
    latest,
  };
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
