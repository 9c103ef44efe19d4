/** Nicks, and whether somebody is at the keyboard. */
import { fault } from '../../../grammar/faults.ts';
import type { Act } from '../act.ts';
import { acquaintances, watchers } from '../presence.ts';
import type { Row } from './row.ts';

/** A nick that was given up is nobody's until that is committed. */
export const nick: Row<'nick'> = {
  nature: { changes: 'refused' },
  needs: 'nothing',
  run(act, { nick: wanted }) {
    const { session, world } = act;
    if (wanted === session.nick) return stay(act);
    const other = world.holderOf(wanted, session);
    if (other) act.refuse(fault('nick_taken', { nick: wanted }));
    else take(act, wanted);
  },
};

/** Takes a nick, unless it would pass for somebody else's. */
function take(act: Act, nick: string): void {
  const other = act.world.lookAlike(nick, act.session);
  if (other) act.refuse(fault('nick_taken', { nick, like: other.nick }));
  else rename(act, nick);
}

/** Nobody else needs to know that a nick is what it was. */
function stay(act: Act): void {
  const { session, world } = act;
  const { nick } = session;
  world.set(session, 'named', true);
  world.touch(session);
  act.tell({ ev: 'nick', from: nick, to: nick, at: act.at });
  act.done('nick', { nick });
}

/** Takes a nick that is free, and tells everybody who knew the old one. */
function rename(act: Act, nick: string): void {
  const { session, world } = act;
  const from = session.nick;
  world.set(session, 'named', true);
  world.rename(session, nick);
  act.announce(acquaintances(session), { ev: 'nick', from, to: nick, at: act.at });
  act.done('nick', { nick });
}

export const away: Row<'away'> = {
  nature: { changes: 'refused' },
  needs: 'nothing',
  run(act, { text = '' }) {
    const { session, world } = act;
    world.set(session, 'away', text);
    world.touch(session);
    act.announce(watchers(session), { ev: 'away', nick: session.nick, text, at: act.at });
    act.done('away');
  },
};

export const back: Row<'back'> = {
  nature: { changes: 'refused' },
  needs: 'nothing',
  run(act) {
    const { session, world } = act;
    const told = session.away === undefined ? [] : watchers(session);
    world.set(session, 'away', undefined);
    world.touch(session);
    act.announce(told, { ev: 'back', nick: session.nick, at: act.at });
    act.done('back');
  },
};

export const bell: Row<'bell'> = {
  nature: { changes: 'refused' },
  needs: 'nothing',
  run(act, { state }) {
    const { session, world } = act;
    world.set(session, 'bell', state === 'on');
    world.touch(session);
    for (const room of session.rooms.values()) world.ring(session, room, session.bell);
    act.done('bell', { bell: state });
  },
};
