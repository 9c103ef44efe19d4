/** How a transcript says what should be heard: `…` stands for anything, `$word` for a word that is learned once. */

/** What `$words` stand for, as far as it is known. */
export type Words = Map<string, string>;

/** True when `line` is as `expected` says. Words that were not known are learned from it. */
export function meets(expected: string, line: string, words: Words): boolean {
  const learned: Words = new Map();
  const wanted = asObject(expected);
  const fits =
    wanted === undefined
      ? fitsText(expected, line, words, learned)
      : fitsValue(wanted, asObject(line), words, learned);
  if (fits) for (const [word, meaning] of learned) words.set(word, meaning);
  return fits;
}

/** A line that is sent, with the words that are known in it. */
export function spoken(text: string, words: Words): string {
  return text.replace(/\$([a-z]\w*)/g, (whole, word: string) => words.get(word) ?? whole);
}

function fitsText(expected: string, text: string, words: Words, learned: Words): boolean {
  const unknown: string[] = [];
  const parts = expected.split(/(…|\$[a-z]\w*)/).map((part) => {
    if (part === '…') return '[^]*?';
    if (!/^\$[a-z]/.test(part)) return literally(part);
    const meaning = words.get(part.slice(1));
    if (meaning !== undefined) return literally(meaning);
    unknown.push(part.slice(1));
    return '(\\S+?)';
  });
  const match = new RegExp(`^${parts.join('')}$`, 'u').exec(text);
  for (const [index, word] of unknown.entries()) {
    if (match) learned.set(word, match[index + 1]!);
  }
  return match !== null;
}

const literally = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

/** An object may have more fields than are expected; `null` says that one is not there. Lists are whole. */
function fitsValue(expected: unknown, value: unknown, words: Words, learned: Words): boolean {
  if (expected === null) return value === undefined;
  if (typeof expected === 'string') {
    return typeof value === 'string' && fitsText(expected, value, words, learned);
  }
  if (typeof expected !== 'object') return expected === value;
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(expected) && (!Array.isArray(value) || value.length !== expected.length)) {
    return false;
  }
  return Object.entries(expected).every(([key, wanted]) =>
    fitsValue(wanted, (value as Record<string, unknown>)[key], words, learned),
  );
}

/** The JSON object that a line is; undefined for any other line. */
function asObject(line: string): object | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line) as object;
  } catch {
    return undefined;
  }
}
