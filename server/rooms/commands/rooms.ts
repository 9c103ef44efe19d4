/** Going into rooms, out of them, and from one to another. */
import type { EventOf } from '../../../grammar/events.ts';
import { fault } from '../../../grammar/faults.ts';
import { roomKey } from '../../../grammar/names.ts';
import type { Act, Outcome } from '../act.ts';
import type { Seq } from '../effects.ts';
import { memberOf } from '../lookup.ts';
import { join as enter, part as leave } from '../presence.ts';
import { roomState } from '../views.ts';
import type { Room } from '../world.ts';
import type { Row } from './row.ts';

/** How many events a joiner of plain is shown. */
const LAST = 10;

/** All or nothing: every room is looked at before the first is entered. */
export const join: Row<'join'> = {
  changes: true,
  needs: 'nothing',
  run(act, { rooms: names, cursors, quiet }) {
    const { session, world } = act;
    const wanted = new Map(names.map((name) => [roomKey(name), name]));
    const after = new Map<string, Seq>();
    for (const [name, seq] of Object.entries(cursors ?? {})) after.set(roomKey(name), seq);
    const fresh = [...wanted.keys()].filter((key) => !session.rooms.has(key));
    const { limits } = world.settings;
    if (session.rooms.size + fresh.length > limits.rooms) {
      return act.refuse(fault('too_many_rooms', { limit: limits.rooms }));
    }
    const opened = fresh.filter((key) => !world.rooms.has(key));
    for (const [key, name] of wanted) {
      const room = world.rooms.get(key);
      const end = room?.fold.seq ?? 0;
      const seq = after.get(key) ?? 0;
      if (seq > end) {
        const target = room?.name ?? name;
        return act.refuse({ ...fault('bad_cursor', { target, seq, end }), target });
      }
    }
    if (world.rooms.size + opened.length > limits.allRooms) {
      return act.refuse(fault('server_full'));
    }
    const joined: Room[] = [];
    const shown: Room[] = [];
    for (const [key, name] of wanted) {
      const room = world.roomOf(key, name);
      const isNew = !session.rooms.has(key);
      const seq = after.get(key);
      if (isNew) enter(act, room, quiet === true);
      if (isNew && seq !== undefined) {
        act.do({ do: 'replay', to: session.id, log: key, after: seq });
      }
      act.answer(roomState(room));
      session.current = room;
      joined.push(room);
      if (isNew && seq === undefined && isShown(act, room)) shown.push(room);
    }
    world.touch(session);
    showLast(act, shown, act.remembered('join', outcome(joined)));
  },
};

/** A person who comes in sees what the talk is about; a program asks with its cursor. */
const isShown = ({ session }: Act, { fold }: Room): boolean =>
  session.format === 'plain' && fold.seq > 0;

/** Shows the end of each of these logs, and then tells `ok`. */
function showLast(act: Act, shown: readonly Room[], ok: EventOf<'ok'>): void {
  const { connections: connection } = act.session;
  for (const room of shown) {
    const part = { after: 0, before: room.fold.seq + 1, limit: LAST, keep: 'newest' } as const;
    const behind = room === shown.at(-1) ? [ok] : [];
    act.ask({ ask: 'history', log: room.key, ...part, behind, connection, tag: undefined });
  }
  if (shown.length === 0) act.tell(ok);
}

export const part: Row<'part'> = {
  changes: true,
  needs: 'nothing',
  run(act, { rooms: names, reason }) {
    const rooms = new Set<Room>();
    for (const name of names ?? [undefined]) {
      const room = memberOf(act, name);
      if (room === undefined) return;
      rooms.add(room);
    }
    for (const room of rooms) leave(act, room, reason);
    act.done('part', outcome([...rooms]));
  },
};

/** Without a name it tells which room is the current one. */
export const room: Row<'room'> = {
  changes: true,
  needs: 'membership',
  run(act, { room: name }, chosen) {
    if (name === undefined) return act.showRoom('room', chosen);
    act.session.current = chosen;
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
