/** Shows what staff did. */
import { optional } from '../arguments/argument.ts';
import { options } from '../arguments/options.ts';
import { roomOrServer } from '../arguments/room-or-server.ts';
import { limit, seq } from '../arguments/seq.ts';
import { command } from './command.ts';

/** A page has at most this many acts. */
const MAX_AUDIT_ACTS = 100;
/** A page without `limit=` has this many acts. */
export const DEFAULT_AUDIT_ACTS = 20;

/** Shows what staff did in a room. */
export const audit = command('audit', {
  elsewhere: 'modlog auditlog',
  arguments: [
    optional('room', roomOrServer),
    options({
      before: seq('the last acts before this number'),
      limit: limit('acts', MAX_AUDIT_ACTS, '20', 'how many acts; 20 when left out'),
    }),
  ],
  summary: 'show what staff did in a room',
  about:
    'Shows the last acts of staff in ROOM, or in the current room, oldest first: kicks, bans, mutes, exceptions and their ends, roles, settings, and deleted messages of others. Each has the number by which /undo takes it back. Ops and owners see them all, also those from before they came. With * in the place of ROOM operators see what was done to the whole server, lockdowns and announcements included.',
  examples: ['/audit', '/audit #dev before=41', '/audit@t1 limit=100', '/audit *'],
  faults: ['not_allowed', 'operators_only', 'banned', 'store_unavailable'],
  tells: '`audit`, oldest first',
  ok: 'none',
  notes:
    'It looks through at most 20,000 events of the log. With `next` there may be more: go on with `before` that number.',
  played: 'audit',
  current: { field: 'room', of: 'room', members: true },
});
