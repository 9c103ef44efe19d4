/** Shows again what somebody does. */
import { fault } from '../../../grammar/faults.ts';
import { ignoredAs } from '../people/ignoring.ts';
import { setIgnored } from './ignore.ts';
import type { Row } from './row.ts';

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
