/** Makes a session of an account a guest's. */
import { command } from './command.ts';

export const logout = command('logout', {
  elsewhere: 'signout logoff deauth',
  arguments: [],
  summary: 'be a guest again',
  about:
    'Makes this session a new guest, who is in no room. Your other devices stay logged in. After the last one the account stays in its rooms, and is offline there.',
  examples: ['/logout'],
  faults: ['no_account'],
  changes: true,
  reported: 'account',
  tells: '`parted` for each room, and `nick`',
  ok: '`nick`; `session`, the token for the next `/resume`',
  played: 'accounts',
  acknowledged: ({ nick }) => `You are a guest again, called ${nick}.`,
});
