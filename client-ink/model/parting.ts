/** Takes rooms off the list that one leaves and is out of already: the server need not be asked, or has said so. */
import type { Model } from './model.ts';
import { leave } from './people.ts';
import type { Place } from './place.ts';
import { changePlace, noted, placeById, roomPlace } from './place-list.ts';

/** One has left the room, or was put out of it, and the link does not join it anew. */
const isOut = (place: Place | undefined): boolean =>
  place?.joined === false && place.rejoins === undefined;

/** Without those of the rooms that one is known to be out of; the `others` are to be left. `typedIn`: where somebody wants that. */
export function withoutThoseOut(
  model: Model,
  typedIn: number,
  rooms: readonly string[],
): { model: Model; others: string[] } {
  const { out = [], others = [] } = Object.groupBy(rooms, (room) =>
    isOut(roomPlace(model, room)) ? 'out' : 'others',
  );
  return { model: out.reduce((kept, room) => withoutRoom(kept, typedIn, room), model), others };
}

function withoutRoom(model: Model, typedIn: number, room: string): Model {
  const place = roomPlace(model, room);
  if (place === undefined || place.editor.line.text === '') return leave(model, room);
  const told = placeById(model, typedIn) ? typedIn : model.shown;
  const words = `${place.name} stays on the list for what you have written there.`;
  return noted(model, told, 'answer', words);
}

/** The server has said that one is out of one of the rooms: so one is of all that were to be joined anew. The same model without any. */
export const withNoneRejoined = (model: Model, rooms: readonly string[]): Model =>
  rooms.reduce((kept, room) => {
    const place = roomPlace(kept, room);
    if (place?.rejoins === undefined) return kept;
    const { rejoins: _, ...out } = place;
    return changePlace(kept, place.id, () => out);
  }, model);
