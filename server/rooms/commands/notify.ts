/** Chooses what somebody is told of at once, or shows what they have chosen. */
import { fault } from '../../../grammar/faults.ts';
import { deadlineOf } from '../../../grammar/time.ts';
import { joinedRoom } from '../lookup.ts';
import { choicesOf, withChoice } from '../people/notifying.ts';
import type { Row } from './row.ts';

export const notify: Row<'notify'> = {
  nature: ({ level }) => (level === undefined ? { asks: 'world' } : { changes: 'refused' }),
  needs: 'nothing',
  run(act, { room: name, level, until }) {
    const { person, world } = act;
    const room = name === undefined ? undefined : joinedRoom(act, name);
    if (name !== undefined && room === undefined) return;
    if (level === undefined) {
      if (until !== undefined) return act.refuse(fault('bad_command', { message: NO_CHOICE }));
      return act.show(choicesOf(person, world.now));
    }
    const end = until === undefined ? undefined : deadlineOf(until, world.now);
    if (end !== undefined && end <= world.now) {
      return act.refuse(fault('bad_command', { message: PAST }));
    }
    const choice = { level, ...(end !== undefined && { until: end }) };
    world.set(person, 'notify', withChoice(person, room?.key, choice, world.now));
    world.touch(person);
    act.tellOthers(choicesOf(person, world.now));
    act.answer(choicesOf(person, world.now));
    act.done();
  },
};

const NO_CHOICE = 'Until a time there has to be a choice: all, mentions or none.';
const PAST =
  '`until` is a time that is over. Write how long from now, such as 2h, or a moment to come.';
