/** Takes another nick. */
import { fault } from '../../../grammar/faults.ts';
import type { Act } from '../act.ts';
import { mayChange } from '../bounds/pacing.ts';
import { keptOff } from '../moderation/server-bans.ts';
import { acquaintances, joinByItself } from '../presence.ts';
import type { Person } from '../world/state.ts';
import type { Row } from './row.ts';

/** A nick that was given up is nobody's until that is committed. */
export const nick: Row<'nick'> = {
  nature: { changes: 'refused' },
  needs: 'nothing',
  bots: 'never',
  run(act, { nick: wanted, quiet = false }) {
    const { person, world } = act;
    const kept = keptOff(world, person, act.session, wanted);
    if (kept) return act.refuse(kept);
    if (wanted === person.nick) return stay(act, quiet);
    const other = world.persons.holderOf(wanted, person);
    if (other) act.refuse(fault('nick_taken', { nick: wanted, ...accountOf(other) }));
    else take(act, wanted, quiet);
  },
};

/** The refusal of a nick that is taken. If it is an account's, it says how to log in. */
const accountOf = ({ account, nick }: Person) => account && { account: nick };

/** Takes a nick, unless it would pass for somebody else's. */
function take(act: Act, nick: string, quiet: boolean): void {
  const other = act.world.persons.lookAlike(nick, act.person);
  if (other) act.refuse(fault('nick_taken', { nick, like: other.nick, ...accountOf(other) }));
  else rename(act, nick, quiet);
}

/** Answers who has that nick already. Nobody else is told. */
function stay(act: Act, quiet: boolean): void {
  const { nick } = act.person;
  act.tell({ ev: 'nick', from: nick, to: nick, at: act.at });
  choose(act, quiet);
  act.done({ nick });
}

/** Takes a nick that is free, and tells everybody who knew the old one. */
function rename(act: Act, nick: string, quiet: boolean): void {
  const { person, world } = act;
  if (!mayChange(act, person.rooms.values())) return;
  const from = person.nick;
  world.persons.rename(person, nick);
  act.announce(acquaintances(person), { ev: 'nick', from, to: nick, at: act.at });
  choose(act, quiet);
  act.done({ nick });
}

/** Who has chosen a nick is a newcomer no more. */
function choose(act: Act, quiet: boolean): void {
  const { person, world } = act;
  const isNew = !person.named;
  world.set(person, 'named', true);
  world.touch(person);
  if (isNew && !quiet) joinByItself(act);
}
