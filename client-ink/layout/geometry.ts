/** The division of the screen and the style of its window, as they follow from the model. */
import { showsMessages } from '../model/mode.ts';
import type { Model } from '../model/model.ts';
import type { Place } from '../model/place.ts';
import { shownPlace } from '../model/place-list.ts';
import { otherPlace } from '../model/split.ts';
import { type Areas, areas } from './areas.ts';
import { flashRows } from './bars.ts';
import { listedRows } from './completions.ts';
import { joiningIn } from './joins.ts';
import { membersWidth, roomsWidth } from './lists.ts';
import { promptRows } from './prompt.ts';
import type { View } from './window.ts';

const known = new WeakMap<Model, Areas>();

/** The division of the screen for what the model holds now. It is found once for each model. */
export function areasOf(model: Model): Areas {
  const before = known.get(model);
  if (before !== undefined) return before;
  const found = divided(model);
  known.set(model, found);
  return found;
}

function divided(model: Model): Areas {
  const place = shownPlace(model);
  const rooms = roomsWidth(model);
  const members = place.kind === 'room' ? membersWidth(model) : 0;
  const lines = promptRows(model).rows.length;
  const hints = Math.max(flashRows(model).length, listedRows(model));
  const split = showsMessages(model.mode) && otherPlace(model) ? model.split?.how : undefined;
  return areas(model.size, { panes: model.panes, rooms, members, lines, hints, split });
}

/** A window of messages: what of the middle it has, its title among the rows when there are two. */
export interface Frame {
  readonly place: Place;
  readonly column: number;
  readonly row: number;
  readonly columns: number;
  readonly rows: number;
  /** It has a title of its own. */
  readonly titled: boolean;
}

/** The windows in the middle from left to right, or from above. */
export function framesOf(model: Model): Frame[] {
  const { middle, height, split } = areasOf(model);
  const place = shownPlace(model);
  const whole = { column: 0, row: 0, columns: middle, rows: height };
  const other = otherPlace(model);
  if (split === undefined || other === undefined) return [{ place, ...whole, titled: false }];
  const [one, two] = model.split?.second ? [other, place] : [place, other];
  const { how, first } = split;
  return how === 'beside'
    ? [
        { place: one, ...whole, columns: first, titled: true },
        { place: two, ...whole, column: first + 1, columns: middle - first - 1, titled: true },
      ]
    : [
        { place: one, ...whole, rows: first, titled: true },
        { place: two, ...whole, row: first, rows: height - first, titled: true },
      ];
}

/** How the window of the place that is shown is drawn. */
export const viewOf = (model: Model): View => viewIn(model, frameOf(model));

/** The window of the place that is shown. */
const frameOf = (model: Model): Frame =>
  framesOf(model).find(({ place }) => place.id === shownPlace(model).id)!;

/** How a window is drawn; before a line on its right a column stays free. */
export function viewIn(model: Model, { place, column, columns, rows, titled }: Frame): View {
  const { left, middle, right } = areasOf(model);
  const { mode } = model;
  const isShown = place.id === shownPlace(model).id;
  const needle = isShown && mode.is === 'finding' ? mode.query.text.toLowerCase() : '';
  const gap = right > 0 || column + columns < middle ? 1 : 0;
  const isChosen = isShown && (mode.is === 'choosing' || mode.is === 'reacting');
  return {
    columns: columns - gap,
    gap,
    lead: left > 0 || column > 0 ? 1 : 0,
    height: Math.max(1, rows - (titled ? 1 : 0)),
    nick: model.nick,
    hues: place.hues,
    time: model.time,
    joins: joiningIn(model, place),
    ...(needle !== '' && { needle }),
    ...(isChosen && { chosen: mode.seq }),
  };
}
