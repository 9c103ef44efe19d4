/** What the model asks of the layout: how far a view moves, counted in rows, and what is under the mouse. */
import type { Model, Viewport } from '../model/model.ts';
import { fittingRows } from './fitting.ts';
import { areasOf, viewOf } from './geometry.ts';
import { keyRows } from './keylist.ts';
import type { Row } from './row.ts';
import { isLong } from './said.ts';
import { under } from './under.ts';
import { revealed, scrolled, scrolledTo } from './window.ts';

/** The list of all keys, or of those that fit now. */
const listedKeys = (model: Model, columns: number): Row[] =>
  model.mode.is === 'fitting'
    ? fittingRows(model, model.mode, columns)
    : keyRows(model.keymap, columns);

/** What the model may ask of the layout: heights and scroll positions in rows, without knowing how rows are made. */
export const viewport: Viewport = {
  height: (model) => viewOf(model).height,
  scrolled: (model, place, rows) => scrolled(place, rows, viewOf(model)),
  scrolledTo: (model, place, index, rows) => scrolledTo(place, index, viewOf(model), rows),
  revealed: (model, place, index) => revealed(place, index, viewOf(model)),
  under,
  isLong: (model, said) => isLong(said, viewOf(model)),
  keyRows: (model) => listedKeys(model, areasOf(model).middle).length,
};
