/** What is at a place of the screen: a room, a person, a message, or an address in it. */
import { at } from '../model/entry.ts';
import type { Model, Under } from '../model/model.ts';
import { viewed } from '../model/place.ts';
import { shownPlace } from '../model/place-list.ts';
import { areasOf, type Frame, framesOf, viewIn } from './geometry.ts';
import { memberAt, placeAt } from './lists.ts';
import type { Piece, Row } from './row.ts';
import { width } from './text.ts';
import { placedRows } from './window.ts';

/** What is under a column and a row of the screen, both from 0; nothing where nothing can be pressed. */
export function under(model: Model, column: number, row: number): Under | undefined {
  const areas = areasOf(model);
  const line = row - areas.topic;
  if (line < 0 || line >= areas.height) return undefined;
  if (column < areas.left) {
    const spot = placeAt(model, areas, line);
    return spot && { on: 'place', spot };
  }
  if (column >= areas.columns - areas.right) {
    const member = memberAt(model, areas, line);
    return member && { on: 'person', nick: member.nick };
  }
  const frame = framesOf(model).find((each) => isIn(each, column - areas.left, line));
  if (frame === undefined) return undefined;
  if (frame.place.id !== shownPlace(model).id) return { on: 'place', spot: { place: frame.place } };
  const top = frame.row + (frame.titled ? 1 : 0);
  return inWindow(model, frame, column - areas.left - frame.column, line - top);
}

const isIn = ({ column, row, columns, rows }: Frame, x: number, y: number): boolean =>
  x >= column && x < column + columns && y >= row && y < row + rows;

/** The rows of the window stand at its bottom. */
function inWindow(model: Model, frame: Frame, column: number, line: number): Under | undefined {
  const view = viewIn(model, frame);
  const place = viewed(frame.place);
  const rows = placedRows(place, view);
  const placed = rows[line - (view.height - rows.length)];
  if (placed === undefined) return undefined;
  const pressed = pieceAt(placed.row, column);
  if (pressed?.link !== undefined) return { on: 'address', url: pressed.link };
  const entry = placed.index === undefined ? undefined : at(place.entries, placed.index);
  if (entry?.kind !== 'said' || entry.seq === 0) return undefined;
  return { on: pressed?.folds ? 'fold' : 'message', seq: entry.seq };
}

function pieceAt(row: Row, column: number): Piece | undefined {
  let end = 0;
  return row.find(({ text }) => {
    end += width(text);
    return column < end;
  });
}
