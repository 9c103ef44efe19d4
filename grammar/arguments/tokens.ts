/** What is done with the tokens of one's bots: they are listed, and one is made or revoked. */
import { fault } from '../faults.ts';
import { literal, rule, terminal } from '../reading/rule.ts';
import { label, nothing, together } from '../reading/sum.ts';
import type { Argument } from './argument.ts';
import { word } from './ends.ts';
import { roomList, tokenName } from './limits.ts';
import { options } from './options.ts';
import { choice } from './word.ts';

/** What the session of a token may do: hear and ask, or also say something. */
const can = choice('read', 'say');

const limits = options({ rooms: roomList, can });

/** In nearley's notation the name can't be a word of JavaScript's. */
const newSign = terminal({
  name: 'minting',
  word: 'new',
  say: 'new',
  sample: 'new',
  match: (line, from) => (/^new$/i.test(line.slice(from, word(line, from))) ? from + 3 : -1),
});

interface TokenFields {
  new?: string;
  revoke?: string;
  rooms?: string[];
  can?: 'read' | 'say';
}

const named = (field: 'new' | 'revoke', meaning: string) => ({
  [field]: { schema: tokenName.schema, optional: true, meaning },
});

/** `new NAME` with its limits, `revoke NAME`, `list`, or nothing, which lists them. */
export const tokens: Argument<TokenFields> = {
  name: 'tokens',
  usage: '[list|revoke NAME|new NAME [rooms=ROOM[,ROOM…]] [can=read|say]]',
  fields: {
    ...named('new', `the new one's name: ${tokenName.meaning}`),
    ...named('revoke', 'the name of the one that ends'),
    ...limits.fields,
  },
  faults: ['bad_command', ...limits.faults],
  rules: (of) => [
    rule(of, [], nothing),
    rule(of, [literal('list')], nothing, ['list']),
    rule(of, [literal('revoke'), `${of}.revoke`], ([, name]) => name, ['revoke']),
    rule(of, [newSign, `${of}.new`, `${of}.limits`], together, ['new']),
    ...tokenName.signs.flatMap((sign) => [
      rule(`${of}.new`, [sign], label('new', tokenName.read), ['NAME']),
      rule(`${of}.revoke`, [sign], label('revoke', tokenName.read), ['NAME']),
    ]),
    ...limits.rules(`${of}.limits`),
  ],
  check(given) {
    const name = given.new ?? given.revoke;
    const wrong = name === undefined ? undefined : tokenName.check(name);
    if (wrong) return wrong;
    const isLimited = given.rooms !== undefined || given.can !== undefined;
    if (given.new === undefined ? isLimited : given.revoke !== undefined) {
      const message = '`rooms` and `can` go with `new`, and `revoke` with nothing else.';
      return fault('bad_command', { message });
    }
    return limits.check(given);
  },
  print(given) {
    if (given.revoke !== undefined) return ['revoke', given.revoke];
    if (given.new === undefined) return [];
    const limited = limits.print(given);
    return limited && ['new', given.new, ...limited];
  },
};
