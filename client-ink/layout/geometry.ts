/** The division of the screen and the view of a place, as they follow from the model. */
import type { Model } from '../model/model.ts';
import { shownPlace } from '../model/model.ts';
import type { Place } from '../model/place.ts';
import { type Areas, areas } from './areas.ts';
import { promptRows } from './prompt.ts';
import type { View } from './window.ts';

export function areasOf(model: Model): Areas {
  const place = shownPlace(model);
  const members = place.kind === 'room';
  const lines = promptRows(model).rows.length;
  return areas(model.size, { panes: model.panes, members, lines });
}

/** How the window of a place is drawn now. */
export function viewOf(model: Model, _place: Place): View {
  const { middle, height } = areasOf(model);
  const { mode } = model;
  const needle = mode.is === 'finding' ? mode.query.text.toLowerCase() : '';
  return { columns: middle, height, nick: model.nick, ...(needle !== '' && { needle }) };
}
