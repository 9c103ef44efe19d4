/** The list of who is in the room that is shown. */
import { memo } from 'react';
import { memberRows } from '../layout/lists.ts';
import { shownPlace } from '../model/model.ts';
import { Pane } from './Pane.tsx';
import type { PartProps } from './Places.tsx';

export const Members = memo(
  ({ model, columns, height, paint }: PartProps) => (
    <Pane
      rows={memberRows(model, columns, height)}
      columns={columns}
      height={height}
      paint={paint}
    />
  ),
  (before, now) =>
    shownPlace(before.model).members === shownPlace(now.model).members &&
    shownPlace(before.model).count === shownPlace(now.model).count &&
    before.columns === now.columns &&
    before.height === now.height,
);
