/** Keeps people out of a room. */
import { measureArguments } from '../arguments/measure.ts';
import { command } from './command.ts';
import { ofServer } from './family.ts';

export const ban = command('ban', {
  elsewhere: 'kickban kb kban akick',
  arguments: measureArguments,
  summary: 'put people out of a room and keep them out',
  about:
    'Puts WHO out of ROOM, or of the current room, and lets them in no more: for TIME, or until somebody takes it back by /unban. WHO is a nick (of an account it means the account, whatever it is called later; of a guest also where they come from, for all who come from there later, but for accounts that are older than the ban, and also when the guest has just quit), an address or network, or a mask such as spam*. With ? it only says whom it would hit. REASON is told to all, an address to nobody but those who look after the room. No ban hits ops and owners, nor whoever is named by /allow. Ops and owners ban. With * in the place of ROOM an operator bans from the whole server: those whom it hits are put off it, and are told why and until when; whoever comes from a banned address is let in no more, but for an account that is older than the ban of a guest.',
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
