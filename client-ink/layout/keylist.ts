/** The list of keys: what each action does, the keys that do it, and its name for the configuration. */
import { type Action, actions, groups } from '../keyboard/actions.ts';
import { type Keymap, keysOf } from '../keyboard/keys.ts';
import { fitRow, piece, type Row } from './row.ts';
import { filled, wrap } from './text.ts';

/** All of them by groups, as wide as the middle of the screen; a long sentence goes on in the next row. */
export const keyRows = (keymap: Keymap, columns: number): Row[] =>
  Object.entries(groups).flatMap(([heading, group], index) => [
    ...(index > 0 ? [fitRow([], columns)] : []),
    fitRow([piece(` ${heading}`, 'strong')], columns),
    ...(Object.keys(group) as Action[]).flatMap((action) => actionRows(keymap, action, columns)),
  ]);

function actionRows(keymap: Keymap, action: Action, columns: number): Row[] {
  const wide = columns >= 90 ? 30 : Math.floor(columns / 2.7);
  return keyed(keysOf(keymap, action).join(' '), wide, columns, doesRows(action, columns - wide));
}

/** Keys on the left, in so many columns, and what they do beside them. */
export function keyed(keys: string, wide: number, columns: number, does: readonly Row[]): Row[] {
  const named = wrap(keys, wide - 2);
  const rows = Math.max(named.length, does.length);
  return Array.from({ length: rows }, (_, row) =>
    fitRow(
      [piece(` ${filled(named[row] ?? '', wide - 1)}`, 'accent'), ...(does[row] ?? [])],
      columns,
    ),
  );
}

/** The sentence, and behind it the name. */
function doesRows(action: Action, columns: number): Row[] {
  const rows = wrap(`${actions[action]}  ${action}`, Math.max(8, columns));
  return rows.map((row, index): Row => {
    const isNamed = index === rows.length - 1 && row.endsWith(action);
    return isNamed
      ? [piece(row.slice(0, -action.length)), piece(action, 'dim')]
      : [piece(row.trimEnd())];
  });
}
