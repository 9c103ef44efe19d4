/** Shows what was reported, each with what its room is called now, and closes it. */
import { fault } from '../../../grammar/faults.ts';
import { isServer } from '../../../grammar/names.ts';
import { firstOf } from '../cutting.ts';
import { mayDo } from '../moderation/refusing.ts';
import type { KeptReport } from '../moderation/regime.ts';
import { close } from '../moderation/reports.ts';
import type { Row } from './row.ts';

export const reports: Row<'reports'> = {
  nature: ({ close: number }) =>
    number === undefined ? { asks: 'world' } : { changes: 'refused' },
  needs: 'membership',
  run(act, { close: number }, room) {
    const { world, effects } = act;
    if (!mayDo(act, { do: 'reports' }, room)) return;
    const isHere = (each: KeptReport) => isServer(room.name) || each.room === room.key;
    const here = world.regime.reports.filter(isHere);
    if (number === undefined) {
      const { list, ...more } = firstOf(here, ({ by: _, author: __, room: key, ...rest }) => ({
        ...rest,
        room: world.rooms.glimpseOf(key)?.name ?? key,
      }));
      return act.show({ ev: 'reports', room: room.name, reports: list, ...more });
    }
    if (!here.some((each) => each.number === number)) {
      return act.refuse(fault('no_such_report', { room: room.name, number }));
    }
    close(world, effects, (each) => each.number === number);
    act.done({ room: room.name });
  },
};
