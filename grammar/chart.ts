/**
 * One Earley chart for all lines, made once and set back before each: the only file that knows nearley. What it knows
 * of nearley's insides is the interface `Insides`, so nearley is pinned exactly in package.json.
 */
import nearley from 'nearley';
import type { Command, CommandName } from './ast.ts';
import compiled from './commands.gen.ts';
import { commandWord, lexer, type Sign, type Token, type Waiting } from './lexer.ts';

interface Column {
  scannable: readonly Waiting[];
}

/** Of a parser: a column per token. No parse changes the first one, so every line can start from the same. */
interface Insides {
  table: Column[];
  current: number;
  /** Where the lexer goes on; nearley hands it over. */
  lexerState: Token | undefined;
  results: unknown[];
}

type Symbols = readonly (string | Sign)[];

/** The rules of commands.ne, as compiled. */
export const rules: readonly { name: string; symbols: Symbols }[] = compiled.ParserRules.map(
  ({ name, symbols }) => ({ name, symbols: symbols as Symbols }),
);

/** Every way to write each command's name, `/join` before `/j`. */
export const spellings: ReadonlyMap<string, CommandName> = new Map(
  rules.flatMap(({ name, symbols: [first] }) =>
    openers(first).map((literal): [string, CommandName] => [literal, name as CommandName]),
  ),
);

/** The literals that a rule may open with, given its first symbol: its own, or those of a group. */
function openers(first: string | Sign | undefined): string[] {
  if (first === undefined) return [];
  if (typeof first !== 'string') return first.literal?.startsWith('/') ? [first.literal] : [];
  if (!first.includes('$')) return [];
  return rules.filter((rule) => rule.name === first).flatMap((rule) => openers(rule.symbols[0]));
}

const parser = new nearley.Parser(nearley.Grammar.fromCompiled(compiled));
const insides = parser as unknown as Insides;
const [first] = insides.table as [Column];
lexer.chart = insides;
lexer.names = new Set(spellings.keys());

/**
 * Reads a line and says what it means: one command, or none when it is wrong or unfinished. More than one would be a
 * mistake in the grammar (spec/grammar/ambiguity.spec.ts). What `lexer`, `waiting` and `canEnd` say is about the line
 * read last.
 */
export function read(line: string): Command[] {
  const known = opened.get(commandWord(line).toLowerCase());
  insides.table = known ? [first, known.column] : [first];
  insides.current = known ? 1 : 0;
  insides.lexerState = known?.token;
  parser.feed(line);
  return lexer.stuck < 0 ? (insides.results as Command[]) : [];
}

/** The second column is the same after the same command's name: it is kept, too. */
const opened = new Map<string, { column: Column; token: Token }>();
for (const name of spellings.keys()) {
  insides.table = [first];
  insides.current = 0;
  insides.lexerState = undefined;
  parser.feed(name);
  const column = insides.table[1];
  if (column && lexer.last) opened.set(name, { column, token: lexer.last });
}

/** What may come after the last token that was read; `back` columns earlier, before that. */
export function waiting(back: 0 | 1 = 0): readonly Waiting[] {
  return insides.table[insides.current - back]?.scannable ?? [];
}

/** The line could end after the last token that was read. */
export const canEnd = (): boolean => insides.results.length > 0;
