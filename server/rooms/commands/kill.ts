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
