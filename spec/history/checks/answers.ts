/** Every command was answered: at most once each time it was sent, and always with the same `ok`. */
import { isDeepStrictEqual } from 'node:util';
import type { Command } from '../../../grammar/ast.ts';
import type { FaultCode } from '../../../grammar/faults.ts';
import { type Deed, done, type Problem } from './deeds.ts';

export function checkAnswers(deeds: readonly Deed[]): Problem[] {
  return deeds.flatMap((deed) =>
    problemsOf(deed).map((text) => ({ text, who: deed.who, tag: deed.command.tag })),
  );
}

function problemsOf(deed: Deed): string[] {
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
    if (!isDeepStrictEqual(answer, ok)) {
      problems.push(`is answered with ${JSON.stringify(ok)}, then with ${JSON.stringify(answer)}`);
    }
  }
  if (last?.ev === 'error' && !mayBeRefused(command, last.code)) {
    problems.push(`is refused: ${last.code}: ${last.message}`);
  }
  return problems;
}

/** Whether it is right is known by what the session is: `sessions.ts` looks at that. */
const isAboutSession = (code: FaultCode): boolean =>
  [
    'store_unavailable',
    'not_in_room',
    'no_current_room',
    'no_such_log',
    'not_yours',
    'nick_taken',
  ].includes(code);

/** What others did meanwhile may stand in the way: they took another nick, quit, or deleted what was answered. */
function mayBeRefused(command: Command, code: FaultCode): boolean {
  if (isAboutSession(code)) return true;
  switch (command.cmd) {
    case 'msg':
    case 'notice':
      return code === 'no_such_nick' || code === 'gone' || code === 'not_allowed';
    case 'say':
    case 'me':
    case 'topic':
    case 'set':
      return code === 'not_allowed';
    case 'kick':
    case 'invite':
      return ['no_such_nick', 'not_allowed', 'not_there', 'already_there'].includes(code);
    case 'role':
      return ['no_such_nick', 'not_allowed', 'only_owner', 'not_a_member'].includes(code);
    case 'reply':
    case 'react':
    case 'unreact':
    case 'edit':
    case 'delete':
      return code === 'message_deleted' || code === 'gone' || code === 'not_allowed';
    case 'resume':
      return code === 'no_such_session';
    default:
      return false;
  }
}
