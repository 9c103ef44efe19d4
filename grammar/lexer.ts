/**
 * Cuts a line into few tokens by asking the chart what may stand next: no modes, and no command known by name.
 * These are the five methods that nearley wants of a lexer, and the questions that faults and hints ask besides.
 */
import { LIST_LIMIT } from './ast.ts';
import { skipBlanks } from './ends.ts';
import { areRivals, calledIn, type Literal, literals } from './literals.ts';
import { type Terminal, type TerminalName, terminals } from './terminals.ts';

/** What a rule of the compiled grammar is made of: a rule's name, a literal or a terminal. */
export type Sign =
  | { literal: string; type?: undefined }
  | { type: TerminalName; literal?: undefined };

/** A rule that got as far as `dot` and waits for `symbols[dot]`. */
export interface Waiting {
  rule: { name: string; symbols: readonly (string | Sign)[] };
  dot: number;
}

/** The parser's columns, one per token: what the lexer needs to see of them. */
export interface Chart {
  table: readonly ({ scannable: readonly Waiting[] } | undefined)[];
  current: number;
}

/** (An interface would not fit nearley's open-ended token.) */
export type Token = {
  type: TerminalName | 'literal';
  /** As the grammar knows it: a command's name is in lower case. */
  text: string;
  value: string;
  from: number;
  to: number;
};

const ranks = new Map(Object.keys(terminals).map((name, rank) => [name, rank]));
const row = (name: TerminalName): Terminal => terminals[name];
const literalRow = (literal: string): Literal | undefined => literals[literal];

/** What a state waits for. Only called on scannable states, whose next symbol is no rule. */
export const sign = (state: Waiting): Sign => state.rule.symbols[state.dot] as Sign;

/** How a sentence calls what `state` waits for. */
export function calledBy(state: Waiting): string {
  const what = sign(state);
  if (what.literal === undefined) return terminals[what.type].say;
  return what.literal.startsWith('/')
    ? terminals.name.say
    : calledIn(state.rule.name, what.literal);
}

export class Lexer {
  chart: Chart = { table: [], current: 0 };
  /** The commands' names as typed, with their slash: the literals of the first column. */
  names: ReadonlySet<string> = new Set();

  line = '';
  /** The end of the last token. */
  at = 0;
  /** The next token has to touch the last one. */
  tight = false;
  /** Where a token begins that nothing expected matches, or -1. The line is wrong there. */
  stuck = -1;
  last: Token | undefined;
  /** The options of this line, so far. */
  given: string[] = [];
  #commas = 0;

  /** Begins a line, behind its first token `known` if there is one. */
  reset(line: string, known?: Token): void {
    this.line = line;
    this.at = known?.to ?? 0;
    this.tight = false;
    this.stuck = -1;
    this.last = known;
    this.#commas = 0;
    if (this.given.length > 0) this.given = [];
  }

  /** The next token; none at the end of the line and where it is wrong, so that nearley never throws. */
  next(): Token | undefined {
    if (this.chart.current === 0) return this.#first();
    const from = this.tight ? this.at : skipBlanks(this.line, this.at);
    const gap = from > this.at;
    let best: Sign | undefined;
    let bestRank = Number.POSITIVE_INFINITY;
    let end = -1;
    for (const state of this.chart.table[this.chart.current]?.scannable ?? []) {
      const found = sign(state);
      const rank = found.literal === undefined ? (ranks.get(found.type) ?? 0) : -1;
      if (rank >= bestRank || !this.isOpen(state, gap)) continue;
      const to = this.#match(found, from);
      if (to < 0) continue;
      best = found;
      bestRank = rank;
      end = to;
    }
    if (best) return this.#take(best, from, end);
    if (from < this.line.length) this.stuck = from;
    return undefined;
  }

  /** May what `state` waits for stand here, given whether blanks come first? Joining literals touch, options come once. */
  isOpen(state: Waiting, gap: boolean, tight = this.tight): boolean {
    const { literal } = sign(state);
    const joins = literal !== undefined && literalRow(literal)?.joins;
    if (joins) return !gap && !tight && !(literal === ',' && this.isFull);
    return tight || (gap && this.bar(state) === undefined);
  }

  /** A list of this line is as long as it may be. */
  get isFull(): boolean {
    return this.#commas >= LIST_LIMIT - 1;
  }

  /** The option of this line that is what `state` waits for, or excludes it. */
  bar(state: Waiting): string | undefined {
    const { literal } = sign(state);
    if (literal === undefined) return undefined;
    return this.given.find(
      (other) => other === literal || areRivals(state.rule.name, other, literal),
    );
  }

  has(name: string): boolean {
    return ranks.has(name);
  }

  save(): undefined {}

  formatError(): string {
    return 'a token that nothing expected: lexer and chart disagree';
  }

  #first(): Token | undefined {
    const { line } = this;
    if (line === '') return undefined;
    if (terminals.talk.match(line) > 0) return this.#token('talk', line, 0, line.length);
    const name = commandWord(line);
    const known = name.toLowerCase();
    if (this.names.has(known)) return this.#token('literal', known, 0, name.length);
    this.stuck = name === '/' ? 1 : 0;
    return undefined;
  }

  #match(what: Sign, from: number): number {
    const { line } = this;
    if (what.literal === undefined) {
      const terminal = row(what.type);
      if (terminal.rest) return this.#restFrom(terminal) < line.length ? line.length : -1;
      return from < line.length ? terminal.match(line, from) : -1;
    }
    const to = from + what.literal.length;
    if (line.slice(from, to).toLowerCase() !== what.literal) return -1;
    const literal = literalRow(what.literal);
    const whole =
      literal?.joins || literal?.option || to === line.length || skipBlanks(line, to) > to;
    return whole ? to : -1;
  }

  /** The rest begins after exactly one blank; where it may be left out, blanks alone are nothing. */
  #restFrom(terminal: Terminal): number {
    const all = terminal.rest === 'always' || skipBlanks(this.line, this.at) < this.line.length;
    return all ? this.at + 1 : this.line.length;
  }

  #take(what: Sign, from: number, to: number): Token {
    if (what.literal === undefined) {
      this.tight = false;
      return this.#token(what.type, undefined, row(what.type).rest ? this.at + 1 : from, to);
    }
    const literal = literalRow(what.literal);
    if (literal?.option) this.given.push(what.literal);
    if (what.literal === ',') this.#commas += 1;
    this.tight = Boolean(literal?.joins || literal?.option);
    return this.#token('literal', what.literal, from, to);
  }

  #token(type: Token['type'], known: string | undefined, from: number, to: number): Token {
    const text = known ?? this.line.slice(from, to);
    this.at = to;
    this.last = { type, text, value: text, from, to };
    return this.last;
  }
}

/** The command's name at the start of a line, with its slash, as typed: up to a blank or `@`. */
export function commandWord(line: string): string {
  return /^\/[^ \t@]*/.exec(line)?.[0] ?? '';
}

/** The one lexer: nearley takes it from the compiled grammar, and `chart.ts` gives it the chart to ask. */
export const lexer = new Lexer();
