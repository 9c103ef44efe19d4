/** Enters rooms, and opens those that are new. */
import type { Outcome } from '../../../grammar/events/answers.ts';
import type { EventOf } from '../../../grammar/events.ts';
import { type Fault, fault } from '../../../grammar/faults.ts';
import { isPrivateKey, type RoomKey } from '../../../grammar/names.ts';
import type { Act } from '../act.ts';
import type { AnswerTo } from '../answers.ts';
import { tooRestless } from '../bounds/pacing.ts';
import { pageFor } from '../logs/pages.ts';
import { finds, readableFrom } from '../logs/past.ts';
import { whyNot } from '../moderation/refusing.ts';
import { enter, openRoom, tooMany } from '../presence.ts';
import { roomState, roomsDone } from '../views.ts';
import type { Seq } from '../world/ids.ts';
import type { Room } from '../world/state.ts';
import type { Row } from './row.ts';

/** A joiner on `plain` is shown at most this many events. */
const MAX_LAST_EVENTS = 10;

/**
 * All or nothing: every room is looked at before the first is entered. A room that the session is in already is told again
 * behind what is replayed of it, since that may be about who has come back since; a `/join` of such rooms alone chooses the
 * current one, and tells it.
 */
export const join: Row<'join'> = {
  nature: { changes: 'refused' },
  needs: 'nothing',
  bots: 'reading',
  run(act, { rooms: names, cursors, key, quiet }) {
    const { session, person, world } = act;
    const wanted = new Map(names.map((name) => [world.rooms.keyOf(name), name]));
    const after = new Map<string, Seq>();
    for (const [name, seq] of Object.entries(cursors ?? {}))
      after.set(world.rooms.keyOf(name), seq);
    const fresh = new Set([...wanted.keys()].filter((key) => !person.rooms.has(key)));
    const refused =
      tooMany(act, fresh) ?? keptOut(act, fresh, wanted, key) ?? beyondEnd(act, wanted, after);
    if (refused) return act.refuse(refused);
    const rooms = [...wanted].map(([key, name]) => openRoom(act, key, name));
    const told = new Set<Room>();
    for (const room of rooms) {
      const from = after.get(room.key);
      if (fresh.has(room.key)) enter(act, room, { quietly: quiet, after: from });
      // A session of an account is in rooms that it has not joined: it may lack what came before it.
      else if (from !== undefined && from < room.fold.seq && person.account) {
        act.replay(room, from);
        act.answer(roomState(room));
        told.add(room);
      }
      world.set(session, 'current', room);
    }
    const { current } = session;
    if (fresh.size === 0 && current && !told.has(current)) act.answer(roomState(current));
    world.touch(session);
    const entered = rooms.filter((room) => fresh.has(room.key));
    const shown = entered.filter((room) => !after.has(room.key) && isShown(act, room));
    // Nor may it have heard that another one has joined: it begins where it asked for it.
    const begun = person.account ? rooms : entered;
    showLast(act, shown, act.remembered({ ...roomsDone(rooms), ...endsOf(begun) }));
  },
  answered: { history: tellLast },
};

/** Whoever does not find a room is told no name of it but the one that they know. */
const asFound = ({ person }: Act, room: Room, name = room.name): Room =>
  finds(person, room) ? room : { ...room, name };

function keptOut(
  act: Act,
  fresh: ReadonlySet<RoomKey>,
  wanted: ReadonlyMap<RoomKey, string>,
  given: string | undefined,
): Fault | undefined {
  for (const each of fresh) {
    const room = act.world.rooms.get(each);
    const seen = room && asFound(act, room, wanted.get(each));
    const refused =
      seen && (whyNot(act, { do: 'join', key: given }, seen) ?? tooRestless(act, seen));
    if (refused) return refused;
  }
  return undefined;
}

function beyondEnd(
  act: Act,
  wanted: ReadonlyMap<RoomKey, string>,
  after: ReadonlyMap<string, Seq>,
): Fault | undefined {
  for (const [key, name] of wanted) {
    const room = act.world.rooms.get(key);
    const end = room?.fold.seq ?? 0;
    const seq = after.get(key) ?? 0;
    const target = room ? asFound(act, room, name).name : name;
    if (seq > end) return { ...fault('bad_cursor', { target, seq, end }), target };
  }
  return undefined;
}

/** Where a reader without a cursor begins. */
const endsOf = (entered: readonly Room[]): Outcome =>
  entered.length === 0
    ? {}
    : { cursors: Object.fromEntries(entered.map(({ name, fold }) => [name, fold.seq])) };

/** On `plain` a joiner is shown the last events. A program asks for what it wants with its cursor. */
const isShown = ({ session, person, world }: Act, room: Room): boolean =>
  world.settings.manners[session.format]?.showsLast === true &&
  room.fold.seq >= readableFrom(person, room);

/** Shows the end of each of these logs, and then tells `ok`. */
function showLast(act: Act, shown: readonly Room[], ok: EventOf<'ok'>): void {
  for (const room of shown) {
    const after = readableFrom(act.person, room) - 1;
    const last = { after, before: room.fold.seq + 1, limit: MAX_LAST_EVENTS } as const;
    const behind = room === shown.at(-1) ? [ok] : [];
    act.ask({ ask: 'history', log: room.key, ...last, keep: 'newest', behind });
  }
  if (shown.length === 0) act.tell(ok);
}

/** Nobody has asked for this page: it has no tag, and is left out where it can't be read any more. */
function tellLast(act: Act, { to: question, records }: AnswerTo<'history'>): void {
  const isIn = !isPrivateKey(question.log) && act.person.rooms.has(question.log);
  const page = records && isIn ? pageFor(act, question, records) : undefined;
  if (page) act.tell(page);
  for (const event of question.behind ?? []) act.tell(event);
}
