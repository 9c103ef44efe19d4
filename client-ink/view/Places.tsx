/** The list of rooms and private conversations. */
import { memo } from 'react';
import { placeRows } from '../layout/lists.ts';
import type { Paint } from '../layout/theme.ts';
import type { Model } from '../model/model.ts';
import { Pane } from './Pane.tsx';

export interface PartProps {
  model: Model;
  columns: number;
  height: number;
  paint: Paint;
}

export const Places = memo(
  ({ model, columns, height, paint }: PartProps) => (
    <Pane
      rows={placeRows(model, columns, height)}
      columns={columns}
      height={height}
      paint={paint}
    />
  ),
  (before, now) =>
    before.model.places === now.model.places &&
    before.model.shown === now.model.shown &&
    before.columns === now.columns &&
    before.height === now.height,
);
