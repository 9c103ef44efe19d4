/** WHO: a nick, an address or network, or a mask of nicks. A nick that is an account's means the account. */

import { nickKey } from '../names.ts';
import { isMask } from './mask.ts';
import { networkOf, written } from './network.ts';

/** Which of them a WHO is. */
export const whomKinds = ['person', 'address', 'mask'] as const;
/** How somebody is named in a ban or its like. */
type WhomKind = (typeof whomKinds)[number];

/** No nick has a colon or a slash in it, or begins with a digit. */
export const looksLikeAddress = (text: string): boolean => /^\d|[:/]/.test(text);

/** What a WHO is by its form; whether it is a good one is not asked. */
export const whomKind = (text: string): WhomKind =>
  isMask(text) ? 'mask' : looksLikeAddress(text) ? 'address' : 'person';

/** The key by which two of them are the same. */
export function whomKey(text: string): string {
  const network = whomKind(text) === 'address' ? networkOf(text) : undefined;
  return network ? written(network) : nickKey(text);
}
