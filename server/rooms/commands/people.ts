/** Nicks, and whether somebody is at the keyboard. */
import { fault } from '../../../grammar/faults.ts';
import { nickKey } from '../../../grammar/names.ts';
import type { Act } from '../act.ts';
import { acquaintances, watchers } from '../presence.ts';
import { ringFor } from '../world.ts';
import type { Row } from './row.ts';

/** The directory decides; a change of case alone needs no claim. */
export const nick: Row<'nick'> = {
  changes: true,
  needs: 'nothing',
  run(act, { nick: wanted }) {
    const { nick: present, connections: connection } = act.session;
    if (wanted === present) stay(act);
    else if (nickKey(wanted) === nickKey(present)) take(act, wanted);
    else act.ask({ ask: 'nick', nick: wanted, connection, tag: act.tag });
  },
};

/** The directory has answered whether the nick was free; if so, it is held. */
export function claimed(act: Act, nick: string, wasFree: boolean): void {
  if (!wasFree) act.refuse(fault('nick_taken', { nick }));
  else if (!take(act, nick)) act.do({ do: 'release', nick });
}

/** Takes a nick, unless it would pass for somebody else's. */
function take(act: Act, nick: string): boolean {
  const other = act.world.lookAlike(nick, act.session);
  if (other) act.refuse(fault('nick_taken', { nick, like: other.nick }));
  else rename(act, nick);
  return other === undefined;
}

/** Nobody else needs to know that a nick is what it was. */
function stay(act: Act): void {
  const { nick } = act.session;
  act.session.named = true;
  act.world.touch(act.session);
  act.tell({ ev: 'nick', from: nick, to: nick, at: act.at });
  act.done('nick', { nick });
}

/** Takes a nick that the session holds now, and tells everybody who knew the old one. */
function rename(act: Act, nick: string): void {
  const { session, world } = act;
  const from = session.nick;
  session.named = true;
  if (nickKey(from) !== nickKey(nick)) act.do({ do: 'release', nick: from });
  world.rename(session, nick);
  act.announce(acquaintances(session), { ev: 'nick', from, to: nick, at: act.at });
  act.done('nick', { nick });
}

export const away: Row<'away'> = {
  changes: true,
  needs: 'nothing',
  run(act, { text = '' }) {
    const { session } = act;
    session.away = text;
    act.world.touch(session);
    act.announce(watchers(session), { ev: 'away', nick: session.nick, text, at: act.at });
    act.done('away');
  },
};

export const back: Row<'back'> = {
  changes: true,
  needs: 'nothing',
  run(act) {
    const { session } = act;
    const told = session.away === undefined ? [] : watchers(session);
    session.away = undefined;
    act.world.touch(session);
    act.announce(told, { ev: 'back', nick: session.nick, at: act.at });
    act.done('back');
  },
};

export const bell: Row<'bell'> = {
  changes: true,
  needs: 'nothing',
  run(act, { state }) {
    const { session } = act;
    session.bell = state === 'on';
    act.world.touch(session);
    for (const room of session.rooms.values()) {
      if (session.bell) ringFor(session, room);
      else room.bells?.delete(session);
    }
    act.done('bell', { bell: state });
  },
};
