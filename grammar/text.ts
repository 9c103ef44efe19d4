/** What a text may hold and how long things may be: the sizes of the protocol in one place, in bytes of UTF-8. */

/** The sizes that `welcome` tells clients. All in bytes of UTF-8. */
export const limits = {
  /** A typed line with its newline. */
  line: 8192,
  /** A line that is a JSON object, with its newline. */
  json: 32_768,
  /** What is said in one message. */
  text: 4096,
  /** A topic. */
  topic: 1024,
  /** An away message, the reason of a part, quit or deletion, and what to look for. */
  reason: 512,
  /** The emoji of a reaction. */
  emoji: 64,
} as const;

/** Above so many members a room tells joins, parts and quits as counts. */
export const MAX_PRESENCE_MEMBERS = 1000;

/** A session remembers its answers to this many tagged commands, for commands that are sent again. */
export const MAX_ANSWERS_KEPT = 256;

// Texts may hold tab and IRC's formatting codes (bold, colours, reset, monospace, reverse, italic, strike, underline).
const forbiddenInOneLine = /[\x00\x01\x05-\x08\x0a-\x0e\x10\x12-\x15\x17-\x1c\x7f-\x9f]/;
const forbiddenInSeveralLines = /[\x00\x01\x05-\x08\x0b-\x0e\x10\x12-\x15\x17-\x1c\x7f-\x9f]/;

const encoder = new TextEncoder();

/** Length in bytes of UTF-8; when it is surely at most `enough`, any number that is. A code unit is at most three bytes. */
export function byteLength(text: string, enough = 0): number {
  return text.length * 3 <= enough ? text.length : encoder.encode(text).length;
}

/** `limit` is in bytes, `index` in UTF-16 units from 0. */
export type TextProblem =
  | { kind: 'too_long'; limit: number }
  | { kind: 'bad_character'; index: number };

/** Says what is wrong with a text of one line and at most `limit` bytes, or nothing. */
export function lineProblem(text: string, limit: number): TextProblem | undefined {
  return problem(text, limit, forbiddenInOneLine);
}

/** The same for a text of several lines: only a JSON client can say one. */
export function textProblem(text: string, limit: number): TextProblem | undefined {
  return problem(text, limit, forbiddenInSeveralLines);
}

function problem(text: string, limit: number, bad: RegExp): TextProblem | undefined {
  if (bad.test(text)) return { kind: 'bad_character', index: text.search(bad) };
  if (!text.isWellFormed()) return { kind: 'bad_character', index: wellFormedUpTo(text) };
  if (byteLength(text, limit) > limit) return { kind: 'too_long', limit };
  return undefined;
}

function wellFormedUpTo(text: string): number {
  return text.search(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/);
}

// Direction marks would turn what follows; U+2800 is Braille's blank.
const noEmoji = /[\p{White_Space}\p{Cc}\p{Cs}\p{Bidi_Control}\u2800]/u;

/** Says why one can't react with `emoji`, as the end of a sentence that begins "A reaction …", or nothing. */
export function emojiProblem(emoji: string): string | undefined {
  if (noEmoji.test(emoji)) return 'has no blanks, line ends or control characters';
  if (/^\p{Default_Ignorable_Code_Point}*$/u.test(emoji))
    return 'has at least one character that can be seen';
  return byteLength(emoji, limits.emoji) > limits.emoji
    ? `has at most ${limits.emoji} bytes`
    : undefined;
}
