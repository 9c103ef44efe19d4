/** Every command was answered: at most once each time it was sent, and always with the same `ok`. */
import { isDeepStrictEqual } from 'node:util';
import type { CommandName } from '../../../grammar/ast.ts';
import type { FaultCode } from '../../../grammar/faults.ts';
import { type Deed, done, type Problem } from './deeds.ts';
import type { Logs } from './logs.ts';

export function checkAnswers(deeds: readonly Deed[], logs: Logs): Problem[] {
  // Some of a room is not there for whoever came later.
  const isShut = [...logs.values()].some((events) =>
    events.some((event) => event.ev === 'setting' && event.name === 'history'),
  );
  const shut: readonly FaultCode[] = isShut ? ['no_such_message'] : [];
  return deeds.flatMap((deed) =>
    problemsOf(deed, shut).map((text) => ({ text, who: deed.who, tag: deed.command.tag })),
  );
}

/** An answer that comes again has the token that the session has by then. */
function lasting(answer: object | undefined): object {
  const { session: _, ...rest } = { session: undefined, ...answer };
  return rest;
}

function problemsOf(deed: Deed, also: readonly FaultCode[]): string[] {
  const { command, sent, answers, dropped } = deed;
  const problems: string[] = [];
  const last = answers.at(-1);
  // A connection that breaks takes its own `/resume` with it, and a session that has quit says no more.
  const mayBeSilent = dropped !== undefined || command.cmd === 'resume' || command.cmd === 'quit';
  if (last === undefined && !mayBeSilent) problems.push('is never answered');
  if (answers.length > sent) problems.push(`is answered ${answers.length} times, sent ${sent}`);
  const ok = done(deed);
  if (ok !== undefined && dropped === 'not said') problems.push('is done, and was not to be said');
  const later = ok === undefined ? [] : answers.slice(answers.indexOf(ok));
  for (const answer of later) {
    if (!isDeepStrictEqual(lasting(answer), lasting(ok))) {
      problems.push(`is answered with ${JSON.stringify(ok)}, then with ${JSON.stringify(answer)}`);
    }
  }
  const known = [...also, ...aboutSession, ...(mayBeRefused[command.cmd] ?? [])];
  if (last?.ev === 'error' && !known.includes(last.code)) {
    problems.push(`is refused: ${last.code}: ${last.message}`);
  }
  return problems;
}

/** Whether it is right is known by what the session is: `sessions.ts` looks at that. */
const aboutSession: readonly FaultCode[] = [
  'store_unavailable',
  'not_in_room',
  'no_current_room',
  'no_such_log',
  'not_yours',
  'nick_taken',
  'banned',
];

const whoRules: readonly FaultCode[] = ['not_allowed', 'muted'];
const amended: readonly FaultCode[] = ['message_deleted', 'gone', 'not_allowed', 'muted'];
const measures: readonly FaultCode[] = [
  'no_such_nick',
  'not_allowed',
  'is_staff',
  'no_such_measure',
];
const accounts: readonly FaultCode[] = ['no_account', 'wrong_password', 'too_many_tries'];

/** What others did meanwhile may stand in the way: they took another nick, quit, or deleted what was answered. */
const mayBeRefused: { readonly [Name in CommandName]?: readonly FaultCode[] } = {
  msg: ['no_such_nick', 'gone', ...whoRules],
  notice: ['no_such_nick', 'gone', ...whoRules],
  say: whoRules,
  me: whoRules,
  topic: whoRules,
  set: whoRules,
  kick: ['no_such_nick', 'not_allowed', 'not_there'],
  invite: ['no_such_nick', 'not_allowed', 'already_there', 'is_banned'],
  role: ['no_such_nick', 'not_allowed', 'only_owner'],
  ban: measures,
  mute: measures,
  unban: measures,
  unmute: measures,
  allow: measures,
  disallow: measures,
  undo: ['not_undoable', 'not_allowed', 'already_there', 'is_banned', 'only_owner'],
  audit: ['not_allowed'],
  reply: amended,
  react: amended,
  unreact: amended,
  edit: amended,
  delete: amended,
  resume: ['no_such_session'],
  login: accounts,
  logout: ['no_account'],
  register: ['has_account', 'guest_nick', 'too_many_tries'],
  account: accounts,
  sessions: ['no_such_device'],
  read: ['no_account', 'bad_cursor'],
  unread: ['no_account'],
  ignore: ['no_such_nick', 'yourself'],
  unignore: ['not_ignored'],
};
