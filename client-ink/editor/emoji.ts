/** Emoji by the names that a person may type. Any other emoji may be typed or pasted as it is. */
import { emojiNames } from './emoji-names.ts';

/** The emoji one of whose names begins as it is typed, `ro`, or is just that, `:rocket:`. All of them for nothing. */
export function emojiFor(typed: string): string[] {
  const [, wanted = '', end] = /^:?(.*?)(:?)$/.exec(typed.trim().toLowerCase()) ?? [];
  const isCalledSo = (names: readonly string[]) => names.includes(wanted);
  const begins = (names: readonly string[]) => names.some((one) => one.startsWith(wanted));
  const all = [...emojiNames];
  const exact = all.filter(([, names]) => isCalledSo(names));
  const others = all.filter(([, names]) => !isCalledSo(names) && begins(names));
  return [...exact, ...(end === '' ? others : [])].map(([emoji]) => emoji);
}

/** What an emoji of ours is called; undefined for any other. */
export const nameOf = (emoji: string): string | undefined =>
  emojiNames.get(emoji)?.join(', ').replaceAll('_', ' ');
