/** Makes a session of an account a guest's. */
import { goOver } from '../people/ending.ts';
import type { Row } from './row.ts';

export const logout: Row<'logout'> = {
  nature: { changes: 'refused' },
  needs: 'account',
  bots: 'reading',
  isRoomless: true,
  run: (act, command) => act.ask({ ask: 'guest', command }),
  answered: {
    guest(act, { guest, renewed }) {
      const { person, world, at } = act;
      const { nick } = person;
      for (const room of person.rooms.values())
        act.tell({ ev: 'parted', room: room.name, nick, at });
      const called =
        typeof guest.nick === 'number' ? world.persons.guestNick(guest.nick) : guest.nick;
      const { identity } = guest;
      goOver(act, world.persons.add({ identity, nick: called, since: world.now }), 'logged out');
      world.sessions.renew(act.session, renewed);
      act.done({ nick: called, session: act.session.secret });
    },
  },
};
