/** Tells something to everybody who is here. */
import type { Row } from './row.ts';

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
