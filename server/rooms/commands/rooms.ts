/** Going into rooms, out of them, and from one to another. */
import type { EventOf } from '../../../grammar/events.ts';
import { type Fault, fault } from '../../../grammar/faults.ts';
import { type RoomKey, roomKey } from '../../../grammar/names.ts';
import type { Act, Outcome } from '../act.ts';
import type { Seq } from '../ids.ts';
import { memberOf } from '../lookup.ts';
import { join as enter, part as leave } from '../presence.ts';
import type { Room } from '../state.ts';
import { roomState } from '../views.ts';
import type { Row } from './row.ts';

/** How many events a joiner is shown. */
const MAX_LAST_EVENTS = 10;

/**
 * All or nothing: every room is looked at before the first is entered. A room that the session is in already is not told
 * again; a `/join` of such rooms alone only chooses the current one, and tells it.
 */
export const join: Row<'join'> = {
  nature: { changes: 'refused' },
  needs: 'nothing',
  run(act, { rooms: names, cursors, quiet }) {
    const { session, person, world } = act;
    const wanted = new Map(names.map((name) => [roomKey(name), name]));
    const after = new Map<string, Seq>();
    for (const [name, seq] of Object.entries(cursors ?? {})) after.set(roomKey(name), seq);
    const fresh = new Set([...wanted.keys()].filter((key) => !person.rooms.has(key)));
    const refused = tooMany(act, fresh) ?? beyondEnd(act, wanted, after);
    if (refused) return act.refuse(refused);
    const rooms = [...wanted].map(([key, name]) => world.rooms.of(key, name, session.address));
    for (const room of rooms) {
      if (fresh.has(room.key)) arriveIn(act, room, after.get(room.key), quiet === true);
      world.set(session, 'current', room);
    }
    if (fresh.size === 0 && session.current) act.answer(roomState(session.current));
    world.touch(session);
    const entered = rooms.filter((room) => fresh.has(room.key));
    const shown = entered.filter((room) => !after.has(room.key) && isShown(act, room));
    showLast(act, shown, act.remembered('join', { ...outcome(rooms), ...endsOf(entered) }));
  },
};

/** Why so many more rooms can't be entered, or made. */
function tooMany({ session, person, world }: Act, fresh: ReadonlySet<RoomKey>): Fault | undefined {
  const { limits } = world.settings;
  if (person.rooms.size + fresh.size > limits.rooms) {
    return fault('too_many_rooms', { limit: limits.rooms });
  }
  let made = 0;
  for (const key of fresh) if (!world.rooms.has(key)) made += 1;
  if (made === 0) return undefined;
  if (world.rooms.size + made > limits.allRooms) return fault('server_full');
  const most = limits.perAddress.rooms;
  return session.address.rooms + made > most ? fault('too_many_made', { limit: most }) : undefined;
}

function beyondEnd(
  { world }: Act,
  wanted: ReadonlyMap<RoomKey, string>,
  after: ReadonlyMap<string, Seq>,
): Fault | undefined {
  for (const [key, name] of wanted) {
    const room = world.rooms.get(key);
    const end = room?.fold.seq ?? 0;
    const seq = after.get(key) ?? 0;
    const target = room?.name ?? name;
    if (seq > end) return { ...fault('bad_cursor', { target, seq, end }), target };
  }
  return undefined;
}

function arriveIn(act: Act, room: Room, after: Seq | undefined, quietly: boolean): void {
  enter(act, room, quietly);
  if (after !== undefined) act.replay(room, after);
  const { session, person } = act;
  for (const { id: to } of person.sessions.values()) {
    if (to !== session.id) act.do({ do: 'tell', to, event: roomState(room) });
  }
  act.answer(roomState(room));
}

/** Where a reader begins that has no cursor. */
const endsOf = (entered: readonly Room[]): Outcome =>
  entered.length === 0
    ? {}
    : { cursors: Object.fromEntries(entered.map(({ name, fold }) => [name, fold.seq])) };

/** A person who comes in sees what the talk is about; a program asks with its cursor. */
const isShown = ({ session, world }: Act, { fold }: Room): boolean =>
  world.settings.manners[session.format]?.showsLast === true && fold.seq > 0;

/** Shows the end of each of these logs, and then tells `ok`. */
function showLast(act: Act, shown: readonly Room[], ok: EventOf<'ok'>): void {
  for (const room of shown) {
    const part = {
      after: 0,
      before: room.fold.seq + 1,
      limit: MAX_LAST_EVENTS,
      keep: 'newest',
    } as const;
    const behind = room === shown.at(-1) ? [ok] : [];
    act.ask({ ask: 'history', log: room.key, ...part, behind, tag: undefined });
  }
  if (shown.length === 0) act.tell(ok);
}

export const part: Row<'part'> = {
  nature: { changes: 'refused' },
  needs: 'nothing',
  run(act, { rooms: names, reason }) {
    const rooms = new Set<Room>();
    for (const name of names ?? [undefined]) {
      const room = memberOf(act, name);
      if (room === undefined) return;
      rooms.add(room);
    }
    for (const room of rooms) leave(act, room, reason);
    act.world.set(act.session, 'settled', true);
    act.done('part', outcome([...rooms]));
  },
};

/** Without a name it tells which room is the current one. */
export const room: Row<'room'> = {
  nature: (command) => (command.room === undefined ? { asks: 'world' } : { changes: 'refused' }),
  needs: 'membership',
  run(act, { room: name }, chosen) {
    if (name === undefined) return act.showRoom('room', chosen);
    act.world.set(act.session, 'current', chosen);
    act.world.touch(act.session);
    act.done('room', { room: chosen.name });
  },
};

/** One room is reported as `room`, several as `rooms`. */
function outcome(rooms: Room[]): Outcome {
  const [first, ...others] = rooms.map((each) => each.name);
  if (first === undefined) return {};
  return others.length === 0 ? { room: first } : { rooms: [first, ...others] };
}
