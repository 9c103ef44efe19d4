/** Takes another nick; with the first one that somebody chooses they are in the rooms of all newcomers. */
import { type Fault, fault } from '../../../grammar/faults.ts';
import type { LogKey } from '../../../grammar/names.ts';
import { Act } from '../act.ts';
import { mayChange, tooRestless } from '../bounds/pacing.ts';
import { whyNot } from '../moderation/refusing.ts';
import { keptOff } from '../moderation/server-bans.ts';
import { enter, tooMany } from '../presence.ts';
import type { Person } from '../world/state.ts';
import type { Row } from './row.ts';

/** A nick that was given up is nobody's until that is committed. */
export const nick: Row<'nick'> = {
  nature: { changes: 'refused' },
  needs: 'nothing',
  bots: 'never',
  run(act, { nick: wanted, quiet }) {
    const { person, world } = act;
    if (!act.mayGoOn(keptOff(world, person, act.session, wanted) ?? taken(act, wanted))) return;
    // Who has that nick already is answered so; nobody else is told.
    if (wanted === person.nick) act.tell({ ev: 'nick', from: wanted, to: wanted, at: act.at });
    else if (!rename(act, wanted)) return;
    const isNew = !person.named;
    world.set(person, 'named', true);
    world.touch(person);
    if (isNew && !quiet) joinByItself(act);
    act.done({ nick: wanted });
  },
};

/** Why a nick is not free: somebody else has it, or it would pass for theirs. If that is an account, it says how to log in. */
function taken({ person, world }: Act, nick: string): Fault | undefined {
  if (nick === person.nick) return undefined;
  const other = world.persons.holderOf(nick, person);
  if (other) return fault('nick_taken', { nick, ...accountOf(other) });
  const like = world.persons.lookAlike(nick, person);
  return like && fault('nick_taken', { nick, like: like.nick, ...accountOf(like) });
}

const accountOf = ({ account, nick }: Person) => account && { account: nick };

/** Takes a nick that is free, and tells everybody who knew the old one. False when it is refused: the person changes too often. */
function rename(act: Act, nick: string): boolean {
  const { person, world } = act;
  if (!mayChange(act, person.rooms.values())) return false;
  const from = person.nick;
  world.persons.rename(person, nick);
  const told: LogKey[] = [...person.rooms.keys(), ...(person.privates?.keys() ?? [])];
  act.announce(told, { ev: 'nick', from, to: nick, at: act.at });
  return true;
}

/** Nobody owns such a room because they come first: an operator may give its roles. */
function joinByItself({ world, session, effects }: Act): void {
  const act = new Act(world, session, effects);
  for (const name of world.settings.autoJoin) {
    const key = world.rooms.keyOf(name);
    if (session.person.rooms.has(key) || tooMany(act, new Set([key]))) continue;
    const room = world.rooms.get(key);
    if (room && (whyNot(act, { do: 'join' }, room) || tooRestless(act, room))) continue;
    enter(act, room ?? world.rooms.of(key, name));
    if (session.current === undefined) world.set(session, 'current', world.rooms.get(key));
  }
  world.touch(session);
}
