/** A typed line → a command, or the fault that says what is wrong with it. */
import type { Command } from './ast.ts';
import { read } from './chart.ts';
import { check, tidy } from './check.ts';
import { misplacesSlash } from './ends.ts';
import { type Fault, fault } from './faults.ts';
import { characterAt, column } from './quote.ts';
import { lineProblem } from './text.ts';
import { explain, explainNumber } from './wrong.ts';

/** True for what `parse` and `readObject` answer to a line that is no command. */
export const isFault = (answer: Command | Fault): answer is Fault => 'code' in answer;

const tagged =
  /^[\p{White_Space}\p{Default_Ignorable_Code_Point}\u2800]*[/\uff0f](?!\/)[^ \t@]*@([A-Za-z0-9_.-]{1,32})(?![^ \t])/u;

/**
 * The tag at the start of a typed line, whatever else is wrong with the line: also of the beginning of one that is too
 * long or not UTF-8, if it holds the blank after the tag.
 */
export function tagOf(line: string): string | undefined {
  return tagged.exec(line)?.[1];
}

/**
 * What a typed line means. The line comes without its newline, has been checked for its length and for UTF-8, and may
 * hold anything else. Never throws. A fault carries the line, for the caret, and `re` if a tag can be read.
 */
export function parse(line: string): Command | Fault {
  const problem = lineProblem(line, Number.POSITIVE_INFINITY);
  if (problem?.kind === 'bad_character') return refuse(line, badCharacter(line, problem.index));
  const command = isTalk(line) ? talk(line) : read(line)[0];
  if (command === undefined) return refuse(line, explain(line));
  const misread = explainNumber(line, command);
  if (misread) return refuse(line, misread);
  const wrong = check(command);
  return wrong ? refuse(line, wrong) : tidy(command);
}

/**
 * Most lines are plain talk and need no chart. The grammar has the rule all the same, and
 * spec/grammar/talk.spec.ts shows that they agree.
 */
function isTalk(line: string): boolean {
  return line !== '' && !line.startsWith('/') && !misplacesSlash(line);
}

const talk = (text: string): Command => ({ cmd: 'say', text });

function badCharacter(line: string, index: number): Fault {
  const wrong = fault('bad_character', { character: characterAt(line, index) });
  return { ...wrong, col: column(line, index) };
}

function refuse(line: string, wrong: Fault): Fault {
  const re = tagOf(line);
  return { ...wrong, line, ...(re !== undefined && { re }) };
}
