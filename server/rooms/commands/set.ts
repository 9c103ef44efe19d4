/** Shows or changes the settings of a room, or makes it one that is read only. */
import { fault } from '../../../grammar/faults.ts';
import { shown } from '../../../grammar/reading/quote.ts';
import { type SettingName, settingNames, settingOf } from '../../../grammar/settings.ts';
import type { Act } from '../act.ts';
import { mayDo } from '../moderation/refusing.ts';
import { setTo } from '../moderation/room-changes.ts';
import type { Room } from '../world/state.ts';
import type { Row } from './row.ts';

/** Shows one setting of a room or all of them, or changes one. */
export const set: Row<'set'> = {
  nature: ({ value }) => (value === undefined ? { asks: 'world' } : { changes: 'refused' }),
  needs: 'membership',
  run(act, { name, value }, room) {
    if (name === undefined || value === undefined) {
      return show(act, room, name === undefined ? settingNames : [name]);
    }
    if (!mayDo(act, { do: name === 'archived' ? 'archive' : 'set' }, room)) return;
    const { takes, fits } = settingOf(name);
    if (value !== 'off' && !fits(value)) {
      return act.refuse(fault('bad_setting', { name, value: shown(value), takes }));
    }
    act.done(setTo(act, room, name, value));
  },
};

/** Lets nobody say anything in a room, or takes that back. */
export const archive: Row<'archive'> = {
  nature: { changes: 'refused' },
  needs: 'membership',
  run(act, { off }, room) {
    if (!mayDo(act, { do: 'archive' }, room)) return;
    act.done(setTo(act, room, 'archived', off ? 'off' : 'on'));
  },
};

function show(act: Act, room: Room, names: readonly SettingName[]): void {
  const settings = names.map((name) => {
    return room.fold.policy.settings.get(name) ?? { name, value: 'off' };
  });
  act.show({ ev: 'settings', room: room.name, settings });
}
