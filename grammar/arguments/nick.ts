/** Somebody's nick, and the nick that somebody takes. */
import * as v from 'valibot';
import { type Fault, fault } from '../faults.ts';
import { MAX_NICK_LENGTH, newNickProblem, nickProblem } from '../names.ts';
import { quoted } from '../quote.ts';
import { terminal } from '../rule.ts';
import { argumentType } from './argument.ts';
import { run, some } from './ends.ts';

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

/** One that nobody could take before there was a rule against it. */
export const newNick = { ...nick, check: checkBy(newNickProblem) };

/** One beside a password, which may have been typed in its place: no sentence quotes it. */
export const unquotedNick = { ...nick, check: checkBy(nickProblem, () => 'That') };
