/** The whole screen: topic, lists and messages, status, the line being typed, and a hint. */
import { Box, useCursor } from 'ink';
import { hintRow, statusRow, topicRow } from '../layout/bars.ts';
import { areasOf } from '../layout/geometry.ts';
import { promptRows } from '../layout/prompt.ts';
import type { Paint } from '../layout/theme.ts';
import type { Model } from '../model/model.ts';
import { type Store, useModel } from '../use-model.ts';
import { Members } from './Members.tsx';
import { Messages } from './Messages.tsx';
import { Pane } from './Pane.tsx';
import { Places } from './Places.tsx';

export function App({ store, paint }: { store: Store; paint: Paint }) {
  const model = useModel(store);
  const areas = areasOf(model);
  const { columns, rows, height } = areas;
  return (
    <Box flexDirection="column" width={columns} height={rows} overflow="hidden">
      {areas.topic > 0 && (
        <Pane rows={[topicRow(model, columns)]} columns={columns} height={1} paint={paint} />
      )}
      <Box width={columns} height={height} flexShrink={0}>
        {areas.left > 0 && (
          <Places model={model} columns={areas.left} height={height} paint={paint} />
        )}
        <Messages model={model} columns={areas.middle} height={height} paint={paint} />
        {areas.right > 0 && (
          <Members model={model} columns={areas.right} height={height} paint={paint} />
        )}
      </Box>
      <Pane rows={[statusRow(model, areas)]} columns={columns} height={1} paint={paint} />
      <Prompt model={model} height={areas.prompt} paint={paint} />
      {areas.hint > 0 && (
        <Pane rows={[hintRow(model, columns)]} columns={columns} height={1} paint={paint} />
      )}
    </Box>
  );
}

/** The line being typed. The terminal's own cursor stands in it, where input methods look for it. */
function Prompt({ model, height, paint }: { model: Model; height: number; paint: Paint }) {
  const { setCursorPosition } = useCursor();
  const { columns, rows } = model.size;
  const { hint } = areasOf(model);
  const prompt = promptRows(model);
  const from = Math.max(0, Math.min(prompt.cursor.y - height + 1, prompt.rows.length - height));
  const { x, y } = prompt.cursor;
  setCursorPosition({ x, y: rows - hint - height + (y - from) });
  const shown = prompt.rows.slice(from, from + height);
  return <Pane rows={shown} columns={columns} height={height} paint={paint} />;
}
