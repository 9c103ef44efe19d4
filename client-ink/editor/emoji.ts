/** Some emoji to react with, by the names that a person may type. Any other emoji may be typed or pasted as it is. */
const names: Readonly<Record<string, string>> = {
  '+1': '👍',
  '-1': '👎',
  smile: '😄',
  party: '🎉',
  heart: '💜',
  rocket: '🚀',
  eyes: '👀',
  check: '✅',
  confused: '😕',
  thanks: '🙏',
};

/** The emoji whose names go on as it is typed: `ro`, `:rocket:`; all of them for nothing. */
export function emojiFor(typed: string): string[] {
  const wanted = typed.trim().replace(/^:|:$/g, '').toLowerCase();
  return Object.entries(names).flatMap(([name, emoji]) => (name.startsWith(wanted) ? [emoji] : []));
}
