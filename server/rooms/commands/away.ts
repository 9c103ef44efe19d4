/** Tells that somebody is away. */
import { watchers } from '../presence.ts';
import type { Row } from './row.ts';

export const away: Row<'away'> = {
  nature: { changes: 'refused' },
  needs: 'nothing',
  run(act, { text = '' }) {
    const { person, world } = act;
    world.set(person, 'away', text);
    world.touch(person);
    act.announce(watchers(person), { ev: 'away', nick: person.nick, text, at: act.at });
    act.done();
  },
};
