/** Shows what was reported, and closes it. */
import { optional } from '../arguments/argument.ts';
import { closing } from '../arguments/closing.ts';
import { roomOrServer } from '../arguments/room-or-server.ts';
import { command } from './command.ts';

export const reports = command('reports', {
  elsewhere: 'complaints',
  arguments: [optional('room', roomOrServer), closing],
  summary: 'show which messages were reported, or close a report',
  about:
    'Shows the open reports of messages in ROOM, or in the current room: which message of whom was reported, by whom, when and why, and the number of each report. With * operators see those of all rooms. With close N it closes a report. A report closes by itself when its message is deleted, or when whoever said that is put out, banned or muted afterwards. Ops and owners do this.',
  examples: ['/reports', '/reports@t1 #dev', '/reports close 3', '/reports * close 4'],
  faults: ['not_allowed', 'operators_only', 'banned', 'no_such_report'],
  changes: true,
  tells: '`reports`; with `close`, nothing',
  ok: '`room`',
  played: 'asking-staff',
  acknowledged: () => 'That report is closed.',
  current: { field: 'room', of: 'room', members: true },
});
