/**
 * A part of the screen: rows of styled text in a place of their own. React hears only of what is drawn there, as one
 * string; while that stays the same nothing is laid out or written, whatever else has changed.
 */
import { Box, Text } from 'ink';
import { createContext, use } from 'react';
import type { Areas } from '../layout/areas.ts';
import type { Row } from '../layout/row.ts';
import type { Paint } from '../layout/theme.ts';
import type { Model } from '../model/model.ts';
import { type ModelStore, useDrawn } from './use-model.ts';

interface Desk {
  store: ModelStore;
  paint: Paint;
  areas: Areas;
}

/** What every part needs: where to look, how to paint, and how much space there is. */
export const DeskContext = createContext<Desk | undefined>(undefined);

/** What the parts of the screen share. Throws outside of it. */
export function useDesk(): Desk {
  const desk = use(DeskContext);
  if (desk === undefined) throw new Error('a part of the screen stands outside of it');
  return desk;
}

interface RegionProps {
  rows: (model: Model, areas: Areas) => readonly Row[];
  columns: number;
  height: number;
  /** Fewer rows than `height` stand at the top or at the bottom. */
  at?: 'top' | 'bottom';
}

/** A part of the screen: rows, painted, and filled up to its height. */
export function Region({ rows, columns, height, at = 'top' }: RegionProps) {
  const { store, paint, areas } = useDesk();
  const drawn = useDrawn(store, (model) => {
    const painted = rows(model, areas).slice(0, height).map(paint);
    const blank = Array.from({ length: height - painted.length }, () => '');
    return (at === 'top' ? [...painted, ...blank] : [...blank, ...painted]).join('\n');
  });
  return (
    <Box width={columns} height={height} overflow="hidden" flexShrink={0}>
      <Text wrap="truncate">{drawn}</Text>
    </Box>
  );
}
