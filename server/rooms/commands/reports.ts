/** Shows what was reported, and closes it. */
import { fault } from '../../../grammar/faults.ts';
import { isServer } from '../../../grammar/names.ts';
import { mayDo } from '../moderation/refusing.ts';
import type { KeptReport } from '../moderation/regime.ts';
import { close } from '../moderation/reports.ts';
import { reportList } from '../views.ts';
import type { Row } from './row.ts';

export const reports: Row<'reports'> = {
  nature: ({ close: number }) =>
    number === undefined ? { asks: 'world' } : { changes: 'refused' },
  needs: 'membership',
  run(act, { close: number }, room) {
    if (!mayDo(act, { do: 'reports' }, room)) return;
    const { world, effects } = act;
    const isHere = (each: KeptReport) => isServer(room.name) || each.room === room.key;
    const here = world.regime.reports.filter(isHere);
    if (number === undefined) {
      return act.show(reportList(world, room.name, here));
    }
    if (!here.some((each) => each.number === number)) {
      return act.refuse(fault('no_such_report', { room: room.name, number }));
    }
    close(world, effects, (each) => each.number === number);
    act.done({ room: room.name });
  },
};
