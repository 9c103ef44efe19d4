/**
 * Cuts a line into few tokens by being told what the chart waits for: no modes, and no command known by name. It answers
 * the questions that faults and hints ask besides.
 */
import { run, skipBlanks } from '../arguments/ends.ts';
import { isTalk } from '../arguments/talk.ts';
import type { Rule, Sign, Terminal } from './rule.ts';

/** A rule that got as far as `dot` and waits for `symbols[dot]`. */
export interface ChartState {
  readonly rule: Pick<Rule, 'name' | 'symbols' | 'words'>;
  readonly dot: number;
}

/** A piece of the line that is read: its lexer has one for each place, and uses it again for the next line. */
export class Token {
  /** Which token of the line it is, from 0. */
  readonly place: number;
  /** A terminal's name, or `literal`. */
  type = '';
  from = 0;
  to = 0;
  /** What it was read as. The first token of a line is read as no sign: it is the command's name, or all that is said. */
  as: Sign | string = '';
  readonly #lexer: Lexer;

  constructor(place: number, lexer: Lexer) {
    this.place = place;
    this.#lexer = lexer;
  }

  /** As the grammar knows it: a literal counts in any case. */
  get text(): string {
    const typed = this.#lexer.line.slice(this.from, this.to);
    return this.type === 'literal' ? typed.toLowerCase() : typed;
  }

  get sign(): Sign | undefined {
    return typeof this.as === 'string' ? undefined : this.as;
  }
}

/** What a state waits for. Only called on scannable states, whose next symbol is no rule. */
export const sign = (state: ChartState): Sign => state.rule.symbols[state.dot] as Sign;

/** Belongs to one chart and reads one line at a time. */
export class Lexer {
  /** The commands' names as typed, with their slash. */
  readonly #names: { has(name: string): boolean };
  /** Where a terminal stands in the order of preference. */
  readonly #ranks: ReadonlyMap<string, number>;

  line = '';
  /** The end of the last token. */
  at = 0;
  /** The next token has to touch the last one. */
  tight = false;
  /** Where a token begins that nothing expected matches, or -1. The line is wrong there. */
  stuck = -1;
  /** How many tokens this line has, so far. */
  count = 0;
  /** Those of this line, and behind them those of earlier ones that had more. */
  readonly tokens: Token[] = [];
  /** The options of this line, so far. */
  given: string[] = [];
  /** How many literals this line has of those that may stand only so many times. */
  #counted = 0;

  constructor(names: { has(name: string): boolean }, terminals: Iterable<string>) {
    this.#names = names;
    this.#ranks = new Map([...terminals].map((name, rank) => [name, rank]));
  }

  get last(): Token | undefined {
    return this.tokens[this.count - 1];
  }

  /** Begins a line. */
  reset(line: string): void {
    this.line = line;
    this.at = 0;
    this.tight = false;
    this.stuck = -1;
    this.count = 0;
    this.#counted = 0;
    if (this.given.length > 0) this.given = [];
  }

  /** The next token, where the chart waits for one of these, the preferred first; none at the end and where the line is wrong. */
  next(waiting: readonly ChartState[]): Token | undefined {
    if (this.count === 0) return this.#first();
    const from = this.tight ? this.at : skipBlanks(this.line, this.at);
    const gap = from > this.at;
    for (const state of waiting) {
      if (!this.isOpen(state, gap)) continue;
      const found = sign(state);
      const to = this.#match(found, from);
      if (to >= 0) return this.#take(found, from, to);
    }
    if (from < this.line.length) this.stuck = from;
    return undefined;
  }

  /** May what `state` waits for stand here, given whether blanks come first? Joining literals touch, options come once. */
  isOpen(state: ChartState, gap: boolean, tight = this.tight): boolean {
    const found = sign(state);
    if (found.joins) return !gap && !tight && this.beyond(found) === undefined;
    return tight || (gap && this.bar(found) === undefined);
  }

  /** What is said to whoever types this once more than it may stand; nothing while it may. */
  beyond(found: Sign): string | undefined {
    const { most } = found;
    return most !== undefined && this.#counted >= most.times ? most.otherwise : undefined;
  }

  /** The option of this line that is this one, or excludes it. */
  bar(found: Sign): string | undefined {
    if (this.given.length === 0 || !found.option || !found.literal) return undefined;
    const { rivals } = found.option;
    const isRival = rivals.includes(found.literal);
    return this.given.find(
      (other) => other === found.literal || (isRival && rivals.includes(other)),
    );
  }

  /** These states, in the order in which `next` tries what they wait for: literals come before all. */
  preferred(waiting: readonly ChartState[]): readonly ChartState[] {
    return waiting.toSorted((one, other) => this.#rankOf(sign(one)) - this.#rankOf(sign(other)));
  }

  #rankOf({ type }: Sign): number {
    return type === undefined ? -1 : (this.#ranks.get(type) ?? 0);
  }

  #first(): Token | undefined {
    const { line } = this;
    if (line === '') return undefined;
    if (isTalk(line)) return this.#token('talk', 0, line.length, 'talk');
    const name = commandWord(line);
    const known = name.toLowerCase();
    if (this.#names.has(known)) return this.#token('literal', 0, name.length, known);
    this.stuck = name === '/' ? 1 : 0;
    return undefined;
  }

  #match(what: Sign, from: number): number {
    const { line } = this;
    if (what.literal === undefined) {
      const { terminal } = what;
      if (terminal.rest) return this.#restFrom(terminal) < line.length ? line.length : -1;
      return from < line.length ? terminal.match(line, from) : -1;
    }
    const to = from + what.literal.length;
    if (line.slice(from, to).toLowerCase() !== what.literal) return -1;
    const whole = what.joins || what.option || to === line.length || skipBlanks(line, to) > to;
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
      return this.#token(what.type, what.terminal.rest ? this.at + 1 : from, to, what);
    }
    if (what.option) this.given.push(what.literal);
    if (what.most) this.#counted += 1;
    this.tight = Boolean(what.joins || what.option);
    return this.#token('literal', from, to, what);
  }

  #token(type: string, from: number, to: number, as: Sign | string): Token {
    let token = this.tokens[this.count];
    if (token === undefined) {
      token = new Token(this.count, this);
      this.tokens.push(token);
    }
    this.count += 1;
    this.at = to;
    token.type = type;
    token.from = from;
    token.to = to;
    token.as = as;
    return token;
  }
}

/** The command's name at the start of a line, with its slash, as typed: up to a blank or `@`. */
export const commandWord = (line: string): string =>
  line.startsWith('/') ? line.slice(0, run(line, 1, '@')) : '';
