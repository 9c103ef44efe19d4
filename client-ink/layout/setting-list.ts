/** The list of a room's settings as rows: each with its value and what that makes of the room. */
import { settingOf } from '../../grammar/settings.ts';
import { moment } from '../language/times.ts';
import { chosenSetting, maySet } from '../model/choosing-settings.ts';
import type { ModeOf } from '../model/mode.ts';
import type { Model } from '../model/model.ts';
import { shownPlace } from '../model/place-list.ts';
import { chosenInView, fitRow, piece, type Row } from './row.ts';
import { cleanLine, filled, width } from './text.ts';

type Settings = ModeOf<'settings'>;

const NAME_COLUMNS = 14;
/** Values take as many columns as the longest of them, with the blanks behind it, up to so many. */
const MAX_VALUE_COLUMNS = 14;

/** As many as fit, around the one that is chosen. */
export function settingRows(mode: Settings, columns: number, height: number): Row[] {
  const { settings } = mode;
  if (settings === undefined) return [fitRow([piece(' asking …', 'dim')], columns)];
  const chosen = Math.min(mode.chosen, settings.length - 1);
  const longest = Math.max(0, ...settings.map(({ value }) => width(cleanLine(value))));
  const wide = Math.min(MAX_VALUE_COLUMNS, longest + 2);
  return chosenInView(settings, chosen, height).map(({ one: { name, value }, isChosen }): Row => {
    const isSet = value !== 'off';
    const tone = isChosen ? 'chosen' : isSet ? 'strong' : 'plain';
    return fitRow(
      [
        piece(` ${filled(name, NAME_COLUMNS)}`, tone),
        piece(filled(cleanLine(value), wide), isChosen ? 'chosen' : isSet ? 'accent' : 'dim'),
        piece(settingOf(name)?.about ?? '', isChosen ? 'chosen' : 'dim'),
      ],
      columns,
      isChosen ? 'chosen' : 'plain',
    );
  });
}

/** Who has set the one that is chosen, and what the keys do to it, the longest first. */
export function settingHints(model: Model, mode: Settings): string[] {
  const setting = chosenSetting(mode);
  if (setting === undefined) return ['Esc leaves'];
  const { name, value, from, at } = setting;
  const by = from === undefined || at === undefined ? '' : `${from}, ${moment(Date.parse(at))}:   `;
  const keys = maySet(shownPlace(model), model.nick, name)
    ? [`Enter ${changes(name, value)}`, ...(value === 'off' ? [] : ['- takes it back'])]
    : ['only who looks after the room changes it'];
  const { about } = settingOf(name);
  return [
    `${by}${about}   ${[...keys, 'Esc leaves'].join('   ')}`,
    `${about}   ${keys.join('  ')}`,
    keys.join('  '),
  ].map(cleanLine);
}

function changes(name: Parameters<typeof settingOf>[0], value: string): string {
  const { usage } = settingOf(name);
  if (usage !== 'on') return `types its value (${usage})`;
  return value === 'off' ? 'sets it' : 'takes it back';
}
