/** Single words: a choice of a few, a command's name, a session's token, and the one that stands for yes. */
import * as v from 'valibot';
import { fault } from '../faults.ts';
import { literal, rule, terminal } from '../reading/rule.ts';
import { label, nothing } from '../reading/sum.ts';
import { type Argument, type ArgumentType, argumentType } from './argument.ts';
import { word } from './ends.ts';
import { checkLine } from './text.ts';

/** One of these words. */
export const choice = <Word extends string>(...words: [Word, ...Word[]]): ArgumentType<Word> =>
  argumentType<Word>({
    schema: v.pipe(
      v.picklist(words),
      v.description(words.map((each) => `"${each}"`).join(' or ')),
    ) as v.GenericSchema<Word>,
    usage: words.join('|'),
    signs: words.map((each) => literal(each)),
  });

/** A word that is typed or left out; in an object it is true. */
export const flag = <Name extends string>(
  name: Name,
  meaning: string,
  typed: string = name,
): Argument<{ [N in Name]?: boolean }> => ({
  name,
  usage: `[${typed}]`,
  fields: {
    [name]: { schema: v.pipe(v.boolean(), v.description(meaning)), optional: true },
  },
  faults: [],
  rules: (of) => [
    rule(of, [], nothing),
    rule(
      of,
      [literal(typed)],
      label(name, () => true),
      [typed],
    ),
  ],
  check: () => undefined,
  tidy: (given) => (given[name] === false ? { [name]: undefined } : undefined),
  print: (given) => (given[name] ? [typed] : []),
});

/** `/help /join` asks about `join`. */
export const commandName = argumentType<string>({
  schema: v.pipe(v.string(), v.description("a command's name")),
  usage: 'COMMAND',
  signs: [
    terminal({
      name: 'name',
      word: 'command',
      say: 'a command such as /join',
      sample: 'join',
      match: word,
    }),
  ],
  faults: ['empty_text', 'too_long'],
  read: (typed) => (typed.startsWith('/') ? typed.slice(1) : typed),
  print: (given) => (/^\/|[ \t]/.test(given) ? undefined : given),
  check: (given) => checkLine("The command's name", given),
});

/** A session's token is a secret and stays out of sentences. */
export const token = argumentType<string>({
  schema: v.pipe(v.string(), v.description('the session of a welcome')),
  usage: 'TOKEN',
  signs: [
    terminal({
      name: 'token',
      word: 'token',
      say: 'the session token of your welcome',
      sample: 'k3yt0k3n',
      shownAs: 'the session token',
      match: word,
    }),
  ],
  faults: ['bad_command'],
  check: (given) =>
    /^[\x21-\x7e]+$/.test(given)
      ? undefined
      : fault('bad_command', { message: '`token` is no session token: see your welcome.' }),
});
