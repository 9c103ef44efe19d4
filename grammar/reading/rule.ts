/** What the grammar is made of: rules over rules, words that are written as they stand, and terminals. */

/** A smallest piece of a typed line: `%room`. */
export interface Terminal {
  readonly name: string;
  /** The word for it in a fault's `expected`. */
  readonly word: string;
  /** How a sentence calls it: "Expected … after /join". */
  readonly say: string;
  /** One that always matches, for the reference and the specs. */
  readonly sample: string;
  /** The rest of the line: exactly one blank separates it from what precedes it, further ones belong to it. */
  readonly rest?: 'always' | 'unless blank';
  /** What was typed goes on to the first option of the command, over blanks. */
  readonly stopsAtOptions?: true;
  /** How a sentence calls the one that was typed, where it is not quoted: a secret, or what goes without saying. */
  readonly shownAs?: string;
  /**
   * Where the piece that starts at `from` ends, or -1 if none starts there. Loose about validity: `names.ts` has better
   * words for `/nick 9lives` than "expected a nick". Reads no character twice.
   */
  match(line: string, from: number): number;
  /** True for the beginning of one, where neither `match` nor `sample` tells: for completion. */
  begins?(half: string): boolean;
  /** Says what is wrong with `rest`, which stands where only this one may, in place of what was expected. */
  problem?(rest: string): string | undefined;
  /** Says what was meant by `rest`, which stands where this one may, behind what was expected. */
  meant?(rest: string): string | undefined;
}

interface About {
  readonly say: string;
  /** It touches what precedes it; so does all that follows a literal of this kind or an option. */
  readonly joins: boolean;
  /** An option: given at most once a line, and not beside its rivals. */
  readonly option: { readonly rivals: readonly string[] } | undefined;
  /** It may stand so many times in a line; what is said to whoever types one more. */
  readonly most: { readonly times: number; readonly otherwise: string } | undefined;
}

/** A word that is written as it stands. */
export interface Literal extends About {
  readonly literal: string;
  readonly type: undefined;
  readonly terminal: undefined;
}

/** A terminal, as nearley compares it with the type of a token. */
export interface Typed extends About {
  readonly literal: undefined;
  readonly type: string;
  readonly terminal: Terminal;
}

/** What one token is read as. All of them have the same fields, so that V8 looks them up quickly. */
export type Sign = Literal | Typed;

/** A word that is written as it stands; nothing need be said about simple ones. */
export const literal = (
  literal: string,
  { say = literal, joins = false, option, most }: Partial<About> = {},
): Literal => ({ literal, type: undefined, terminal: undefined, say, joins, option, most });

/** A symbol that matches what the terminal matches. */
export const terminal = (terminal: Terminal): Typed => ({
  literal: undefined,
  type: terminal.name,
  terminal,
  say: terminal.say,
  joins: false,
  option: undefined,
  most: undefined,
});

/** A rule's name, or a sign. */
export type GrammarSymbol = string | Sign;

/** One way to write what `name` names. */
export interface Rule {
  readonly name: string;
  readonly symbols: readonly GrammarSymbol[];
  /** For each symbol, the word in the command's usage that it fills in. */
  readonly words: readonly (string | undefined)[];
  /** What is made of a line that is whole: `check` says whether that is allowed. */
  readonly postprocess: (data: readonly unknown[]) => unknown;
}

/** One way to write `name`. `postprocess` must be pure. */
export const rule = (
  name: string,
  symbols: readonly GrammarSymbol[],
  postprocess: Rule['postprocess'],
  words: Rule['words'] = [],
): Rule => ({ name, symbols, words, postprocess });
