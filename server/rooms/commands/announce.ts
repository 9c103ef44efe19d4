/** Tells something to everybody who is here. */
import type { Row } from './row.ts';

export const announce: Row<'announce'> = {
  nature: { changes: 'refused' },
  needs: 'operator',
  run(act, { text }) {
    const { world, person } = act;
    const { server } = world;
    const { seq, at } = act.next(server);
    const from = person.nick;
    act.record(server, { ev: 'announced', room: server.name, seq, at, from, text });
    const event = { ev: 'announcement', from, text, at } as const;
    act.do({ do: 'announce', logs: [], event, also: [...world.sessions.keys()] });
    world.looked += world.sessions.size;
    act.done({ room: server.name, seq });
  },
};
