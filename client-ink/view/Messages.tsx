/** What was said in the place that is shown, or a list that lies over it for a while. */
import { memo } from 'react';
import { viewOf } from '../layout/geometry.ts';
import { overlayRows } from '../layout/overlays.ts';
import { windowRows } from '../layout/window.ts';
import { shownPlace } from '../model/model.ts';
import { Pane } from './Pane.tsx';
import type { PartProps } from './Places.tsx';

export const Messages = memo(
  ({ model, columns, height, paint }: PartProps) => {
    const place = shownPlace(model);
    const list = overlayRows(model, columns, height);
    const rows = list ?? windowRows(place, viewOf(model, place));
    return <Pane rows={rows} columns={columns} height={height} paint={paint} at="bottom" />;
  },
  (before, now) =>
    shownPlace(before.model) === shownPlace(now.model) &&
    before.model.mode === now.model.mode &&
    before.model.nick === now.model.nick &&
    (now.model.mode.is !== 'switching' || before.model.places === now.model.places) &&
    before.columns === now.columns &&
    before.height === now.height,
);
