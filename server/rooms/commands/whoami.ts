/** Shows who asks: what a person may know of itself and its session. */
import { TOKEN_PLACE } from '../greeting.ts';
import { roomsOf } from '../views.ts';
import type { Row } from './row.ts';

export const whoami: Row<'whoami'> = {
  nature: { asks: 'world' },
  needs: 'nothing',
  isRoomless: true,
  isUnlocked: true,
  run(act) {
    const { session, person } = act;
    const { current } = session;
    const { nick, away, bell, privacy } = person;
    act.show({
      ev: 'whoami',
      nick,
      ...(current && { room: current.name }),
      rooms: roomsOf(session).map(({ name }) => name),
      ...(away !== undefined && { away }),
      bell: bell ? 'on' : 'off',
      ...(privacy !== 'all' && { privacy }),
      session: TOKEN_PLACE,
    });
  },
};
