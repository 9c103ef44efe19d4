/** Whom a text calls by their nick. */
import { nickKey } from '../../grammar/names.ts';

const between = /[^\p{L}\p{N}\p{M}\-_.[\]{}\\|^`]+/u;
const edges = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu;

/**
 * The words of a text that may be nicks, folded: each as it stands and without the marks around it, so that both
 * "ann_" and "ann." call somebody. A nick is looked up in them as its key.
 */
export function wordsOf(text: string): ReadonlySet<string> {
  const words = nickKey(text).split(between);
  return new Set(words.flatMap((word) => [word, word.replace(edges, '')]));
}
