/** Typed lines without what nobody should see in them: passwords, also where the line is wrong. */
import type { Definition } from '../commands/command.ts';

/** By how many UTF-16 units it stands for, so that whatever is behind keeps its place. */
const DOTS = ['', '•', '\u{1f784}'];

/** Blanks, and what looks like them, may stand before a slash and behind it. */
const opening =
  /^[\p{White_Space}\p{Default_Ignorable_Code_Point}\u2800]*[/\uff0f][\p{White_Space}\p{Default_Ignorable_Code_Point}\u2800]*([^\p{White_Space}@/][^\p{White_Space}@]*)/u;
/** A name that something is glued to: `/login:ann`. */
const glued = /^[a-z]+(?=[^a-z])/i;
const nextWord = /\P{White_Space}*\p{White_Space}+/uy;

/** How many words stand between a command and the first secret of its line; nothing when it takes none. */
export function wordsBeforeSecret(definition: Definition): number | undefined {
  const at = Object.values(definition.fields).findIndex(({ type }) => type?.secret !== undefined);
  return at < 0 ? undefined : at;
}

/**
 * The line with a dot for each character that may be a secret's, blanks excepted. `wordsBefore` says of a command's name, or
 * what may be meant for one, how many words stand between it and the first secret.
 */
export function concealed(line: string, wordsBefore: (name: string) => number | undefined): string {
  const [before = '', word = ''] = opening.exec(line) ?? [];
  const words = word === '' ? undefined : wordsBefore(word);
  if (words !== undefined) return dotted(line, startOf(line, before.length, words + 1));
  const [name = ''] = glued.exec(word) ?? [];
  const isGlued = name !== '' && wordsBefore(name) !== undefined;
  return isGlued ? dotted(line, before.length - word.length + name.length) : line;
}

const dotted = (line: string, from: number): string =>
  line.slice(0, from) + line.slice(from).replace(/\P{White_Space}/gu, dot);

const dot = ({ length }: string): string => DOTS[length] ?? '';

/** Where the word stands that so many come before, the one that `from` lies in among them. */
function startOf(line: string, from: number, words: number): number {
  nextWord.lastIndex = from;
  for (let n = 0; n < words; n += 1) if (!nextWord.test(line)) return line.length;
  return nextWord.lastIndex;
}
