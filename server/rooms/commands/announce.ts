/** Tells something to everybody who is here. */
import type { Row } from './row.ts';

export const announce: Row<'announce'> = {
  nature: { changes: 'refused' },
  needs: 'operator',
  run(act, { text }) {
    const { world, person, at } = act;
    const event = { ev: 'announcement', from: person.nick, text, at } as const;
    act.do({ do: 'announce', logs: [], event, also: [...world.sessions.keys()] });
    world.looked += world.sessions.size;
    if (act.tag !== undefined) act.done();
  },
};
