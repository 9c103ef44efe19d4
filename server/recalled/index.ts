/** Takes over what the store kept of persons, sessions, logs and answers. What an earlier Parlance wrote becomes what this one would have written. */
import * as v from 'valibot';
import type { CommandName } from '../../grammar/ast.ts';
import type { FirstAnswer } from '../rooms/answers.ts';
import type { PersonState } from '../rooms/durable/kept.ts';
import type { Left } from '../rooms/durable/restore.ts';
import type { Recalled, Store } from '../store/store.ts';
import { logAbout } from './logs.ts';
import { anyAccount, anyPerson, anySession } from './people.ts';
import { regime } from './regime.ts';

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

/**
 * The ids of sessions begin at 1. Throws, in words for the operator, when something is not what any Parlance has written: of
 * persons and accounts when somebody looks at their state, so that not all of them are in memory at once.
 */
export function recalled({
  logs,
  persons,
  accounts,
  sessions,
  regime: set,
  latest,
}: Recalled): Left {
  const identities = new Set(persons.map(({ identity }) => identity));
  const known = v.pipe(
    v.string(),
    v.check((identity) => identities.has(identity), 'there is no such person'),
  );
  return {
    logs: logs.map(({ about, ...rest }) => ({
      ...rest,
      about: read(logAbout, about, `what is kept of ${rest.log}`),
    })),
    persons: persons.map((person) => ({
      identity: person.identity,
      get state() {
        return read(anyPerson, person.state, `the person ${this.identity}`);
      },
    })),
    accounts: accounts.map((account) => ({
      identity: read(known, account.identity, `whose the account ${account.identity} is`),
      get state() {
        return read(anyAccount, account.state, `the account ${this.identity}`);
      },
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
export async function recalledAnswers(store: Store, key: string): Promise<FirstAnswer[]> {
  return read(answers, await store.answers(key), `what the session ${key} was answered`);
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
