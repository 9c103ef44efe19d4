/** The list of keys: what each action does, and the keys that do it. */
import { type Action, actions, type Keymap, keysOf } from '../keys.ts';
import { fitRow, piece, type Row } from './row.ts';
import { filled, wrap } from './text.ts';

const names = Object.keys(actions) as Action[];

/** All of them, as wide as the middle of the screen; a long sentence goes on in the next row. */
export function keyRows(keymap: Keymap, columns: number): Row[] {
  const wide = columns >= 90 ? 30 : Math.floor(columns / 2.7);
  return names.flatMap((action) => {
    const keys = keysOf(keymap, action);
    if (keys.length === 0) return [];
    const named = wrap(keys.join(' '), wide - 2);
    const does = wrap(actions[action], Math.max(8, columns - wide));
    const rows = Math.max(named.length, does.length);
    return Array.from({ length: rows }, (_, row) =>
      fitRow(
        [piece(` ${filled(named[row] ?? '', wide - 1)}`, 'accent'), piece(does[row] ?? '')],
        columns,
      ),
    );
  });
}
