/** What operators do to the whole server. */
import { fault } from '../../../grammar/faults.ts';
import { called } from '../lookup.ts';
import { lockDown } from '../moderation/operators.ts';
import { endAll } from '../people/ending.ts';
import { statsOf } from '../views.ts';
import type { Row } from './row.ts';

/** Tells something to everybody who is here. */
export const announce: Row<'announce'> = {
  nature: { changes: 'refused' },
  needs: 'operator',
  run(act, { text }) {
    const { world, person } = act;
    const place = act.recordIn(world.server, { ev: 'announced', text });
    const event = { ev: 'announcement', from: person.nick, text, at: act.at } as const;
    act.do({ do: 'announce', logs: [], event, also: [...world.sessions.keys()] });
    world.looked += world.sessions.size;
    act.done(place);
  },
};

/** Puts somebody off the server. */
export const kill: Row<'kill'> = {
  nature: { changes: 'refused' },
  needs: 'operator',
  run(act, { nick, reason }) {
    const who = called(act, nick);
    if (who === undefined) return;
    const { person } = act;
    const why = `put off by ${person.nick}${reason === undefined ? '' : `: ${reason}`}`;
    const because = reason !== undefined && { reason };
    const event = { ev: 'kicked', nick: who.nick, ...because } as const;
    act.recordIn(act.world.server, event, { whom: who.identity, follows: true });
    act.done({ nick: who.nick });
    const author = reason === undefined ? undefined : person.identity;
    endAll(act, who.sessions.values(), why, { message: `You were ${why}.`, author });
  },
};

/** Lets only accounts do anything, or everybody again. */
export const lockdown: Row<'lockdown'> = {
  nature: { changes: 'refused' },
  needs: 'operator',
  run: (act, { state }) => lockDown(act, state),
};

/** Reads the configuration again. */
export const rehash: Row<'rehash'> = {
  nature: { asks: 'world' },
  needs: 'operator',
  run: (act) => act.ask({ ask: 'configuration' }),
  answered: {
    configuration(act, { read }) {
      if ('mistakes' in read) {
        return act.refuse(fault('bad_configuration', { mistakes: read.mistakes.join(' ') }));
      }
      act.show({ ev: 'rehashed', ...read });
    },
  },
};

/** Shows how much there is of everything. */
export const stats: Row<'stats'> = {
  nature: { asks: 'world' },
  needs: 'operator',
  run: (act) => act.show(statsOf(act.world)),
};
