/** What keeps a line from being talk. */
import { isBlank } from './ends.ts';

const misplaced = /^(?:[\p{White_Space}\p{Default_Ignorable_Code_Point}\u2800]+[/\uff0f]|\uff0f)/u;

/**
 * Blanks before a slash, also those of other scripts and those that nobody sees, or a slash of full width: a mistake,
 * for the line would be said aloud, and it may hold a secret.
 */
export function misplacesSlash(line: string): boolean {
  const first = line.charCodeAt(0);
  return (isBlank(first) || first > 0x7f) && misplaced.test(line);
}

/** Talk is a line that no slash begins, or two. */
export function isTalk(line: string): boolean {
  if (line.startsWith('/')) return line.startsWith('//');
  return line !== '' && !misplacesSlash(line);
}
