/** One line of an answer. */
export type AnswerLine =
  /** A sentence without its full stop. */
  | { readonly is: 'fact'; readonly text: string }
  /** One of the things that the fact before it is about. */
  | { readonly is: 'item'; readonly text: string }
  /** The same, with a name that may stand in a column of its own. */
  | { readonly is: 'entry'; readonly name: string; readonly about: string }
  /** Prose of several sentences. */
  | { readonly is: 'paragraph'; readonly text: string };

/** Writes an ISO time as those who are answered read it. */
export type TimeInWords = (at: string) => string;

/** A sentence. */
export const fact = (text: string): AnswerLine => ({ is: 'fact', text });
/** One of several of a kind. */
export const item = (text: string): AnswerLine => ({ is: 'item', text });
/** A name, and what is said about it. */
export const entry = (name: string, about: string): AnswerLine => ({ is: 'entry', name, about });
/** A line that there is only if something holds. */
export const given = (holds: boolean, text: () => string): AnswerLine[] =>
  holds ? [fact(text())] : [];
