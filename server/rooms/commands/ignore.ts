/** Hides what somebody does, shows it again, or shows who is ignored. */
import type { EventOf } from '../../../grammar/events.ts';
import { fault } from '../../../grammar/faults.ts';
import { nickKey } from '../../../grammar/names.ts';
import type { Act } from '../act.ts';
import { called } from '../lookup.ts';
import { hide } from '../people/ignoring.ts';
import type { Identity } from '../world/ids.ts';
import type { Person } from '../world/state.ts';
import type { World } from '../world/world.ts';
import type { Row } from './row.ts';

/** A person ignores at most this many others: whoever is gone for good makes room. */
export const MAX_IGNORED = 100;

/** Ignores somebody, or lists who is ignored. */
export const ignore: Row<'ignore'> = {
  nature: ({ nick }) => (nick === undefined ? { asks: 'world' } : { changes: 'refused' }),
  needs: 'nothing',
  run(act, { nick }) {
    const { person, world } = act;
    if (nick === undefined) return act.show(ignoredBy(world, person));
    const who = called(act, nick);
    if (who === undefined) return;
    if (who === person) return act.refuse(fault('yourself'));
    const all = new Map(person.ignored);
    const gone = [...all.keys()].find((each) => !world.persons.has(each));
    if (all.size >= MAX_IGNORED && gone !== undefined) all.delete(gone);
    if (all.size >= MAX_IGNORED) {
      return act.refuse(fault('too_many_ignored', { limit: MAX_IGNORED }));
    }
    setIgnored(act, all.set(who.identity, who.nick));
  },
};

/** Ignores somebody no more. */
export const unignore: Row<'unignore'> = {
  nature: { changes: 'refused' },
  needs: 'nothing',
  run(act, { nick }) {
    const { person, world } = act;
    const who = ignoredAs(world, person, nick);
    if (who === undefined) return act.refuse(fault('not_ignored', { nick }));
    setIgnored(act, new Map([...person.ignored].filter(([other]) => other !== who)));
  },
};

/** From here on these are ignored, on all devices. */
function setIgnored(act: Act, ignored: Person['ignored']): void {
  const { person, world } = act;
  world.set(person, 'ignored', ignored);
  world.touch(person);
  act.each(person, (who) => hide(who, person));
  act.tellOthers(ignoredBy(world, person));
  act.answer(ignoredBy(world, person));
  act.done();
}

/** Under their nicks of today, or the last ones that are known. */
const ignoredBy = (world: World, { ignored }: Person): EventOf<'ignored'> => ({
  ev: 'ignored',
  people: [...ignored].map(([who, nick]) => world.persons.get(who)?.nick ?? nick),
});

/** Whoever of them is called so, now or when they were last known. */
function ignoredAs(world: World, { ignored }: Person, nick: string): Identity | undefined {
  const key = nickKey(nick);
  const known = world.persons.byNick(nick);
  if (known && ignored.has(known.identity)) return known.identity;
  const isGone = (who: Identity): boolean => !world.persons.has(who);
  return [...ignored].find(([who, was]) => isGone(who) && nickKey(was) === key)?.[0];
}
