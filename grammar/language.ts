/** The language as a value: what lines and objects mean, what is wrong with them, and what may come next. */

import { tagOf } from './arguments/tag.ts';
import { misplacesSlash } from './arguments/talk.ts';
import { talk } from './arguments/text.ts';
import type { Command } from './ast.ts';
import type { Definition } from './commands/command.ts';
import { type Fault, fault } from './faults.ts';
import { skeletonOf } from './names/likeness.ts';
import { Chart } from './reading/chart.ts';
import { check, tidy } from './reading/check.ts';
import { concealed, wordsBeforeSecret } from './reading/concealed.ts';
import { type Expectation, expectAt } from './reading/expect.ts';
import { explain, explainMisread } from './reading/explain.ts';
import { meantBy } from './reading/meant.ts';
import { type Known, misplacedObject, readObject } from './reading/object.ts';
import { print } from './reading/print.ts';
import { characterAt, column } from './reading/quote.ts';
import type { Rule, Terminal } from './reading/rule.ts';
import { lineProblem } from './text.ts';
import { Vocabulary } from './vocabulary.ts';

/** True for what a language answers to a line that is no command. */
export const isFault = (answer: Command | Fault): answer is Fault => 'code' in answer;

/**
 * A vocabulary that lines can be read in. Answers depend on the line alone. Making a language takes some milliseconds,
 * reading a line some microseconds.
 */
export class Language extends Vocabulary {
  readonly #chart: Chart;
  readonly #known: Known;

  /** A language with these commands, each of another name; with all that Parlance has when nobody says which. */
  constructor(commands?: readonly Definition[]) {
    super(commands);
    this.#chart = new Chart([...this.commands.values()]);
    this.#known = { commands: this.commands, names: this.#chart.names };
  }

  /**
   * What a typed line means. The line comes without its newline, has been checked for its length and for UTF-8, and may
   * hold anything else. Never throws. A fault carries the line, for the caret, and `re` if a tag can be read.
   */
  read(line: string): Command | Fault {
    const problem = lineProblem(line, Number.POSITIVE_INFINITY);
    if (problem?.kind === 'bad_character')
      return this.#refuse(line, badCharacter(line, problem.index));
    if (isPlainTalk(line)) {
      const wrong = talk.check(line);
      return wrong ? this.#refuse(line, wrong) : { cmd: 'say', text: line };
    }
    const command = this.#chart.read(line);
    if (command === undefined)
      return this.#refuse(line, explain(this.#chart, this.concealedBehind(line)));
    const definition = this.definitionOf(command);
    const misread = definition.misread?.(command);
    if (misread !== undefined) {
      return this.#refuse(line, explainMisread(this.#chart, line, definition, misread));
    }
    const checked = this.checked(command);
    return isFault(checked) ? this.#refuse(line, checked) : checked;
  }

  /** The command in its one form, or what is wrong with what it says, however it was spelt. */
  checked(command: Command): Command | Fault {
    const definition = this.definitionOf(command);
    return check(command, definition) ?? tidy(command, definition);
  }

  /** The line of a checked command: the inverse of `read`. Where typing can't say it, its object: see `readObject`. */
  print(command: Command): string {
    return print(command, this.definitionOf(command));
  }

  /** Why a typed line is no command; nothing when it is one. */
  explain(line: string): Fault | undefined {
    const answer = this.read(line);
    return isFault(answer) ? answer : undefined;
  }

  /** What may stand at `column` (UTF-16) of a line. What comes behind it is not looked at. */
  expectAt(line: string, column: number): Expectation {
    return expectAt(this.#chart, line, column);
  }

  /**
   * What a JSON line means. Fields that no command knows are left out. Never throws. A fault carries `re` if the object
   * has a well-formed tag, whatever else is wrong with it.
   */
  readObject(line: string): Command | Fault {
    return readObject(this.#known, line);
  }

  /**
   * The fault of an object on a connection that reads typed lines only: it may hold a secret, and is not said aloud. A
   * brace alone, as in a piece of a program, is talk.
   */
  misplacedObject(line: string): Fault | undefined {
    return misplacedObject(this.#known, line);
  }

  /** The line as anybody may see it: with dots for what may be a password, also in a line that is wrong. */
  concealed(line: string): string {
    return concealed(line, (name) => this.#wordsBeforeSecret(name));
  }

  /** With dots for all that stands behind a name which takes a secret: where a line is wrong, the secret may be anywhere. */
  concealedBehind(line: string): string {
    return concealed(line, (name) => (this.#wordsBeforeSecret(name) === undefined ? undefined : 0));
  }

  /** How many words stand between a name, or what may be meant for one, and a secret; nothing when none is expected. */
  #wordsBeforeSecret(typed: string): number | undefined {
    const name = typed.normalize('NFKC').toLowerCase();
    const known = this.#chart.spellings.get(`/${name}`);
    if (known) return known.hides ? 0 : wordsBeforeSecret(known);
    // Of a name that is none, nobody knows what comes behind it.
    const like = skeletonOf(name);
    const isAlike = [...this.commands.keys()].some(
      (each) => skeletonOf(each) === like && this.#takesSecret(each),
    );
    const near = meantBy(name, this.#chart.names);
    return isAlike || near.some((each) => this.#takesSecret(each)) ? 0 : undefined;
  }

  /** The command that a line begins with, if its name is whole. Finding it is no parsing. */
  commandOf(line: string): Definition | undefined {
    return this.#chart.commandOf(line);
  }

  /** Every command that the grammar alone sees in a line: at most one, or the grammar is ambiguous. */
  meanings(line: string): readonly Command[] {
    return this.#chart.meanings(line);
  }

  #takesSecret(name: string): boolean {
    const definition = this.commands.get(name);
    return definition !== undefined && wordsBeforeSecret(definition) !== undefined;
  }

  #refuse(line: string, wrong: Fault): Fault {
    const re = tagOf(line);
    return { ...wrong, line: this.concealedBehind(line), ...(re !== undefined && { re }) };
  }

  /** The rules of the grammar. */
  get rules(): readonly Rule[] {
    return this.#chart.rules;
  }

  /** The terminals of the grammar by name, in the order in which they are preferred. */
  get terminals(): ReadonlyMap<string, Terminal> {
    return this.#chart.terminals;
  }

  /** The closed list of words that a fault's `expected` is made of, and how a sentence calls each. */
  get words(): ReadonlyMap<string, string> {
    return this.#chart.words;
  }

  /** Every way to write each command's name with its slash: `/join` before `/j`. */
  get spellings(): ReadonlyMap<string, Definition> {
    return this.#chart.spellings;
  }
}

/**
 * Most lines are plain talk and need no chart. The grammar has the rule all the same, and spec/grammar/laws.spec.ts shows
 * that they agree.
 */
const isPlainTalk = (line: string): boolean =>
  line !== '' && !line.startsWith('/') && !misplacesSlash(line);

function badCharacter(line: string, index: number): Fault {
  const wrong = fault('bad_character', { character: characterAt(line, index) });
  return { ...wrong, col: column(line, index) };
}
