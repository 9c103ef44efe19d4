/**
 * What the chart comes to, token by token, kept for the lines to come: tokens of the same signs lead to the same column,
 * and a whole line of them is put together in the same way.
 */
import { type ChartState, type Lexer, Token } from './lexer.ts';
import type { Rule, Sign } from './rule.ts';
import { only } from './sum.ts';

/** How a line is put together: a token by its place in the line, or what a rule makes of such parts. */
export type Derivation = number | Derived;

interface Derived {
  readonly rule: Rule;
  readonly parts: readonly Derivation[];
}

/** What nearley is to make of what a rule has matched: the tokens themselves are none of it. */
export const derived =
  (rule: Rule) =>
  (data: readonly (Derivation | Token)[]): Derivation => {
    const parts = data.map((part) => (part instanceof Token ? part.place : part));
    const [part] = parts;
    return rule.postprocess === only && part !== undefined ? part : { rule, parts };
  };

/** What a line with these tokens means that is put together so. */
export function meaningOf(derivation: Derivation, tokens: readonly Token[]): unknown {
  if (typeof derivation === 'number') return tokens[derivation];
  const { rule, parts } = derivation;
  const data = new Array<unknown>(parts.length);
  for (let n = 0; n < parts.length; n += 1) data[n] = meaningOf(parts[n] as Derivation, tokens);
  return rule.postprocess(data);
}

/** What is known of the chart behind some tokens. */
export class Column {
  readonly waiting: readonly ChartState[];
  /** The same, in the order in which the lexer tries them. */
  readonly preferred: readonly ChartState[];
  /** How lines that end here are put together: nothing until one has, and more than one way is a mistake. */
  derivations: readonly Derivation[] | undefined;
  readonly #lexer: Lexer;
  readonly #next = new Map<Sign | string, Column>();

  constructor(waiting: readonly ChartState[], lexer: Lexer) {
    this.#lexer = lexer;
    this.waiting = waiting.map(({ rule, dot }) => ({ rule, dot }));
    this.preferred = lexer.preferred(this.waiting);
  }

  /** The column behind one more token, if a line has come there before. */
  behind(token: Token): Column | undefined {
    return this.#next.get(token.as);
  }

  /** The same; made of what the chart waits for there when no line has. True when it is new. */
  lead(token: Token, waiting: readonly ChartState[]): [column: Column, isNew: boolean] {
    const known = this.behind(token);
    if (known) return [known, false];
    const column = new Column(waiting, this.#lexer);
    this.#next.set(token.as, column);
    return [column, true];
  }

  /** As if no line had gone on from here. */
  forget(): void {
    this.#next.clear();
  }
}
