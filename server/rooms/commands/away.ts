/** Tells that somebody is away, and that they are back. */
import { mayChange } from '../bounds/pacing.ts';
import { isTakenEverywhere } from '../moderation/may.ts';
import { watchers } from '../presence.ts';
import type { Row } from './row.ts';

/** Makes somebody away. */
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

/** Brings somebody back. Others are told only if they were away. */
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
