/** Takes another nick. */
import { required } from '../arguments/argument.ts';
import { newNick } from '../arguments/nick.ts';
import { flag } from '../arguments/word.ts';
import { command } from './command.ts';

export const nick = command('nick', {
  elsewhere: 'nickname name',
  arguments: [
    required('nick', newNick),
    flag('quiet', 'true to be in no room of --auto-join by itself: for programs'),
  ],
  summary: 'change your nick',
  about:
    'Takes another nick, if nobody has it: case makes no difference. A nick has 1 to 32 letters, digits and -_.[]{}\\|^`, and starts with no digit or dash. Everybody in your rooms is told. Whoever takes a nick for the first time enters the rooms that the server has for newcomers; with quiet, which is for programs, none.',
  examples: ['/nick ann', '/nick@t1 Ann_42', '/nick builds quiet'],
  faults: ['nick_taken', 'too_soon'],
  changes: true,
  tells: '`nick`',
  ok: '`nick`',
  notes:
    "A nick passes for no other one: it is written in one script (with Han, kana, bopomofo or Hangul, Latin may stand; digits, signs and accents go with any), in plain letters (NFKC leaves it as it is, Thai, Lao and Korean keyboards excepted), and looks like nobody else's by the skeleton of Unicode's UTS 39, but for m, which does not look like rn: `paypaI` is `nick_taken` while there is a `paypal`. Whoever had such a nick before this was asked keeps it.",
  played: 'names',
});
