/** Takes back what staff did: the opposite of an act is decided on the room as it is now, and is an act itself. */
import { isActOfStaff } from '../../../grammar/acts.ts';
import type { Logged } from '../../../grammar/events.ts';
import { type Fault, fault } from '../../../grammar/faults.ts';
import { unreachable } from '../../../grammar/unreachable.ts';
import type { Act } from '../act.ts';
import type { AnswerTo } from '../answers.ts';
import { joinedRoom } from '../lookup.ts';
import { inForce, isSameMeasure } from '../moderation/measures.ts';
import { setAgain, takeBack } from '../moderation/moderating.ts';
import { lockDown } from '../moderation/operators.ts';
import { MAX_ACTS, roleIn, type StaffAct } from '../moderation/policy.ts';
import { mayDo } from '../moderation/refusing.ts';
import { giveRole } from '../moderation/roles.ts';
import { invite, setTo, whyNotInvited } from '../moderation/room-changes.ts';
import type { Identity, Seq } from '../world/ids.ts';
import type { Person, Room } from '../world/state.ts';
import type { Row } from './row.ts';

export const undo: Row<'undo'> = {
  nature: { changes: 'refused' },
  needs: 'membership',
  run: (act, { act: seq }, room) => undoAct(act, room, seq),
  answered: { acts: whyNotUndone },
};

/** Takes back the act of that number; looks it up to say why that can't be done. */
function undoAct(act: Act, room: Room, seq: Seq): void {
  if (!mayDo(act, { do: 'audit' }, room)) return;
  const { measures, acts } = room.fold.policy;
  const measure = inForce(measures, act.world.now).find((each) => each.seq === seq);
  if (measure) {
    if (mayDo(act, { do: 'ban' }, room)) takeBack(act, room, measure);
    return;
  }
  const known = acts.find((each) => each.seq === seq);
  if (known) return undoKnown(act, room, known);
  const range = { after: seq - 1, before: seq + 1, keep: 'newest', limit: 1 } as const;
  act.ask({ ask: 'acts', log: room.key, ...range });
}

function undoKnown(act: Act, room: Room, known: StaffAct): void {
  const { policy } = room.fold;
  const { seq } = known;
  switch (known.did) {
    case 'role': {
      const { whom, was, is } = known;
      const who = personDoneTo(act, room, whom, seq);
      if (who === undefined) return;
      if (roleIn(policy, whom) !== is) return act.refuse(changed(room, seq));
      return giveRole(act, room, who, { role: was });
    }
    case 'setting': {
      const { name, was } = known;
      const isLast =
        policy.acts.findLast((each) => each.did === 'setting' && each.name === name) === known;
      if (!isLast) return act.refuse(changed(room, seq));
      if (!mayDo(act, { do: name === 'archived' ? 'archive' : 'set' }, room)) return;
      return act.done(setTo(act, room, name, was));
    }
    case 'kick': {
      const who = personDoneTo(act, room, known.whom, seq);
      if (who === undefined || !mayDo(act, { do: 'kick' }, room)) return;
      if (!act.mayGoOn(whyNotInvited(act, who, room))) return;
      return act.done(invite(act, who, room));
    }
    case 'lift': {
      const { measure } = known;
      const all = inForce(policy.measures, act.world.now);
      if (all.some((each) => isSameMeasure(each, measure))) return act.refuse(changed(room, seq));
      const isOver = inForce([measure], act.world.now).length === 0;
      if (isOver) return act.refuse(because(room, seq, 'it would be over by now'));
      return setAgain(act, room, measure);
    }
    case 'lockdown': {
      const isLast = policy.acts.findLast(({ did }) => did === 'lockdown') === known;
      if (!isLast) return act.refuse(changed(room, seq));
      return lockDown(act, known.state === 'on' ? 'off' : 'on');
    }
    default:
      return unreachable(known);
  }
}

/** Whoever it was done to; refuses when they are gone, as guests are one day. */
function personDoneTo(act: Act, room: Room, whom: Identity, seq: Seq): Person | undefined {
  const who = act.world.persons.get(whom);
  if (who === undefined) act.refuse(because(room, seq, 'whoever it was done to is gone'));
  return who;
}

const because = ({ name: room }: Room, act: Seq, why: string): Fault =>
  fault('not_undoable', { room, act, why });

const changed = (room: Room, seq: Seq): Fault =>
  because(room, seq, 'it is not so any more: somebody has changed it since');

const OVER = 'it is over, or was taken back or replaced';
const whyNever: { readonly [Ev in Logged['ev']]?: string } = {
  delete: 'a deleted text never comes back',
  renamed: 'a room is called otherwise by /rename',
  announced: 'what everybody was told can’t be unsaid',
  banned: OVER,
  muted: OVER,
  allowed: OVER,
};

/** Why the act of that number can't be taken back. */
function whyNotUndone(act: Act, { to: question, acts }: AnswerTo<'acts'>): void {
  if (acts === undefined) return act.refuse(fault('store_unavailable'));
  const room = joinedRoom(act, question.log);
  if (room === undefined || !mayDo(act, { do: 'audit' }, room)) return;
  const seq = question.before - 1;
  const [event] = acts.events;
  if (event === undefined || !isActOfStaff(event)) {
    return act.refuse(because(room, seq, 'it is no act of staff'));
  }
  const why = whyNever[event.ev] ?? `${MAX_ACTS} acts or more have followed it`;
  act.refuse(because(room, seq, why));
}
