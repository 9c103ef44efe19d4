/** Which nicks look alike: those with the same skeleton, as in Unicode's UTS 39. */
import unhomoglyph from 'unhomoglyph';
import { plainAscii } from './scripts.ts';

declare const brand: unique symbol;
/** What is left of a nick when each letter is exchanged for the one that it looks like. Never shown to anybody. */
export type Skeleton = string & { readonly [brand]: 'skeleton' };

/** What looks alike in ASCII; most nicks have nothing else. */
const alikeInAscii: Readonly<Record<string, string>> = {
  0: 'O',
  1: 'l',
  I: 'l',
  '|': 'l',
  '`': "'",
};

/**
 * Made of the nick as it is spelt, since upper case looks like other letters than lower case (I and l), and folded only
 * then. Against the tables, m does not look like rn: too many names have either.
 */
export function skeletonOf(nick: string): Skeleton {
  const bare = plainAscii.test(nick)
    ? nick.replace(/[01I|`]/g, (character) => alikeInAscii[character]!)
    : nick
        .normalize('NFD')
        .split('m')
        .map((piece) => unhomoglyph(piece))
        .join('m')
        .normalize('NFD');
  return bare.toLowerCase().toUpperCase().toLowerCase() as Skeleton;
}
