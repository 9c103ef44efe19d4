/** Keeps people out of a room. */
import { measureArguments } from '../arguments/measure.ts';
import { command } from './command.ts';
import { ofServer } from './family.ts';

export const ban = command('ban', {
  elsewhere: 'kickban kb kban akick',
  arguments: measureArguments,
  summary: 'put people out of a room and keep them out',
  about:
    'Puts WHO out of ROOM, or of the current room, and keeps them out: for TIME, or until somebody takes the ban back by /unban. WHO is a nick, an address, a network, or a mask such as spam*. The nick of an account means the account, whatever it is called later. The nick of a guest, also of one who has just quit, means the guest and the address: whoever comes from there later is kept out, but for accounts that are older than the ban. With ? it only says whom the ban would hit. Everybody is told REASON; only those who look after the room are told an address. A ban hits no op, no owner, and nobody whom /allow names. Ops and owners ban. With * in the place of ROOM an operator bans from the whole server: whoever is hit is disconnected, and told why and until when.',
  examples: [
    '/ban bob',
    '/ban #dev bob for=2h mind your manners',
    '/ban spam* ?',
    '/ban@t1 203.0.113.0/24 for=1d',
    '/ban * bob for=1w spam',
  ],
  faults: [
    'no_such_nick',
    'not_allowed',
    'operators_only',
    'banned',
    'is_staff',
    'too_many_hit',
    'too_many_measures',
  ],
  changes: true,
  tells:
    '`banned`, and `kicked` for each one who is put out; with ?, `hits`; whom a ban from the server hits hears `bye`',
  ok: '`room` and `seq`, which is the number of the ban; with ? none',
  played: 'bans',
  acknowledged: ofServer,
  current: { field: 'room', of: 'room', members: true },
});
