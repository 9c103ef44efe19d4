/** Goes to another server of the configuration. */
import * as v from 'valibot';
import { argumentType, optional } from '../../../grammar/arguments/argument.ts';
import { word } from '../../../grammar/arguments/ends.ts';
import { command } from '../../../grammar/commands/command.ts';
import { terminal } from '../../../grammar/reading/rule.ts';

/** The name of a profile, such as `work`. */
const profile = argumentType<string>({
  schema: v.pipe(v.string(), v.description('a server of the configuration')),
  usage: 'SERVER',
  signs: [
    terminal({
      name: 'profile',
      word: 'server',
      say: 'a server of your configuration such as work',
      sample: 'work',
      match: word,
    }),
  ],
});

export const server = command('server', {
  elsewhere: 'connect network profile servers',
  arguments: [optional('server', profile)],
  summary: 'go to another server of your configuration',
  about:
    'Shows SERVER, one of the [profiles] of your configuration, and connects to it first if need be. You stay on all others. Without SERVER it lists them.',
  examples: ['/server', '/server work'],
  ok: 'none',
  played: 'none',
});
