/** Talk: what is said to a room or to a person, as a message in their log. */
import type { MessageKind } from '../../../grammar/events.ts';
import { fault } from '../../../grammar/faults.ts';
import { calledIn } from '../../../grammar/mention.ts';
import { isPrivateName, isRoomName } from '../../../grammar/names.ts';
import type { Act } from '../act.ts';
import { memberOf, person, privateOf } from '../lookup.ts';
import type { Private, Room, Session } from '../world.ts';
import type { Row } from './row.ts';

/** How many private logs a session has at most. */
const PRIVATES_KEPT = 1000;

export const say: Row<'say'> = {
  nature: { changes: 'refused' },
  needs: 'membership',
  run: (act, { text }, room) => act.done('say', sayInRoom(act, room, 'say', 'say', text)),
};

export const me: Row<'me'> = {
  nature: { changes: 'refused' },
  needs: 'membership',
  run: (act, { text }, room) => act.done('me', sayInRoom(act, room, 'me', 'action', text)),
};

export const msg: Row<'msg'> = {
  nature: { changes: 'refused' },
  needs: 'nothing',
  run: (act, { to, text }) => sayTo(act, 'msg', 'say', to, text),
};

export const notice: Row<'notice'> = {
  nature: { changes: 'refused' },
  needs: 'nothing',
  run: (act, { to, text }) => sayTo(act, 'notice', 'notice', to, text),
};

function sayTo(
  act: Act,
  done: 'msg' | 'notice',
  kind: MessageKind,
  to: string,
  text: string,
): void {
  if (isRoomName(to)) {
    const room = memberOf(act, to);
    if (room) act.done(done, sayInRoom(act, room, done, kind, text));
    return;
  }
  const peer = isPrivateName(to) ? peerIn(act, to) : person(act, to);
  if (peer) act.done(done, sayPrivately(act, peer, done, kind, text));
}

/** Whoever shares this private log; refuses when it is not the session's, or they are gone. */
function peerIn(act: Act, log: string): Session | undefined {
  const conversation = privateOf(act, log);
  if (conversation === undefined) return undefined;
  const peer = act.world.peer(act.session, conversation);
  if (peer === undefined) act.refuse(fault('gone', { log }));
  return peer;
}

type Saying = 'say' | 'me' | 'msg' | 'notice';

function sayInRoom(act: Act, room: Room, done: Saying, kind: MessageKind, text: string) {
  const { session, world } = act;
  world.set(session, 'settled', true);
  const { seq, at } = act.next(room);
  const { name } = room;
  const from = session.nick;
  act.record(room, { ev: 'message', room: name, seq, at, from, kind, text }, done);
  if (room.bells?.size) ring(act, room.bells.values(), text);
  return { room: name, seq };
}

function ring(act: Act, listening: Iterable<Session>, text: string): void {
  const isCalled = calledIn(text);
  for (const other of listening) {
    if (other !== act.session && isCalled(other.nick)) {
      act.do({ do: 'ring', who: other.id });
    }
  }
}

function sayPrivately(act: Act, peer: Session, done: Saying, kind: MessageKind, text: string) {
  const { session, world } = act;
  world.set(session, 'settled', true);
  const conversation = conversationWith(act, peer);
  const log = conversation.key;
  const { seq, at } = act.next(conversation);
  const from = session.nick;
  const to = peer.nick;
  act.record(conversation, { ev: 'message', to, log, seq, at, from, kind, text }, done);
  if (peer.bell && peer !== session) act.do({ do: 'ring', who: peer.id });
  if (peer.away !== undefined && kind !== 'notice') {
    act.answer({ ev: 'away', nick: peer.nick, text: peer.away, at: act.at });
  }
  return { log, seq };
}

/** Both of them hear it from here on; whoever has too many private logs lets go of the oldest. */
function conversationWith(act: Act, peer: Session): Private {
  const { session, world } = act;
  const conversation = world.privateOf(session.identity, peer.identity);
  for (const each of [session, peer]) {
    if (each.privates?.has(conversation.key)) continue;
    const { key, fold } = conversation;
    world.hear(each, key, fold.seq);
    act.do({ do: 'enter', who: each.id, log: key, name: key, seq: fold.seq });
    world.touch(each);
    if (each.privates === undefined || each.privates.size <= PRIVATES_KEPT) continue;
    const [oldest] = each.privates.keys();
    if (oldest === undefined) continue;
    act.do({ do: 'leave', who: each.id, log: oldest });
    if (world.letGo(each, oldest)) act.do({ do: 'forget', log: oldest });
  }
  return conversation;
}
