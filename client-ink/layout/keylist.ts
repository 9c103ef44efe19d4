/** The list of keys: what each action does, the keys that do it, and its name for the configuration. */
import { type Action, actionNames, actions, type Keymap, keysOf } from '../keys.ts';
import { fitRow, piece, type Row } from './row.ts';
import { filled, wrap } from './text.ts';

/** All of them, as wide as the middle of the screen; a long sentence goes on in the next row. */
export function keyRows(keymap: Keymap, columns: number): Row[] {
  const wide = columns >= 90 ? 30 : Math.floor(columns / 2.7);
  return actionNames.flatMap((action) => {
    const named = wrap(keysOf(keymap, action).join(' '), wide - 2);
    const does = doesRows(action, Math.max(8, columns - wide));
    const rows = Math.max(named.length, does.length);
    return Array.from({ length: rows }, (_, row) =>
      fitRow(
        [piece(` ${filled(named[row] ?? '', wide - 1)}`, 'accent'), ...(does[row] ?? [])],
        columns,
      ),
    );
  });
}

/** The sentence, and behind it the name. */
function doesRows(action: Action, columns: number): Row[] {
  const rows = wrap(`${actions[action]}  ${action}`, columns);
  return rows.map((row, index): Row => {
    const isNamed = index === rows.length - 1 && row.endsWith(action);
    return isNamed
      ? [piece(row.slice(0, -action.length)), piece(action, 'dim')]
      : [piece(row.trimEnd())];
  });
}
