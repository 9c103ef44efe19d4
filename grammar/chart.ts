/**
 * One Earley chart for all lines of a language, made once and set back before each: the only file that knows nearley.
 * What it knows of nearley's insides is the interface `Insides`, so nearley is pinned exactly in package.json.
 */
import nearley from 'nearley';
import type { Command } from './ast.ts';
import type { Definition } from './commands/command.ts';
import { type ChartState, commandWord, Lexer, type Token } from './lexer.ts';
import { type Names, namesOf } from './meant.ts';
import type { Rule, Terminal } from './rule.ts';
import { expectedWords, rulesOf, START, terminalsOf } from './rules.ts';

interface Column {
  scannable: readonly ChartState[];
}

/** Of a parser: a column per token. No parse changes the first one, so every line can start from the same. */
interface Insides {
  table: Column[];
  current: number;
  /** Where the lexer goes on; nearley hands it over. */
  lexerState: Token | undefined;
  results: unknown[];
}

/** What `lexer`, `waiting` and `canEnd` say is about the line read last. */
export class Chart {
  readonly rules: readonly Rule[];
  /** In the order of preference. */
  readonly terminals: ReadonlyMap<string, Terminal>;
  /** The closed list of words that a fault's `expected` is made of, and how a sentence calls each. */
  readonly words: ReadonlyMap<string, string>;
  /** Every way to write each command's name, `/join` before `/j`. */
  readonly spellings: ReadonlyMap<string, Definition>;
  readonly names: Names;
  readonly lexer: Lexer;
  readonly #parser: nearley.Parser;
  readonly #insides: Insides;
  readonly #first: Column;
  /** The second column is the same after the same command's name: it is kept, too. */
  readonly #opened = new Map<string, { column: Column; token: Token }>();

  constructor(commands: readonly Definition[]) {
    this.rules = rulesOf(commands);
    this.terminals = terminalsOf(this.rules);
    this.words = expectedWords(this.rules);
    this.spellings = new Map(
      commands.flatMap((command) =>
        [command.name, ...(command.short ?? [])].map((name) => [`/${name}`, command]),
      ),
    );
    this.names = namesOf(commands);
    this.lexer = new Lexer(this.spellings, this.terminals.keys());
    this.#parser = new nearley.Parser(grammarOf(this.rules, this.lexer));
    this.#insides = this.#parser as unknown as Insides;
    this.#first = this.#insides.table[0] as Column;
    this.lexer.columns = this.#insides;
    for (const name of this.spellings.keys()) {
      this.read(name);
      const column = this.#insides.table[1];
      const { last } = this.lexer;
      if (column && last) this.#opened.set(name, { column, token: last });
    }
  }

  /**
   * Reads a line and says what it means: one command, or none when it is wrong or unfinished. More than one would be a
   * mistake in the grammar (spec/grammar/ambiguity.spec.ts).
   */
  read(line: string): Command[] {
    const insides = this.#insides;
    const known = this.#opened.get(commandWord(line).toLowerCase());
    insides.table = known ? [this.#first, known.column] : [this.#first];
    insides.current = known ? 1 : 0;
    insides.lexerState = known?.token;
    this.#parser.feed(line);
    return this.lexer.stuck < 0 ? (insides.results as Command[]) : [];
  }

  /** What may come after the last token that was read; `back` columns earlier, before that. */
  waiting(back: 0 | 1 = 0): readonly ChartState[] {
    return this.#insides.table[this.#insides.current - back]?.scannable ?? [];
  }

  /** The line could end after the last token that was read. */
  get canEnd(): boolean {
    return this.#insides.results.length > 0;
  }

  /** The command that a line begins with, if its name is whole. */
  commandOf(line: string): Definition | undefined {
    return this.spellings.get(commandWord(line).toLowerCase());
  }
}

/** nearley takes our rules as they are: it asks for no more of a rule than its name, symbols and postprocessor. */
function grammarOf(rules: readonly Rule[], lexer: Lexer): nearley.Grammar {
  const grammar = new nearley.Grammar(rules as unknown as nearley.Rule[]);
  grammar.start = START;
  grammar.lexer = lexer as unknown as nearley.Lexer;
  return grammar;
}
