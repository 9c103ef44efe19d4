/** Whether a text calls somebody by their nick. */
import { nickKey } from '../../grammar/names.ts';

const letter = /[\p{L}\p{N}\p{M}_]/u;

/** True when `nick` stands in `text` as a word of its own, whatever its case. */
export function mentions(text: string, nick: string): boolean {
  const folded: string = nickKey(text);
  const name: string = nickKey(nick);
  for (let at = folded.indexOf(name); at >= 0; at = folded.indexOf(name, at + 1)) {
    const before = folded.slice(Math.max(0, at - 2), at);
    const after = folded.slice(at + name.length, at + name.length + 2);
    if (!letter.test(before.slice(-1)) && !letter.test(after.slice(0, 1))) return true;
  }
  return false;
}
