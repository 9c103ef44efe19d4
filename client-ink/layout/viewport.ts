/** What the model asks of the layout: how far a view moves, counted in rows, and what is under the mouse. */
import type { Viewport } from '../model/model.ts';
import { areasOf, viewOf } from './geometry.ts';
import { keyRows } from './keylist.ts';
import { isLong } from './said.ts';
import { under } from './under.ts';
import { revealed, scrolled, scrolledTo } from './window.ts';

/** What the model may ask of the layout: heights and scroll positions in rows, without knowing how rows are made. */
export const viewport: Viewport = {
  height: (model) => viewOf(model).height,
  scrolled: (model, place, rows) => scrolled(place, rows, viewOf(model)),
  scrolledTo: (model, place, index, rows) => scrolledTo(place, index, viewOf(model), rows),
  revealed: (model, place, index) => revealed(place, index, viewOf(model)),
  under,
  isLong: (model, said) => isLong(said, viewOf(model)),
  keyRows: (model) => keyRows(model.keymap, areasOf(model).middle).length,
};
