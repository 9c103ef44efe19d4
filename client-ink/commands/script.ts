/** Begins and ends the person's scripts. */
import * as v from 'valibot';
import { argumentType, optional } from '../../grammar/arguments/argument.ts';
import { word } from '../../grammar/arguments/ends.ts';
import { choice } from '../../grammar/arguments/word.ts';
import { command } from '../../grammar/commands/command.ts';
import { terminal } from '../../grammar/reading/rule.ts';

/** The name of a script, such as `greet`. */
const script = argumentType<string>({
  schema: v.pipe(v.string(), v.description('a script of the configuration')),
  usage: 'NAME',
  signs: [
    terminal({
      name: 'script',
      word: 'script',
      say: 'a script of your configuration such as greet',
      sample: 'greet',
      match: word,
    }),
  ],
});

export const scriptCommand = command('script', {
  elsewhere: 'plugin python perl lua load unload exec',
  arguments: [optional('deed', choice('start', 'stop')), optional('script', script)],
  summary: 'start or stop a script of your configuration',
  about:
    'Starts or stops one of the [scripts] of your configuration: a command that is told what happens, as lines of JSON, and says commands. Without a name it lists them.',
  examples: ['/script', '/script start greet', '/script stop greet'],
  ok: 'none',
  played: 'none',
});
