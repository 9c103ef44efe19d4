/** Shows the message of the day. */
import { command } from './command.ts';

export const motd = command('motd', {
  arguments: [],
  summary: 'show the message of the day',
  about: 'Shows the text with which the server greets.',
  examples: ['/motd'],
  tells: '`motd`',
  ok: 'none',
  played: 'greeting',
});
