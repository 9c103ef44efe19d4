/** The whole screen: topic, lists and messages, status, the line being typed, and a hint. */
import { Box, useApp } from 'ink';
import { useEffect, useMemo } from 'react';
import { statusRow, topicRow } from '../layout/bars.ts';
import { areasOf } from '../layout/geometry.ts';
import { hintRow } from '../layout/hints.ts';
import { memberRows, placeRows } from '../layout/lists.ts';
import { messageRows } from '../layout/middle.ts';
import type { Paint } from '../layout/theme.ts';
import { Prompt } from './Prompt.tsx';
import { DeskContext, Region } from './Region.tsx';
import { type ModelStore, useDrawn } from './use-model.ts';

interface AppProps {
  store: ModelStore;
  paint: Paint;
  /** Is told how to give the terminal to somebody else for a while. */
  lend: (suspend: Suspend) => void;
}

/** Gives the terminal back while `meanwhile` runs, then draws anew. */
export type Suspend = (meanwhile: () => Promise<void>) => Promise<unknown>;

/** The screen of one model store. */
export function App({ store, paint, lend }: AppProps) {
  const { suspendTerminal } = useApp();
  useEffect(() => lend(suspendTerminal), [lend, suspendTerminal]);
  const division = useDrawn(store, (model) => JSON.stringify(areasOf(model)));
  const desk = useMemo(
    () => ({ store, paint, areas: JSON.parse(division) }),
    [store, paint, division],
  );
  const { columns, rows, left, middle, right, height, topic, hint } = desk.areas;
  return (
    <DeskContext value={desk}>
      <Box flexDirection="column" width={columns} height={rows} overflow="hidden">
        {topic > 0 && <Region rows={topicRow} columns={columns} height={1} />}
        <Box width={columns} height={height} flexShrink={0}>
          {left > 0 && <Region rows={placeRows} columns={left} height={height} />}
          <Region rows={messageRows} columns={middle} height={height} at="bottom" />
          {right > 0 && <Region rows={memberRows} columns={right} height={height} />}
        </Box>
        <Region rows={statusRow} columns={columns} height={1} />
        <Prompt />
        {hint > 0 && <Region rows={hintRow} columns={columns} height={hint} />}
      </Box>
    </DeskContext>
  );
}
