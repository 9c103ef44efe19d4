/** Tells that somebody is back. */
import { watchers } from '../presence.ts';
import type { Row } from './row.ts';

export const back: Row<'back'> = {
  nature: { changes: 'refused' },
  needs: 'nothing',
  bots: 'talking',
  run(act) {
    const { person, world } = act;
    const told = person.away === undefined ? [] : watchers(person);
    world.set(person, 'away', undefined);
    world.touch(person);
    act.announce(told, { ev: 'back', nick: person.nick, at: act.at });
    act.done();
  },
};
