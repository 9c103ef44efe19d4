/** Switches the current room, shows it, or makes a private one. */
import { fault } from '../../../grammar/faults.ts';
import { roomKey } from '../../../grammar/names.ts';
import type { Act } from '../act.ts';
import { mayApproach } from '../bounds/pacing.ts';
import { called, joinedRoom } from '../lookup.ts';
import { invite, setTo } from '../moderation/room-changes.ts';
import { enter, openRoom, tooMany } from '../presence.ts';
import { roomState } from '../views.ts';
import type { Person } from '../world/state.ts';
import type { Row } from './row.ts';

/** Without a name it tells which room is the current one. */
export const room: Row<'room'> = {
  nature: (command) => (command.room === undefined ? { asks: 'world' } : { changes: 'refused' }),
  needs: 'nothing',
  bots: 'reading',
  run(act, { room: name, private: isPrivate, invite: invited = [] }) {
    if (isPrivate && name !== undefined) return make(act, name, invited);
    const chosen = joinedRoom(act, name);
    if (chosen === undefined) return;
    if (name === undefined) return act.show(roomState(chosen));
    act.world.set(act.session, 'current', chosen);
    act.world.touch(act.session);
    act.done({ room: chosen.name });
  },
};

/** All or nothing: nobody is in it before it is secret and invite-only, and everybody who is invited is here. */
function make(act: Act, name: string, nicks: readonly string[]): void {
  const { world, session, person } = act;
  const key = roomKey(name);
  const taken = world.rooms.find(name);
  const refused = taken ? fault('room_taken', { room: name }) : tooMany(act, new Set([key]));
  if (refused) return act.refuse(refused);
  const invited = new Set<Person>();
  for (const nick of nicks) {
    const who = called(act, nick);
    if (who === undefined) return;
    if (who !== person) invited.add(who);
  }
  if (!mayApproach(act, [...invited], false)) return;
  const made = openRoom(act, key, name);
  for (const setting of ['secret', 'invite-only'] as const) setTo(act, made, setting, 'on');
  enter(act, made);
  world.set(session, 'current', made);
  world.touch(session);
  for (const who of invited) invite(act, who, made);
  act.done({ room: made.name, seq: made.fold.seq });
}
