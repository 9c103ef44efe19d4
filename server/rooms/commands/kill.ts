/** Puts somebody off the server. */
import { called } from '../lookup.ts';
import { endAll } from '../people/ending.ts';
import type { Row } from './row.ts';

export const kill: Row<'kill'> = {
  nature: { changes: 'refused' },
  needs: 'operator',
  run(act, { nick, reason }) {
    const who = called(act, nick);
    if (who === undefined) return;
    const why = `put off by ${act.person.nick}${reason === undefined ? '' : `: ${reason}`}`;
    const { server } = act.world;
    const told = { from: act.person.nick, nick: who.nick, ...(reason !== undefined && { reason }) };
    const event = { ev: 'kicked', room: server.name, ...act.next(server), ...told } as const;
    act.record(server, event, { whom: who.identity, follows: true });
    act.done({ nick: who.nick });
    endAll(act, who.sessions.values(), why, `You were ${why}.`);
  },
};
