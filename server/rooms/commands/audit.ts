/** Shows what staff did. */
import { DEFAULT_AUDIT_ACTS } from '../../../grammar/commands/audit.ts';
import { fault } from '../../../grammar/faults.ts';
import type { Act } from '../act.ts';
import type { AnswerTo } from '../answers.ts';
import { fitting } from '../cutting.ts';
import { joinedRoom } from '../lookup.ts';
import { mayDo } from '../moderation/refusing.ts';
import type { Row } from './row.ts';

export const audit: Row<'audit'> = {
  nature: { asks: 'world' },
  needs: 'membership',
  run(act, { before, limit = DEFAULT_AUDIT_ACTS }, room) {
    if (!mayDo(act, { do: 'audit' }, room)) return;
    const end = room.fold.seq + 1;
    const range = {
      after: 0,
      before: Math.min(before ?? end, end),
      keep: 'newest',
      limit,
    } as const;
    act.ask({ ask: 'acts', log: room.key, ...range });
  },
  answered: { acts: tellActs },
};

/** One act more than asked for tells that there is more; what was looked through without an end may have more, too. */
function tellActs(act: Act, { to: question, acts }: AnswerTo<'acts'>): void {
  if (acts === undefined) return act.refuse(fault('store_unavailable'));
  const room = joinedRoom(act, question.log);
  if (room === undefined || !mayDo(act, { do: 'audit' }, room)) return;
  const { limit } = question;
  const events = fitting(acts.events.toReversed().slice(0, limit)).reverse();
  const isCut = events.length < acts.events.length;
  const next = isCut ? events[0]?.seq : acts.looked;
  const onwards = next !== undefined && next > 1;
  act.show({ ev: 'audit', room: room.name, events, ...(onwards && { next }) });
}
