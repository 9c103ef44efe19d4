/** Tells those who look after a room of a message. */
import { fault } from '../../../grammar/faults.ts';
import { readableFrom } from '../past.ts';
import { leaveNotice } from '../saying.ts';
import type { Person, Room } from '../state.ts';
import type { World } from '../world.ts';
import type { Row } from './row.ts';

/** One report is told to at most so many of those who look after the room. */
const MAX_REPORTED_TO = 10;
/** One person reports at most once in this interval. */
const REPORT_INTERVAL_MS = 10_000;

export const report: Row<'report'> = {
  nature: { changes: 'refused' },
  needs: 'membership',
  run(act, { message: seq, reason }, room) {
    const { person, world } = act;
    const { name, fold } = room;
    if (seq > fold.seq || seq < readableFrom(person, room)) {
      return act.refuse(fault('no_such_message', { target: name, seq }));
    }
    const staff = staffOf(world, room).filter((who) => who !== person);
    if (staff.length === 0) return act.refuse(fault('nobody_to_tell', { room: name }));
    const wait = (person.reported ?? -REPORT_INTERVAL_MS) + REPORT_INTERVAL_MS - world.now;
    if (wait > 0) return act.refuse(fault('too_soon', { seconds: Math.ceil(wait / 1000) }));
    world.set(person, 'reported', world.now);
    const why = reason === undefined ? '' : `: ${reason}`;
    for (const each of staff.slice(0, MAX_REPORTED_TO)) {
      leaveNotice(act, each, `I report ${name}:${seq}${why}`);
    }
    act.done({ room: name });
  },
};

/** Owners first. Who is a guest and gone has no role any more. */
function staffOf({ persons }: World, { fold: { policy } }: Room): Person[] {
  const of = (wanted: string): Person[] =>
    [...policy.roles]
      .filter(([, role]) => role === wanted)
      .flatMap(([identity]) => persons.get(identity) ?? []);
  return [...of('owner'), ...of('op')];
}
