/** Hides what somebody does, or shows who is ignored. */
import { fault } from '../../../grammar/faults.ts';
import type { Act } from '../act.ts';
import { called } from '../lookup.ts';
import { hide, ignoredBy, MAX_IGNORED, withIgnored } from '../people/ignoring.ts';
import type { Person } from '../world/state.ts';
import type { Row } from './row.ts';

/** Ignores somebody, or lists who is ignored. */
export const ignore: Row<'ignore'> = {
  nature: ({ nick }) => (nick === undefined ? { asks: 'world' } : { changes: 'refused' }),
  needs: 'nothing',
  run(act, { nick }) {
    const { person, world } = act;
    if (nick === undefined) {
      return act.show(ignoredBy(world, person));
    }
    const who = called(act, nick);
    if (who === undefined) return;
    if (who === person) return act.refuse(fault('yourself'));
    const all = withIgnored(world, person, who);
    if (all === undefined) return act.refuse(fault('too_many_ignored', { limit: MAX_IGNORED }));
    setIgnored(act, all);
  },
};

/** From here on these are ignored, on all devices. */
export function setIgnored(act: Act, ignored: Person['ignored']): void {
  const { person, world } = act;
  world.set(person, 'ignored', ignored);
  world.touch(person);
  act.each(person, (who) => hide(who, person));
  act.tellOthers(ignoredBy(world, person));
  act.answer(ignoredBy(world, person));
  act.done();
}
