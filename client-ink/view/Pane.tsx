/** A part of the screen: rows of styled text, drawn as one piece so that Ink has few things to lay out. */
import { Box, Text } from 'ink';
import type { Row } from '../layout/row.ts';
import type { Paint } from '../layout/theme.ts';

export interface PaneProps {
  rows: readonly Row[];
  columns: number;
  height: number;
  paint: Paint;
  /** Fewer rows than `height` stand at the top or at the bottom. */
  at?: 'top' | 'bottom';
}

export function Pane({ rows, columns, height, paint, at = 'top' }: PaneProps) {
  const missing = Math.max(0, height - rows.length);
  const painted = rows.slice(0, height).map(paint);
  const blank = Array.from({ length: missing }, () => '');
  const all = at === 'top' ? [...painted, ...blank] : [...blank, ...painted];
  return (
    <Box width={columns} height={height} overflow="hidden" flexShrink={0}>
      <Text wrap="truncate">{all.join('\n')}</Text>
    </Box>
  );
}
