/** The line being typed. The terminal's own cursor stands in it, where input methods look for it. */
import { useCursor } from 'ink';
import { promptRows, promptView } from '../layout/prompt.ts';
import { Region, useDesk } from './Region.tsx';
import { useDrawn } from './use-model.ts';

/** The line being typed, with its hint, and the cursor of the terminal in it. */
export function Prompt() {
  const { store, areas } = useDesk();
  const { setCursorPosition } = useCursor();
  const { columns, rows, hint, prompt: height } = areas;
  const drawn = useDrawn(store, (model) => {
    const { x, y } = promptView(promptRows(model), height).cursor;
    return `${x} ${y}`;
  });
  const [x = 0, y = 0] = drawn.split(' ').map(Number);
  setCursorPosition({ x, y: rows - hint - height + y });
  return (
    <Region
      rows={(model) => promptView(promptRows(model), height).rows}
      columns={columns}
      height={height}
    />
  );
}
