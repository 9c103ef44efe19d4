/** Masks of nicks: letters that stand for themselves, and `*` for any, none included. */

import { MAX_NICK_LENGTH, nickKey, nickProblem } from '../names.ts';
import { skeletonOf } from './likeness.ts';

/** A mask has at least so many characters besides its `*`: it must not mean everybody. */
const MIN_MASK_CHARACTERS = 3;
/** In code points, with all `*`. */
const MAX_MASK_LENGTH = 2 * MAX_NICK_LENGTH;

/** True for what can only be a mask. */
export const isMask = (text: string): boolean => text.includes('*');

/** Says why `mask` can't be one, as the end of a sentence that begins with it, or nothing. */
export function maskProblem(mask: string): string | undefined {
  const characters = [...mask.replaceAll('*', '')];
  if (characters.length < MIN_MASK_CHARACTERS)
    return `has to have at least ${MIN_MASK_CHARACTERS} characters besides *`;
  if ([...mask].length > MAX_MASK_LENGTH)
    return `has to have at most ${MAX_MASK_LENGTH} characters`;
  const isOfNicks = characters.every((character) => nickProblem(`a${character}`) === undefined);
  return isOfNicks ? undefined : 'has characters that no nick has';
}

/** Says of a nick whether the mask means it, or one that looks like it. Each nick is read once, whatever the mask is. */
export function maskMatcher(mask: string): (nick: string) => boolean {
  const pieces = mask.split('*');
  const keys = pieces.map((piece): string => nickKey(piece));
  const skeletons = pieces.map((piece): string => skeletonOf(piece));
  return (nick) => stands(keys, nickKey(nick)) || stands(skeletons, skeletonOf(nick));
}

/** The pieces stand in `text` one behind the other, the first at its beginning and the last at its end. */
function stands(pieces: readonly string[], text: string): boolean {
  const [first = '', ...others] = pieces;
  const last = others.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first)) return false;
  let at = first.length;
  for (const piece of others) {
    const found = text.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}
