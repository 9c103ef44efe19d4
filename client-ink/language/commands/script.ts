/** Begins and ends the person's scripts. */
import * as v from 'valibot';
import type { Argument } from '../../../grammar/arguments/argument.ts';
import { word } from '../../../grammar/arguments/ends.ts';
import { command } from '../../../grammar/commands/command.ts';
import { literal, rule, terminal } from '../../../grammar/reading/rule.ts';
import { both, label, nothing } from '../../../grammar/reading/sum.ts';

const name = terminal({
  name: 'script',
  word: 'script',
  say: 'a script of your configuration such as greet',
  sample: 'greet',
  match: word,
});

/** What is to be done, and with which one. */
const deed: Argument<{ deed?: 'start' | 'stop'; script?: string }> = {
  name: 'deed',
  usage: '[start|stop NAME]',
  fields: {
    deed: {
      schema: v.pipe(v.picklist(['start', 'stop']), v.description('"start" or "stop"')),
      optional: true,
    },
    script: {
      schema: v.pipe(v.string(), v.description('a script of the configuration')),
      optional: true,
    },
  },
  faults: [],
  rules: (of) => [
    rule(of, [], nothing),
    rule(of, [`${of}.deed`, `${of}.script`], both),
    ...(['start', 'stop'] as const).map((each) =>
      rule(
        `${of}.deed`,
        [literal(each)],
        label('deed', () => each),
        ['start|stop'],
      ),
    ),
    rule(
      `${of}.script`,
      [name],
      label('script', (typed) => typed),
      ['NAME'],
    ),
  ],
  check: () => undefined,
  print: ({ deed, script }) => [deed, script].filter((each) => each !== undefined),
};

export const scriptCommand = command('script', {
  elsewhere: 'plugin python perl lua load unload exec',
  arguments: [deed],
  summary: 'start or stop a script of your configuration',
  about:
    'Starts or stops one of the [scripts] of your configuration: a command that is told what happens, as lines of JSON, and says commands. Without a name it lists them.',
  examples: ['/script', '/script start greet', '/script stop greet'],
  ok: 'none',
  played: 'none',
});
