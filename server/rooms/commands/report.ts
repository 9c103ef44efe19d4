/** Tells those who look after a room of a message. */
import { type Fault, fault } from '../../../grammar/faults.ts';
import type { Act } from '../act.ts';
import type { AnswerTo } from '../answers.ts';
import { mayReport, tooSoonToReport } from '../bounds/pacing.ts';
import { readableFrom } from '../logs/past.ts';
import { leaveNotice } from '../logs/saying.ts';
import { joinedRoom } from '../lookup.ts';
import { looksAfter } from '../moderation/may.ts';
import { list, MAX_REPORTS_OF_PERSON } from '../moderation/reports.ts';
import type { Person, Room } from '../world/state.ts';
import type { World } from '../world/world.ts';
import type { Row } from './row.ts';

/** One report is told to at most so many of those who look after the room. */
const MAX_REPORTED_TO = 10;

export const report: Row<'report'> = {
  nature: { changes: 'refused' },
  needs: 'membership',
  run(act, command, room) {
    const { message: seq } = command;
    if (!act.mayGoOn(whyNotReported(act, room, seq))) return;
    const { seq: end } = room.fold;
    act.ask({ ask: 'message', log: room.key, end, seq, author: undefined, command });
  },
  answered: { message: found },
};

function whyNotReported(act: Act, room: Room, seq: number): Fault | undefined {
  const { person, world } = act;
  const { name, fold } = room;
  const { nick, identity } = person;
  if (seq > fold.seq || seq < readableFrom(person, room))
    return fault('no_such_message', { target: name, seq });
  if (looksAfter(person, room)) return fault('looks_after', { room: name, nick });
  const limit = MAX_REPORTS_OF_PERSON;
  const open = world.regime.reports.filter(({ by }) => by === identity).length;
  return tooSoonToReport(act) ?? (open < limit ? undefined : fault('too_many_reports', { limit }));
}

/** Goes on when it is known whose message it is. */
function found(act: Act, { to: question, found }: AnswerTo<'message'>): void {
  const { command } = question;
  if (command.cmd !== 'report') return;
  if (found === undefined) return act.refuse(fault('store_unavailable'));
  const { message: seq, reason } = command;
  const room = joinedRoom(act, question.log);
  if (room === undefined || !act.mayGoOn(whyNotReported(act, room, seq))) return;
  const { name } = room;
  if (found === 'nothing') return act.refuse(fault('no_such_message', { target: name, seq }));
  if (found.message.deleted !== undefined) {
    return act.refuse(fault('message_deleted', { target: name, seq }));
  }
  if (!mayReport(act)) return;
  const { person, world, at } = act;
  const why = reason === undefined ? {} : { reason };
  const about = { room: room.key, seq, author: found.author, of_from: found.message.from };
  list(world, act.effects, { ...about, by: person.identity, from: person.nick, at, ...why });
  const because = reason === undefined ? '' : `: ${reason}`;
  for (const each of staffOf(world, room).slice(0, MAX_REPORTED_TO)) {
    leaveNotice(act, each, `I report ${name}:${seq}${because}`);
  }
  act.done({ room: name });
}

/** Owners first. Who is a guest and gone has no role any more. */
function staffOf({ persons }: World, { fold: { policy } }: Room): Person[] {
  const of = (wanted: string): Person[] =>
    [...policy.roles]
      .filter(([, role]) => role === wanted)
      .flatMap(([identity]) => persons.get(identity) ?? []);
  return [...of('owner'), ...of('op')];
}
