/** WHO something is done to: a nick, an address or network, or a mask of nicks. */
import * as v from 'valibot';
import { type Fault, fault } from '../faults.ts';
import { maskProblem } from '../names/mask.ts';
import { looksLikeAddress, whomKind } from '../names/whom.ts';
import { quoted } from '../reading/quote.ts';
import { terminal } from '../reading/rule.ts';
import { argumentType } from './argument.ts';
import { word } from './ends.ts';
import { checkNick, nickSign } from './nick.ts';

/** A word of this form; not `befor=5`, which is an option gone wrong, and no room. */
const wordLike =
  (isLike: (text: string) => boolean) =>
  (line: string, from: number): number => {
    const to = word(line, from);
    const text = line.slice(from, to);
    return to > from && !/^[#@]|=/.test(text) && isLike(text) ? to : -1;
  };

const addressSign = terminal({
  name: 'address',
  word: 'address',
  say: 'an address such as 203.0.113.0/24',
  sample: '203.0.113.0/24',
  match: wordLike((text) => looksLikeAddress(text) && !text.includes('*')),
});

const maskSign = terminal({
  name: 'mask',
  word: 'mask',
  say: 'a mask such as spam*',
  sample: 'spam*',
  match: wordLike((text) => text.includes('*')),
});

/** The argument type WHO. */
export const whom = argumentType<string>({
  schema: v.pipe(
    v.string(),
    v.description('a nick, an address or network such as 203.0.113.0/24, or a mask such as spam*'),
  ),
  meaning:
    'a nick such as ann, which means the account where it is one; an address or network such as 203.0.113.7, 203.0.113.0/24 or 2001:db8::/48 (of IPv4 at least /16, of IPv6 at least /32); or a mask of nicks such as spam*, in which * stands for any characters and at least three others stand for themselves',
  usage: 'WHO',
  signs: [addressSign, maskSign, nickSign],
  faults: ['bad_nick', 'bad_who'],
  check: checkWhom,
});

function checkWhom(given: string): Fault | undefined {
  const kind = whomKind(given);
  if (kind === 'person') return checkNick(given);
  // Whether an address is one is decided by the server: half of one is typed before the whole.
  const problem = kind === 'mask' ? maskProblem(given) : undefined;
  return problem === undefined ? undefined : fault('bad_who', { who: quoted(given), problem });
}
