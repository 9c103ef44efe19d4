/** How much there is of everything, and how the server is configured, as sentences. */
import type { EventOf } from '../events.ts';
import { people, plural } from './phrases.ts';

/** Without its full stop: `3 people here on 4 sessions (1 lost), 10 accounts, …`. */
export function stats(event: EventOf<'stats'>): string {
  const { people: here, sessions, lost, accounts, rooms, privates, codes, lockdown } = event;
  const parts = [
    `${people(here)} here on ${plural(sessions, 'session')} (${lost} lost)`,
    ...[plural(accounts, 'account'), plural(rooms, 'room'), plural(privates, 'private log')],
    plural(codes, 'invitation'),
    `lockdown ${lockdown ? 'on' : 'off'}`,
  ];
  return parts.join(', ');
}

/** Without its full stop. */
export function rehashed({ changed, restart }: EventOf<'rehashed'>): string {
  const parts = [
    changed.length > 0 ? `changed: ${changed.join(', ')}` : 'nothing has changed',
    ...(restart.length > 0 ? [`after a restart: ${restart.join(', ')}`] : []),
  ];
  return `the configuration was read again; ${parts.join('; ')}`;
}
