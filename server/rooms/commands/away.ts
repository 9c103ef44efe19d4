/** Tells that somebody is away. */
import { mayChange } from '../bounds/pacing.ts';
import { isTakenEverywhere } from '../moderation/may.ts';
import { watchers } from '../presence.ts';
import type { Row } from './row.ts';

export const away: Row<'away'> = {
  nature: { changes: 'refused' },
  needs: 'nothing',
  bots: 'talking',
  run(act, { text = '' }) {
    const { person, world } = act;
    if (!mayChange(act, person.rooms.values())) return;
    world.set(person, 'away', text);
    world.touch(person);
    const isTold = isTakenEverywhere(person, text, world.now);
    const told = { nick: person.nick, text: isTold ? text : '', at: act.at };
    act.announce(watchers(person), { ev: 'away', ...told });
    act.done();
  },
};
