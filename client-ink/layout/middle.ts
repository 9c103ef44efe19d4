/** The middle of the screen shows messages, or for a while a list: places to go to, hits of a search, or the keys. */
import { unreachable } from '../../grammar/unreachable.ts';
import { type ModeOf, showsMessages } from '../model/mode.ts';
import type { Model } from '../model/model.ts';
import { viewed } from '../model/place.ts';
import { shownPlace } from '../model/place-list.ts';
import { choicesFor } from '../model/switching.ts';
import type { Areas } from './areas.ts';
import { titleRow } from './bars.ts';
import { fittingRows } from './fitting.ts';
import { foundRows } from './found.ts';
import { type Frame, framesOf, viewIn } from './geometry.ts';
import { inboxRows } from './inbox-list.ts';
import { keyRows } from './keylist.ts';
import { peopleRows } from './people-list.ts';
import { recalledRows } from './recalled-list.ts';
import { chosenInView, EDGE, fitRow, piece, type Row, spread } from './row.ts';
import { settingRows } from './setting-list.ts';
import { teachingRows } from './teaching.ts';
import { cleanLine } from './text.ts';
import { windowRows } from './window.ts';

/** What fills the middle of the screen: the messages of the place that is shown, or a list in their place. */
export function messageRows(model: Model, { middle, height }: Areas): Row[] {
  const { mode } = model;
  if (showsMessages(mode)) return windowsOf(model);
  switch (mode.is) {
    case 'switching':
      return switcherRows(model, mode, middle, height);
    case 'recalling':
      return recalledRows(model, mode, middle, height);
    case 'members':
      return peopleRows(model, mode, middle, height);
    case 'settings':
      return settingRows(mode, middle, height);
    case 'inbox':
      return inboxRows(model, mode, middle, height);
    case 'fitting':
      return inView(fittingRows(model, mode, middle), mode.top, height);
    case 'keys':
      return inView(keyRows(model.keymap, middle), mode.top, height);
    case 'searching':
      return foundRows(model, mode, middle, height);
    default:
      return unreachable(mode);
  }
}

/** One window, or two of them with a line between them or the title of the lower one. */
function windowsOf(model: Model): Row[] {
  const frames = framesOf(model);
  const [first = [], second] = frames.map((frame) => frameRows(model, frame));
  if (second === undefined) return first;
  if (model.split?.how === 'above') return [...first, ...second];
  return first.map((row, index) => [...row, piece(EDGE, 'dim'), ...(second[index] ?? [])]);
}

/** The messages of a window; in one that is empty, the rows that are free say what to do. */
function frameRows(model: Model, frame: Frame): Row[] {
  const { place, columns, titled } = frame;
  const view = viewIn(model, frame);
  const rows = windowRows(viewed(place), view);
  const all = [...rows, ...teachingRows(model, place, columns, view.height - rows.length)];
  if (!titled) return all;
  const blank = Array.from({ length: view.height - all.length }, (): Row => []);
  const tone = place.id === shownPlace(model).id ? 'chosen' : 'bar';
  const title = titleRow(place, columns, tone);
  return [title, ...[...blank, ...all].map((row) => fitRow(row, columns))];
}

/** So many rows from `top` on, or the last ones. */
const inView = (rows: Row[], top: number, height: number): Row[] =>
  rows.slice(Math.max(0, Math.min(top, rows.length - height))).slice(0, height);

type Switching = ModeOf<'switching'>;

/** What stands beside a choice that is not on the list yet. */
const notes: Readonly<Partial<Record<'place' | 'person' | 'room', string>>> = {
  person: 'private conversation',
  room: 'go into this room',
};

/** The best choice is next to the query, at the bottom. */
function switcherRows(model: Model, mode: Switching, columns: number, height: number): Row[] {
  const choices = choicesFor(model, mode.query.text);
  const rows = chosenInView(choices, mode.chosen, height).map(({ one: choice, isChosen }): Row => {
    const calls = choice.go === 'place' && choice.mentions > 0;
    const count = choice.go === 'place' && choice.unread > 0 ? String(choice.unread) : '';
    const right = notes[choice.go] ?? `${count}${calls ? '!' : ''}`;
    const tone = isChosen ? 'chosen' : calls ? 'mention' : count === '' ? 'plain' : 'unread';
    const note = piece(right && ` ${right} `, isChosen ? 'chosen' : 'dim');
    return spread([piece(` ${cleanLine(choice.name)}`, tone)], [note], columns, tone);
  });
  return rows.length === 0
    ? [fitRow([piece(' nothing fits; /join #NAME opens a new room', 'dim')], columns)]
    : rows;
}
