/** Shows the sessions of one's account, and ends them. */
import { fault } from '../../../grammar/faults.ts';
import { iso } from '../../../grammar/time.ts';
import { endAll } from '../people/ending.ts';
import type { Session } from '../world/state.ts';
import type { Row } from './row.ts';

export const sessions: Row<'sessions'> = {
  nature: ({ end: which }) => (which === undefined ? { asks: 'world' } : { changes: 'refused' }),
  needs: 'nothing',
  bots: 'never',
  run(act, { end: which }) {
    const { session, person } = act;
    if (which === undefined) {
      const all = [...person.sessions.values()].map((each) => shown(each, session));
      return act.show({ ev: 'sessions', sessions: all });
    }
    const ended = [...person.sessions.values()].filter((each) =>
      which === 'others' ? each !== session : each.device === which,
    );
    if (which !== 'others' && ended.length === 0) {
      return act.refuse(fault('no_such_device', { device: which }));
    }
    act.done();
    endAll(act, ended, 'ended on another device', {
      message: 'This session was ended on another device.',
    });
  },
};

/** After a restart nobody knows from where a session came. */
function shown({ device, address, format, since, heard, lost, ...each }: Session, asker: Session) {
  return {
    device,
    ...(address.name !== '' && { address: address.name }),
    ...(format !== '' && { format }),
    since: iso(since),
    heard: iso(heard),
    ...(lost !== undefined && { lost: true as const }),
    ...(each.bot && { bot: each.bot.name }),
    ...(each.id === asker.id && { own: true as const }),
  };
}
