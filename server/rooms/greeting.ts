/** The first event that a connection gets. */
import { formats } from '../../grammar/commands/format.ts';
import { MAX_HISTORY_EVENTS } from '../../grammar/commands/history.ts';
import type { EventOf } from '../../grammar/events.ts';
import { limits, MAX_PRESENCE_MEMBERS } from '../../grammar/text.ts';
import type { Session } from './world/state.ts';
import type { World } from './world/world.ts';

/** Stands for the session's token. The connection, which alone knows it, puts it there. */
export const TOKEN_PLACE = '';

/** The `welcome` of a session. Its token is added by the connection, which alone knows it. */
export function welcome({ settings }: World, session: Session): EventOf<'welcome'> {
  return {
    ev: 'welcome',
    protocol: 1,
    server: settings.server,
    version: settings.version,
    store: settings.store,
    nick: session.person.nick,
    session: TOKEN_PLACE,
    formats: [...formats],
    limits: {
      ...limits,
      rooms: settings.limits.rooms,
      history: MAX_HISTORY_EVENTS,
      presence: MAX_PRESENCE_MEMBERS,
      grace: settings.limits.grace / 1000,
    },
  };
}
