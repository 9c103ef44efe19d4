/** The state of a room or of a private log: the fold of its events. */
import type { Logged } from '../../../grammar/events.ts';
import type { Role } from '../../../grammar/roles.ts';
import { unreachable } from '../../../grammar/unreachable.ts';
import {
  acted,
  lifted,
  measured,
  noPolicy,
  type Policy,
  roleIn,
  withInvited,
  withName,
  withoutInvited,
  withRole,
  withSetting,
} from '../moderation/policy.ts';
import type { Whom } from '../moderation/whom.ts';
import type { Identity, Seq } from '../world/ids.ts';

/** The fold of a log. Its size does not grow with the number of events. */
export interface Fold {
  /** The last event applied; 0 before the first. */
  readonly seq: Seq;
  readonly topic: Topic | undefined;
  /** The last event that changed an earlier one. A message that was looked up before it has to be looked up again. */
  readonly amended: Seq;
  readonly policy: Policy;
}

/** The topic of a room, and who set it. */
export interface Topic {
  readonly text: string;
  readonly from: string;
  readonly at: string;
}

/** The fold of no event. */
export const emptyLog: Fold = { seq: 0, topic: undefined, amended: 0, policy: noPolicy };

/** What a log's fold has to know of an event and nobody is told: who it was done to. */
export interface Untold {
  readonly whom?: Identity;
  /** Of a ban, mute or exception, for which there may be more than one. */
  readonly aim?: Whom;
}

/** Applies an event. Never refuses, and reads nothing but the log's own fold. */
export function apply(fold: Fold, event: Logged, { whom, aim }: Untold = {}): Fold {
  const { seq } = event;
  const { topic, amended, policy } = fold;
  switch (event.ev) {
    case 'message':
    case 'react':
    case 'unreact':
    case 'announced':
      return { seq, topic, amended, policy };
    case 'edit':
    case 'delete':
      return { seq, topic, amended: seq, policy };
    case 'topic': {
      const { text, from, at } = event;
      return { seq, topic: text === '' ? undefined : { text, from, at }, amended, policy };
    }
    case 'role':
      return { seq, topic, amended, policy: givenRole(policy, seq, known(whom), event.role) };
    case 'setting': {
      const { name, value, from, at } = event;
      const was = policy.settings.get(name)?.value ?? 'off';
      const set = withSetting(policy, { name, value, from, at });
      return { seq, topic, amended, policy: acted(set, { seq, did: 'setting', name, was }) };
    }
    case 'lockdown': {
      const { state } = event;
      return { seq, topic, amended, policy: acted(policy, { seq, did: 'lockdown', state }) };
    }
    case 'kicked': {
      const out = withoutInvited(policy, known(whom));
      return { seq, topic, amended, policy: acted(out, { seq, did: 'kick', whom: known(whom) }) };
    }
    case 'renamed':
      return { seq, topic, amended, policy: withName(policy, event.room, event.was) };
    case 'invited': {
      const invitation = event.until === undefined ? {} : { until: event.until };
      return { seq, topic, amended, policy: withInvited(policy, known(whom), invitation) };
    }
    case 'banned':
    case 'muted':
    case 'allowed': {
      const { from, at, until, reason } = event;
      const measure = {
        does: doing[event.ev],
        whom: known(aim),
        seq,
        at,
        from,
        ...(until !== undefined && { until }),
        ...(reason !== undefined && { reason }),
      };
      return { seq, topic, amended, policy: measured(policy, measure) };
    }
    case 'lifted':
      return { seq, topic, amended, policy: lifted(policy, event.of, seq) };
    default:
      return unreachable(event);
  }
}

function givenRole(policy: Policy, seq: Seq, whom: Identity, is: Role): Policy {
  const act = { seq, did: 'role', whom, was: roleIn(policy, whom), is } as const;
  return acted(withRole(policy, whom, is), act);
}

const doing = { banned: 'ban', muted: 'mute', allowed: 'allow' } as const;

function known<T>(whom: T | undefined): T {
  if (whom === undefined) throw new Error('nobody knows to whom that was done');
  return whom;
}

/** True for an event that changes what is kept of a log besides its events. */
export const isNews = (before: Fold, now: Fold): boolean =>
  before.seq === 0 || before.topic !== now.topic || before.policy !== now.policy;
