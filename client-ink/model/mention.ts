/** Whether a text calls somebody by their nick, as the server decides it for the bell of plain clients. */
import { nickKey } from '../../grammar/names.ts';

const letter = /[\p{L}\p{N}\p{M}_]/u;

/** True when `nick` stands in `text` as a word of its own, whatever its case. */
export function mentions(text: string, nick: string): boolean {
  if (nick === '') return false;
  const folded: string = nickKey(text);
  const name: string = nickKey(nick);
  for (let at = folded.indexOf(name); at >= 0; at = folded.indexOf(name, at + 1)) {
    const end = at + name.length;
    if (!letter.test(last(folded.slice(0, at))) && !letter.test(first(folded.slice(end)))) {
      return true;
    }
  }
  return false;
}

const first = (text: string): string => [...text.slice(0, 2)][0] ?? '';
const last = (text: string): string => [...text.slice(-2)].at(-1) ?? '';
