/**
 * One Earley chart for all lines of a language: the only file that knows nearley, which reads only the first of all lines
 * that are cut into the same kinds of tokens (columns.ts). What is known of its insides is the interface `Insides`, so it
 * is pinned exactly in package.json.
 */
import nearley from 'nearley';
import type { Command } from '../ast.ts';
import type { Definition } from '../commands/command.ts';
import { Column, type Derivation, derived, meaningOf } from './columns.ts';
import { type ChartState, commandWord, Lexer } from './lexer.ts';
import { type Names, namesOf } from './meant.ts';
import type { Rule, Terminal } from './rule.ts';
import { expectedWords, rulesOf, START, terminalsOf } from './rules.ts';

/** Of a parser: a column per token. No parse changes the first one, so every line can start from the same. */
interface Insides {
  table: { scannable: readonly ChartState[] }[];
  current: number;
  results: Derivation[];
}

/** So many columns are kept; then all are forgotten, and those that lines still come to are soon there again. */
const MAX_KEPT_COLUMNS = 4096;

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
  /** How many lie behind the first one. */
  #kept = 0;
  /** Where the last line ended, or is wrong, and the one before that. */
  #last: Column;
  #before: Column;

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
    this.#parser = new nearley.Parser(this.#grammar(), { keepHistory: true });
    this.#insides = this.#parser as unknown as Insides;
    this.#first = new Column(this.#insides.table[0]?.scannable ?? [], this.lexer);
    this.#last = this.#first;
    this.#before = this.#first;
  }

  /** Reads a line and says what it means: nothing when it is wrong or unfinished. */
  read(line: string): Command | undefined {
    const derivation = this.#derive(line)[0];
    return derivation === undefined ? undefined : this.#meaningOf(derivation);
  }

  /** Every meaning of a line. More than one would be a mistake in the grammar (spec/grammar/ambiguity.spec.ts). */
  meanings(line: string): Command[] {
    return this.#derive(line).map((each) => this.#meaningOf(each));
  }

  #derive(line: string): readonly Derivation[] {
    this.lexer.reset(line);
    if (!this.#walk()) this.#parse(line);
    return this.lexer.stuck >= 0 ? none : (this.#last.derivations ?? none);
  }

  #meaningOf(derivation: Derivation): Command {
    return meaningOf(derivation, this.lexer.tokens) as Command;
  }

  /** What may come after the last token that was read; `back` columns earlier, before that. */
  waiting(back: 0 | 1 = 0): readonly ChartState[] {
    return (back === 0 ? this.#last : this.#before).waiting;
  }

  /** The line could end after the last token that was read. */
  get canEnd(): boolean {
    return this.#last.derivations?.length !== 0;
  }

  /** Goes where a line leads by columns that are known; false when it leaves them. */
  #walk(): boolean {
    this.#begin();
    for (;;) {
      const token = this.lexer.next(this.#last.preferred);
      if (token === undefined) return this.#last.derivations !== undefined;
      const next = this.#last.behind(token);
      if (next === undefined) return false;
      this.#goTo(next);
    }
  }

  #begin(): void {
    this.#last = this.#first;
    this.#before = this.#first;
  }

  #goTo(next: Column): void {
    this.#before = this.#last;
    this.#last = next;
  }

  /** Has nearley read a line, and keeps the columns to which that leads. */
  #parse(line: string): void {
    const insides = this.#insides;
    insides.table.length = 1;
    insides.current = 0;
    this.lexer.reset(line);
    this.#parser.feed(line);
    if (this.#kept > MAX_KEPT_COLUMNS) this.#forget();
    this.#begin();
    for (const token of this.lexer.tokens.slice(0, this.lexer.count)) {
      const { scannable = [] } = insides.table[token.place + 1] ?? {};
      const [next, isNew] = this.#last.lead(token, scannable);
      if (isNew) this.#kept += 1;
      this.#goTo(next);
    }
    this.#last.derivations = insides.results;
  }

  #forget(): void {
    this.#first.forget();
    this.#kept = 0;
  }

  /** The command that a line begins with, if its name is whole. */
  commandOf(line: string): Definition | undefined {
    return this.spellings.get(commandWord(line).toLowerCase());
  }

  /** What nearley wants of a grammar and of its lexer. A token that nothing expects never comes, so that it never throws. */
  #grammar(): nearley.Grammar {
    const { lexer, rules } = this;
    const grammar = new nearley.Grammar(
      rules.map((rule) => ({ ...rule, postprocess: derived(rule) })) as unknown as nearley.Rule[],
    );
    grammar.start = START;
    grammar.lexer = {
      reset() {},
      next: () => {
        const { table, current } = this.#insides;
        return lexer.next(lexer.preferred(table[current]?.scannable ?? []));
      },
      save() {},
      has: (name: string) => this.terminals.has(name),
      formatError: () => 'a token that nothing expected: lexer and chart disagree',
    } as unknown as nearley.Lexer;
    return grammar;
  }
}

const none: readonly Derivation[] = [];
