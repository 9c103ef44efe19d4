/** What Tab walks through, as a list under the line that says what each choice is. */
import { roomKey } from '../../grammar/names.ts';
import { type SettingName, settingNames, settingOf } from '../../grammar/settings.ts';
import { nameOf } from '../editor/emoji.ts';
import { actionNames, actions } from '../keyboard/actions.ts';
import { language } from '../language/language.ts';
import { entryIn, isOption, isTable, optionOf, tables } from '../language/options.ts';
import { saidAt } from '../model/entry.ts';
import { memberOf } from '../model/members.ts';
import type { Model } from '../model/model.ts';
import { viewed } from '../model/place.ts';
import { roomPlace, shownPlace } from '../model/place-list.ts';
import { fitRow, piece, type Row } from './row.ts';
import { cleanLine, filled, width } from './text.ts';

/** The list has at most this many rows. */
const MAX_LISTED = 6;
/** So many rows of it stand above the choice that was taken. */
const ROWS_BEFORE = 2;

/** How many rows the list would like to have; 0 when nothing is being completed. */
export const listedRows = ({ completing }: Model): number =>
  Math.min(MAX_LISTED, completing?.choices.length ?? 0);

/** The choices around the one that was taken, each with what it is. */
export function completionRows(model: Model, columns: number, height: number): Row[] {
  const { choices = [], chosen = 0 } = model.completing ?? {};
  const last = Math.max(0, choices.length - height);
  const from = Math.max(0, Math.min(chosen - ROWS_BEFORE, last));
  const shown = choices.slice(from, from + height).map((each) => cleanLine(each).trim());
  const most = Math.min(Math.floor(columns / 2), Math.max(...shown.map(width)));
  return shown.map((choice, index) => {
    const isTaken = from + index === chosen;
    const name = piece(` ${filled(choice, most)} `, isTaken ? 'chosen' : 'plain');
    const more = index === shown.length - 1 ? choices.length - from - height : 0;
    const words = saysOf(model, (choices[from + index] ?? '').trim());
    const end = more > 0 ? [piece(`  and ${more} more`, 'dim')] : [];
    return fitRow([name, piece(` ${words}`, isTaken ? 'plain' : 'dim'), ...end], columns);
  });
}

/** What a choice is, as far as there is more to say than its name. */
function saysOf(model: Model, choice: string): string {
  const name = choice.replace(/[:,]$/, '');
  if (choice.startsWith('#')) return roomWords(model, choice);
  if (/^(?:\^|\d+)$/.test(choice)) return messageWords(model, choice);
  if (/^\/set\s/i.test(shownPlace(model).editor.line.text)) return settableWords(model, choice);
  const command = language.commands.get(choice.replace(/^\//, ''));
  return command?.summary ?? nameOf(choice) ?? personWords(model, name);
}

/** What `/set` can set, and what it may be set to. */
function settableWords({ keymap, aliases }: Model, choice: string): string {
  if (isOption(choice)) return optionOf(choice).about;
  if (isSetting(choice)) return settingOf(choice).about;
  if (isTable(choice)) return tables[choice].about;
  const { table, key = '' } = entryIn(choice) ?? {};
  const action = table === 'keys' ? keymap.get(key) : actionNames.find((each) => each === choice);
  return action !== undefined ? actions[action] : (aliases.get(key) ?? '');
}

const isSetting = (name: string): name is SettingName =>
  (settingNames as readonly string[]).includes(name);

function roomWords(model: Model, room: string): string {
  const place = roomPlace(model, room);
  if (place?.joined)
    return about(place.count === 1 ? 'you alone' : `${place.count} people`, place.topic);
  const key = roomKey(room);
  const heard = model.heard.find((each) => roomKey(each.room) === key);
  if (heard === undefined) return 'you are not in it';
  return about(`${heard.count} people, without you`, heard.topic);
}

const about = (people: string, topic = ''): string =>
  topic === '' ? people : `${people}: ${cleanLine(topic)}`;

function messageWords(model: Model, choice: string): string {
  if (choice === '^') return 'the last one';
  const said = saidAt(viewed(shownPlace(model)).entries, Number(choice));
  if (said === undefined) return '';
  const text = said.deleted === undefined ? cleanLine(said.text) : '(deleted)';
  return `${cleanLine(said.from)}: ${text}`;
}

function personWords(model: Model, nick: string): string {
  const here = memberOf(shownPlace(model), nick);
  if (here !== undefined) {
    const { role = 'here', away } = here;
    return `${role}${away ? ', away' : ''}`;
  }
  const rooms = model.places.filter((place) => place.kind === 'room' && memberOf(place, nick));
  return rooms.length === 0 ? '' : `in ${rooms.map(({ name }) => cleanLine(name)).join(', ')}`;
}
