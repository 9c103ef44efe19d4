/** Takes away the text of what somebody said: of one message, or of all of late, which is one act of staff, of many events. */
import type { CommandOf } from '../../../grammar/ast.ts';
import { fault } from '../../../grammar/faults.ts';
import { momentOf } from '../../../grammar/time.ts';
import type { Act } from '../act.ts';
import type { AnswerTo } from '../answers.ts';
import { aboutMessage } from '../logs/amending.ts';
import { deletion } from '../logs/deletion.ts';
import { readableFrom } from '../logs/past.ts';
import { called, joinedRoom } from '../lookup.ts';
import { mayDo } from '../moderation/refusing.ts';
import type { Identity } from '../world/ids.ts';
import type { Room } from '../world/state.ts';
import type { Free } from './row.ts';

/** One command deletes at most so many messages: the newest. */
const MAX_DELETED_AT_ONCE = 200;

const one = aboutMessage<'delete'>({
  needs: 'say',
  speaks: true,
  toOthers: 'delete',
  says: ({ reason }) => reason,
  event: ({ reason }, about) => ({
    ev: 'delete',
    ...about,
    ...(reason !== undefined && { reason }),
  }),
  amends: (_, found, seq) => deletion(found, seq),
});

export const remove: Free<'delete'> = {
  ...one,
  run: (act, command) =>
    command.from === undefined ? one.run(act, command) : deleteFrom(act, command),
  answered: { ...one.answered, said: deleteFound },
};

/** Looks for what is to be deleted: also of a guest who has quit of late. */
function deleteFrom(act: Act, command: CommandOf<'delete'>): void {
  const { world } = act;
  const { from: nick = '', target } = command;
  const room = joinedRoom(act, target);
  if (room === undefined) return;
  const known = world.persons.byNick(nick) ?? world.departed.byNick(nick) ?? called(act, nick);
  if (known && isAllowed(act, room, known.identity)) lookFor(act, room, known.identity, command);
}

/** One's own is one's own. */
const isAllowed = (act: Act, room: Room, author: Identity): boolean =>
  author === act.person.identity || mayDo(act, { do: 'delete', to: author }, room);

function lookFor(act: Act, room: Room, author: Identity, command: CommandOf<'delete'>): void {
  act.ask({
    ask: 'said',
    log: room.key,
    end: room.fold.seq,
    author,
    command,
    after: readableFrom(act.person, room) - 1,
    since: momentOf(command.since ?? '', act.world.now),
    limit: MAX_DELETED_AT_ONCE,
  });
}

/** Deletes what was found. When the log was amended since, it is looked for again. */
function deleteFound(act: Act, { to, found }: AnswerTo<'said'>): void {
  const { author, command, end } = to;
  if (found === undefined) return act.refuse(fault('store_unavailable'));
  const room = joinedRoom(act, to.log);
  if (room === undefined || !isAllowed(act, room, author)) return;
  if (room.fold.amended > end || room.fold.seq < end) return lookFor(act, room, author, command);
  const first = room.fold.seq + 1;
  const { from: of = '' } = command;
  const readable = found.filter(({ message }) => message.seq >= readableFrom(act.person, room));
  if (readable.length === 0) {
    return act.refuse(fault('no_such_message', { target: room.name, of }));
  }
  act.world.set(act.session, 'used', true);
  for (const [index, each] of readable.entries()) {
    const { seq: said, from } = each.message;
    const which = index === 0 ? { count: readable.length } : { with: first };
    const event = { ev: 'delete', of: said, of_from: from, ...which } as const;
    const follows = index > 0 && { follows: true as const };
    act.recordIn(room, event, { amends: (seq) => deletion(each, seq), ...follows });
  }
  act.done({ room: room.name, seq: first });
}
