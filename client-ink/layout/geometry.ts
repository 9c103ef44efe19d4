/** The division of the screen and the style of its window, as they follow from the model. */
import type { Model } from '../model/model.ts';
import { shownPlace } from '../model/place-list.ts';
import { type Areas, areas } from './areas.ts';
import { flashRows } from './bars.ts';
import { listedRows } from './completions.ts';
import { membersWidth, roomsWidth } from './lists.ts';
import { promptRows } from './prompt.ts';
import type { View } from './window.ts';

/** The division of the screen for what the model holds now. */
export function areasOf(model: Model): Areas {
  const place = shownPlace(model);
  const rooms = roomsWidth(model);
  const members = place.kind === 'room' ? membersWidth(model) : 0;
  const lines = promptRows(model).rows.length;
  const hints = Math.max(flashRows(model).length, listedRows(model));
  return areas(model.size, { panes: model.panes, rooms, members, lines, hints });
}

/** How the window of the place that is shown is drawn; beside the list of members a column stays free. */
export function viewOf(model: Model): View {
  const { middle, right, height } = areasOf(model);
  const { mode } = model;
  const needle = mode.is === 'finding' ? mode.query.text.toLowerCase() : '';
  const gap = right > 0 ? 1 : 0;
  const isChosen = mode.is === 'choosing' || mode.is === 'reacting';
  return {
    columns: middle - gap,
    gap,
    height,
    nick: model.nick,
    ...(needle !== '' && { needle }),
    ...(isChosen && { chosen: mode.seq }),
  };
}
