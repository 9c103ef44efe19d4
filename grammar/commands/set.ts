/** Shows or changes the settings of a room. */
import { optional } from '../arguments/argument.ts';
import { room } from '../arguments/room.ts';
import { setting } from '../arguments/setting.ts';
import { settingNames, settingOf } from '../settings.ts';
import { command } from './command.ts';

const all = settingNames.map((name) => {
  const { usage, about } = settingOf(name);
  return `\n- ${name} ${usage}: ${about}`;
});

export const set = command('set', {
  elsewhere: 'setting settings config option options lock slow',
  arguments: [optional('room', room), setting],
  summary: 'show or change the settings of a room',
  about: `Sets NAME of ROOM, or of the current room, to VALUE; off takes it back. Without VALUE it shows the setting, who set it and when; without NAME it shows all. Ops and owners set. Whoever is in the room sees its key. The settings:${all.join('')}`,
  examples: ['/set', '/set #dev moderated on', '/set key teapot', '/set@t1 limit off', '/set key'],
  faults: ['not_allowed', 'bad_setting'],
  changes: true,
  tells: '`setting`; without VALUE, `settings`',
  ok: 'with VALUE, `room` and `seq`; else none',
  played: 'settings',
  current: { field: 'room', of: 'room', members: true },
});
