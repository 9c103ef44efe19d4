/** Talk: what is said to a room or to a person, as a message in their log. */
import type { MessageKind } from '../../../grammar/events.ts';
import { fault } from '../../../grammar/faults.ts';
import { calledIn } from '../../../grammar/mention.ts';
import { isPrivateName, isRoomName, type PrivateKey } from '../../../grammar/names.ts';
import { iso } from '../../../grammar/time.ts';
import type { Act } from '../act.ts';
import { mayApproach } from '../bounds/pacing.ts';
import { called, joinedRoom, privateOf } from '../lookup.ts';
import { mayDo } from '../moderation/refusing.ts';
import { haveSpoken } from '../moderation/waiting.ts';
import { hearing } from '../people/hearing.ts';
import { ignores } from '../people/ignoring.ts';
import { levelIn } from '../people/notifying.ts';
import { mayWriteTo } from '../people/writing.ts';
import type { Person, Private, Room } from '../world/state.ts';

/** A person keeps at most this many private logs; the oldest in which they have said nothing is let go, or else the oldest. */
export const MAX_PRIVATES_KEPT = 1000;

/** Says something to whom a name names: the members of a room, a person, or whoever shares a private log. */
export function sayTo(act: Act, to: string, kind: MessageKind, text: string): void {
  if (isRoomName(to)) {
    const room = joinedRoom(act, to);
    if (room) sayInRoom(act, room, kind, text);
    return;
  }
  const peer = isPrivateName(to) ? peerIn(act, to) : called(act, to);
  if (peer) sayPrivately(act, peer, kind, text);
}

/** Whoever shares this private log; refuses when it is not the asker's, or they are gone. */
function peerIn(act: Act, log: string): Person | undefined {
  const conversation = privateOf(act, log);
  if (conversation === undefined) return undefined;
  const peer = act.world.privates.peer(act.person, conversation);
  if (peer === undefined) act.refuse(fault('gone', { log }));
  return peer;
}

/** Says something to the members of a room. */
export function sayInRoom(act: Act, room: Room, kind: MessageKind, text: string): void {
  if (!mayDo(act, { do: 'say', text, isNew: true }, room)) return;
  const { session, world } = act;
  world.set(session, 'used', true);
  const { seq, at } = act.next(room);
  const { name } = room;
  const from = act.person.nick;
  act.record(room, { ev: 'message', room: name, seq, at, from, kind, text });
  haveSpoken(act, room);
  if (room.bells?.size) ring(act, room, room.bells.values(), text);
  act.done({ room: name, seq });
}

function ring(act: Act, { key }: Room, listening: Iterable<Person>, text: string): void {
  const isCalled = calledIn(text);
  for (const other of listening) {
    if (other === act.person || ignores(other, act.person)) continue;
    const level = levelIn(other, key, act.world.now);
    if (level === 'all' || (level === 'mentions' && isCalled(other.nick))) {
      act.each(other, (who) => ({ do: 'ring', who, log: key }));
    }
  }
}

function sayPrivately(act: Act, peer: Person, kind: MessageKind, text: string): void {
  if (!mayWriteTo(act, peer) || !mayApproach(act, [peer], true)) return;
  const { session, person, world } = act;
  world.set(session, 'used', true);
  const conversation = conversationWith(act, peer);
  const log = conversation.key;
  const { seq, at } = act.next(conversation);
  const from = person.nick;
  const to = peer.nick;
  act.record(conversation, { ev: 'message', to, log, seq, at, from, kind, text });
  const isWanted = levelIn(peer, undefined, world.now) !== 'none';
  if (peer.bell && isWanted && peer !== person && !ignores(peer, person))
    act.each(peer, (who) => ({ do: 'ring', who, log }));
  if (kind !== 'notice') tellWhereabouts(act, peer);
  act.done({ log, seq });
}

/** Leaves a notice in the private log with somebody, also while they are away. It follows from something else. */
export function leaveNotice(act: Act, peer: Person, text: string): void {
  const conversation = conversationWith(act, peer);
  const { key: log } = conversation;
  const { seq, at } = act.next(conversation);
  const told = { to: peer.nick, log, seq, at, from: act.person.nick, text };
  act.record(conversation, { ev: 'message', kind: 'notice', ...told }, { follows: true });
}

/** Who writes to somebody who may not read it at once is told so. */
function tellWhereabouts(act: Act, { nick, away, seen, ...peer }: Person): void {
  const { at } = act;
  if (peer.sessions.size === 0) {
    act.answer({ ev: 'absent', nick, ...(seen !== undefined && { seen: iso(seen) }), at });
  } else if (away !== undefined) act.answer({ ev: 'away', nick, text: away, at });
}

/** Both of them hear it from here on; whoever has too many private logs lets go of one. */
function conversationWith(act: Act, peer: Person): Private {
  const { person, world } = act;
  const conversation = world.privates.of(person.identity, peer.identity, world.now);
  const { key } = conversation;
  for (const each of [person, peer]) {
    if (each.privates?.has(key)) continue;
    world.privates.hear(each, conversation);
    act.eachIn(key, each, (who) => hearing(who, conversation));
    if (each.privates === undefined || each.privates.size <= MAX_PRIVATES_KEPT) continue;
    const oldest = leastWanted(each, key);
    if (oldest === undefined) continue;
    act.eachIn(oldest, each, (who) => ({ do: 'leave', who, log: oldest }));
    if (world.privates.letGo(each, oldest)) act.do({ do: 'forget', log: oldest });
  }
  return conversation;
}

/** Which of their private logs somebody can do without, but for the one that has just begun: strangers drive out no friends. */
function leastWanted({ identity, privates }: Person, begun: PrivateKey): PrivateKey | undefined {
  const all = [...(privates?.values() ?? [])].filter(({ key }) => key !== begun);
  return (all.find(({ wrote }) => !wrote.includes(identity)) ?? all[0])?.key;
}
