/** The list of the settings of a room: what each is, who has set it, and a way to change it, as if that had been typed. */
import type { EventOf } from '../../grammar/events.ts';
import { type SettingName, settingNames, settingOf } from '../../grammar/settings.ts';
import { withBegun } from './about.ts';
import { ask } from './asking.ts';
import { choiceAfter } from './list-keys.ts';
import { type ModeOf, talking } from './mode.ts';
import { type Model, only, type Update } from './model.ts';
import type { Place } from './place.ts';
import { changePlace, shownPlace } from './place-list.ts';
import type { Pressed } from './pressed.ts';
import { mayDo } from './rights.ts';
import { submit } from './sending.ts';

type Settings = ModeOf<'settings'>;
type Setting = EventOf<'settings'>['settings'][number];

/** Asks for the settings of the room that is shown, and lets the person choose one; a flash tells when there is no room. */
export function beginSettings(model: Model): Update {
  const place = shownPlace(model);
  if (place.kind !== 'room' || !place.joined || model.connection.is !== 'up') {
    return only({ ...model, flash: 'There are no settings here: go into a room first.' });
  }
  const opened: Model = { ...model, mode: { is: 'settings', chosen: 0 } };
  return ask(opened, place.id, { cmd: 'set', room: place.name });
}

/** What the client has asked for by itself goes into the list, as long as that is open. */
export function withSettings(model: Model, { settings }: EventOf<'settings'>): Model {
  return model.mode.is === 'settings' ? { ...model, mode: { ...model.mode, settings } } : model;
}

/** Somebody has set something while the list is open. */
export function withSetting(
  model: Model,
  { room, name, value, from, at }: EventOf<'setting'>,
): Model {
  const { mode } = model;
  if (mode.is !== 'settings' || mode.settings === undefined) return model;
  if (shownPlace(model).name !== room) return model;
  const settings = mode.settings.map((each) =>
    each.name === name ? { name, value, from, at } : each,
  );
  return { ...model, mode: { ...mode, settings } };
}

/** The setting that the keys are about. */
export const chosenSetting = ({ chosen, settings = [] }: Settings): Setting | undefined =>
  settings[Math.min(chosen, settings.length - 1)];

/** True when the person may change the setting. */
export const maySet = (place: Place, nick: string, name: SettingName): boolean =>
  mayDo(place, nick, name === 'archived' ? 'archive' : 'set');

/** A key while the list of settings is chosen from. */
export function inSettings(
  model: Model,
  mode: Settings,
  { key, action, otherwise }: Pressed,
): Update {
  const chosen = choiceAfter(model, action, mode.chosen, settingNames.length);
  if (chosen !== undefined) return only({ ...model, mode: { ...mode, chosen } });
  const calm: Model = { ...model, mode: talking };
  const letter = 'text' in key ? key.text : '';
  switch (action) {
    case 'cancel':
    case 'interrupt':
    case 'settings':
      return only(calm);
    case 'send':
      return change(model, mode);
    default:
      return letter === '-' ? change(model, mode, 'off') : otherwise(calm);
  }
}

/** What is on or off changes at once; another value is typed. */
function change(model: Model, mode: Settings, to?: 'off'): Update {
  const place = shownPlace(model);
  const setting = chosenSetting(mode);
  if (setting === undefined) return only(model);
  const { name, value } = setting;
  if (!maySet(place, model.nick, name)) {
    return only({ ...model, flash: 'Only who looks after the room changes that.' });
  }
  const line = `/set ${place.name} ${name}`;
  const isSwitch = settingOf(name).usage === 'on';
  if (to === 'off' || (isSwitch && value !== 'off')) return submit(model, `${line} off`);
  if (isSwitch) return submit(model, `${line} on`);
  const begun = value === 'off' ? `${line} ` : `${line} ${value}`;
  return only(changePlace({ ...model, mode: talking }, place.id, (it) => withBegun(it, begun)));
}
