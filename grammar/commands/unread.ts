/** Counts what one has not read. */
import { command } from './command.ts';

/** Of one log, so many messages are counted. */
export const MAX_UNREAD_COUNTED = 999;

/** Shows where something is unread. */
export const unread = command('unread', {
  elsewhere: 'news new',
  arguments: [],
  summary: 'show what you have not read',
  about: `Counts, for each of your rooms and private logs, the messages of others that you have not read, and how many of them call you by your nick. It counts up to ${MAX_UNREAD_COUNTED}. Only accounts have it. It is also shown when you log in.`,
  examples: ['/unread', '/unread@t1'],
  faults: ['no_account', 'store_unavailable'],
  tells: '`unread`',
  ok: 'none',
  played: 'unread',
});
