/** A nick: of somebody, or one to take. */
import * as v from 'valibot';
import { type Fault, fault } from '../faults.ts';
import { MAX_NICK_LENGTH, newNickProblem, nickProblem } from '../names.ts';
import { quoted } from '../reading/quote.ts';
import { terminal } from '../reading/rule.ts';
import { argumentType } from './argument.ts';
import { run, some } from './ends.ts';

/** The sign for a nick. */
export const nickSign = terminal({
  name: 'nick',
  word: 'nick',
  say: 'a nick such as ann',
  sample: 'ann',
  match: bareName,
});

/** Anything that is no room and no private log; not `befor=5`, which is an option gone wrong. */
function bareName(line: string, from: number): number {
  if (line[from] === '#' || line[from] === '@') return -1;
  const to = run(line, from, '=');
  return line[to] === '=' ? -1 : some(from, to);
}

const checkBy =
  (problemOf: typeof nickProblem, called = quoted) =>
  (name: string): Fault | undefined => {
    const problem = problemOf(name);
    return problem === undefined ? undefined : fault('bad_nick', { nick: called(name), problem });
  };

/** The fault of what can be no nick; nothing when it can be one. */
export const checkNick = checkBy(nickProblem);

/** The argument type NICK. */
export const nick = argumentType<string>({
  schema: v.pipe(v.string(), v.description('a nick such as ann')),
  meaning: `a nick such as ann: 1 to ${MAX_NICK_LENGTH} code points, see [Names](../PROTOCOL.md#names-and-texts)`,
  usage: 'NICK',
  signs: [nickSign],
  faults: ['bad_nick'],
  check: checkNick,
});

/** A nick of somebody: also one that the rules of today would not let anybody take. */
export const newNick = { ...nick, check: checkBy(newNickProblem) };

/** A nick beside a password. No sentence quotes it, since the password may have been typed in its place. */
export const unquotedNick = { ...nick, check: checkBy(nickProblem, () => 'That') };
