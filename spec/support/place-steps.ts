/** What may happen to those who hear rooms, one after the other. */
import fc from 'fast-check';
import { roomKey } from '../../grammar/names.ts';
import { type Place, type Room, rooms } from './place.ts';

export const step = fc.oneof(
  fc.record({ do: fc.constantFrom('comes', 'comes', 'says'), room: fc.constantFrom(...rooms) }),
  fc.record({
    do: fc.constantFrom('enters', 'leaves'),
    who: fc.nat(3),
    room: fc.constantFrom(...rooms),
  }),
  fc.record({ do: fc.constantFrom('answer', 'ping'), who: fc.nat(3) }),
  fc.record({ do: fc.constant('quits'), logs: fc.subarray([...rooms], { minLength: 1 }) }),
  fc.record({ do: fc.constant('pass'), milliseconds: fc.nat(500) }),
);
export type Step = { do: string; who?: number; room?: Room; logs?: Room[]; milliseconds?: number };

export function take(place: Place, given: Step, n: number): void {
  const { who = 0, room = '#tea', logs = [], milliseconds = 0 } = given;
  // What comes next is told in the same turn.
  if (given.do === 'lags') return place.fanout.reader(who)?.lag();
  if (given.do === 'comes') place.comes(`nick${n}`, room);
  else if (given.do === 'says') place.says(`text${n}`, room);
  else if (given.do === 'quits') place.quits(`nick${n}`, logs);
  else if (given.do === 'enters') place.enter(who, room);
  else if (given.do === 'leaves') place.fanout.leave(who, roomKey(room));
  else if (given.do === 'answer') place.answer(who, `answer${n}`);
  else if (given.do === 'ping') place.ping(who);
  else place.clock.pass(milliseconds);
  place.flush();
}
