/** The middle of the screen shows messages, or for a while a list: places to go to, hits of a search, or the keys. */

import type { ModeOf } from '../model/mode.ts';
import type { Model } from '../model/model.ts';
import { viewed } from '../model/place.ts';
import { shownPlace } from '../model/place-list.ts';
import { choicesFor } from '../model/switching.ts';
import type { Areas } from './areas.ts';
import { foundRows } from './found.ts';
import { viewOf } from './geometry.ts';
import { keyRows } from './keylist.ts';
import { peopleRows } from './people-list.ts';
import { fitRow, piece, type Row, spread } from './row.ts';
import { settingRows } from './setting-list.ts';
import { teachingRows } from './teaching.ts';
import { cleanLine } from './text.ts';
import { windowRows } from './window.ts';

/** What fills the middle of the screen: the messages of the place that is shown, or a list in their place. */
export function messageRows(model: Model, { middle, height }: Areas): Row[] {
  const { mode } = model;
  switch (mode.is) {
    case 'switching':
      return switcherRows(model, mode, middle, height);
    case 'members':
      return peopleRows(model, mode, middle, height);
    case 'settings':
      return settingRows(mode, middle, height);
    case 'keys':
      return inView(keyRows(model.keymap, middle), mode.top, height);
    case 'searching':
      return foundRows(model, mode, middle, height);
    case 'talking':
    case 'finding':
    case 'choosing':
    case 'reacting':
    case 'confirming':
    case 'asking':
      return taught(model, windowRows(viewed(shownPlace(model)), viewOf(model)), middle, height);
  }
}

/** In an empty window the rows that are free say what to do. */
function taught(model: Model, rows: Row[], columns: number, height: number): Row[] {
  return [...rows, ...teachingRows(model, columns, height - rows.length)];
}

/** So many rows from `top` on, or the last ones. */
const inView = (rows: Row[], top: number, height: number): Row[] =>
  rows.slice(Math.max(0, Math.min(top, rows.length - height))).slice(0, height);

type Switching = ModeOf<'switching'>;

/** The best choice is next to the query, at the bottom. */
function switcherRows(model: Model, mode: Switching, columns: number, height: number): Row[] {
  const choices = choicesFor(model, mode.query.text);
  const from = Math.max(0, mode.chosen - height + 1);
  const rows = choices.slice(from, from + height).map((choice, index): Row => {
    const chosen = from + index === mode.chosen;
    const calls = choice.go === 'place' && choice.mentions > 0;
    const count = choice.go === 'place' && choice.unread > 0 ? String(choice.unread) : '';
    const right = choice.go === 'person' ? 'private conversation' : `${count}${calls ? '!' : ''}`;
    const tone = chosen ? 'chosen' : calls ? 'mention' : count === '' ? 'plain' : 'unread';
    const name = piece(` ${cleanLine(choice.name)} `, tone);
    return spread([name], [piece(`${right} `, chosen ? 'chosen' : 'dim')], columns, tone);
  });
  return rows.length === 0 ? [fitRow([piece(' nothing fits', 'dim')], columns)] : rows;
}
