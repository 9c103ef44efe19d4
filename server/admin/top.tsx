/** `parlance top`: a view of a running server that is drawn again each second. */
import { Box, render, Text, useApp, useInput } from 'ink';
import { useEffect, useState } from 'react';
import type { Figures } from '../watch/figures.ts';
import { NAME_COLUMNS, rowsOf } from './top-rows.ts';

const INTERVAL_MS = 1000;

/** Resolves when the person has enough, or rejects when the server answers no more. */
export async function watchTop(first: Figures, look: () => Promise<Figures>): Promise<void> {
  let trouble: unknown;
  const failed = (error: unknown) => {
    trouble = error;
  };
  const { waitUntilExit } = render(<Top first={first} look={look} failed={failed} />);
  await waitUntilExit();
  if (trouble !== undefined) throw trouble;
}

interface TopProps {
  first: Figures;
  look: () => Promise<Figures>;
  failed: (error: unknown) => void;
}

function Top({ first, look, failed }: TopProps) {
  const [[before, now], turn] = useState([first, first] as const);
  const { exit } = useApp();
  useInput((input) => {
    if (input === 'q') exit();
  });
  useEffect(() => {
    const timer = setInterval(() => {
      look().then(
        (next) => turn(([, last]) => [last, next]),
        (error: unknown) => {
          failed(error);
          exit();
        },
      );
    }, INTERVAL_MS);
    return () => clearInterval(timer);
  }, [look, failed, exit]);
  return (
    <Box flexDirection="column">
      <Text bold>parlance, {new Date(now.at).toISOString().slice(11, 19)} UTC (q ends)</Text>
      {rowsOf(before, now).map((line) => (
        <Text key={line.slice(0, NAME_COLUMNS)} wrap="truncate-end">
          {line}
        </Text>
      ))}
    </Box>
  );
}
