/** Tells what one does. */
import { optional, required } from '../arguments/argument.ts';
import { room } from '../arguments/room.ts';
import { text } from '../arguments/text.ts';
import { command } from './command.ts';
import { textRefusals } from './family.ts';

export const me = command('me', {
  elsewhere: 'action emote em describe',
  arguments: [optional('room', room), required('text', text)],
  summary: 'tell what you do',
  about:
    'Shows TEXT as something that you do: "* ann waves". It goes to ROOM or to the current room. A TEXT that begins with # needs the room before it.',
  examples: ['/me waves', '/me #tea puts the kettle on'],
  faults: ['not_allowed', ...textRefusals],
  changes: true,
  tells: '`message` of the kind `action`',
  ok: '`room`, `seq`',
  played: 'talk',
  current: { field: 'room', of: 'room', members: true },
  says: 'action',
});
