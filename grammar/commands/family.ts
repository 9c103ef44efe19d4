/** What the commands of one family have in common. */
import type { Outcome } from '../events/answers.ts';
import type { FaultCode } from '../faults.ts';
import { isServer } from '../names.ts';

/** The sentence for what operators do to the whole server, of which no event tells them. */
export const ofServer = ({ room = '', seq }: Outcome): string | undefined =>
  isServer(room) ? `Done. It has the number ${seq} in /audit *.` : undefined;

/** Why a text may be refused in a log that one is in. */
export const textRefusals = ['muted', 'too_early', 'filtered', 'archived'] as const;

/** Of a command that says something to a room or a person. */
export const aboutRecipient = {
  faults: [
    'not_allowed',
    ...textRefusals,
    'no_such_room',
    'not_in_room',
    'no_such_nick',
    'no_such_log',
    'not_welcome',
    'too_many_tries',
  ],
  changes: true,
  reaches: true,
  ok: '`room` or `log`, and `seq`',
} as const;

/** Of a command that gives or takes a role. `refusals`: why it may be refused besides. */
export const aboutRole = (...refusals: FaultCode[]) =>
  ({
    faults: ['no_such_nick', 'not_allowed', ...refusals],
    changes: true,
    tells: '`role`',
    ok: '`room` and `seq`',
    played: 'roles',
    current: { field: 'room', of: 'room', members: true },
  }) as const;

/** Of a command about an earlier message, which is told as `tells`. `refusals`: why it may be refused besides. */
export const aboutMessage = (tells: string, ...refusals: FaultCode[]) =>
  ({
    faults: ['not_allowed', ...refusals, 'no_such_message', 'message_deleted'],
    changes: true,
    tells,
    ok: '`room` or `log`, and `seq`',
    played: 'living',
    current: { field: 'target', of: 'log', members: true },
  }) as const;
