/** How much there is of everything, as a sentence. */
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
