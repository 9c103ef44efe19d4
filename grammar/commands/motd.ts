/** Shows the message of the day. */
import { command } from './command.ts';

export const motd = command('motd', {
  arguments: [],
  summary: 'show the message of the day',
  about: 'Shows what the server greets with.',
  examples: ['/motd'],
  tells: '`motd`',
  ok: 'none',
  played: 'greeting',
});
