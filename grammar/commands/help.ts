/** Shows the commands. */
import { optional } from '../arguments/argument.ts';
import { commandName } from '../arguments/word.ts';
import { command } from './command.ts';

export const help = command('help', {
  elsewhere: '? h man commands cmds usage',
  arguments: [optional('about', commandName)],
  summary: 'show the commands, or one of them',
  about: 'Shows all commands in short, or one at length.',
  examples: ['/help', '/help join', '/help /join'],
  faults: ['no_such_topic'],
  tells: '`help`',
  ok: 'none',
  played: 'asking',
});
