/** A key that was pressed, as the mode that is on takes it, and one that edits a query. */
import { type Edit, edit, isEditAction } from '../editor/edit.ts';
import { emptyEditor } from '../editor/editor.ts';
import type { Line } from '../editor/line.ts';
import type { Action } from '../keyboard/actions.ts';
import type { Key } from '../keyboard/keyboard.ts';
import { noAliases } from '../language/aliases.ts';
import { talking } from './mode.ts';
import type { Model, Update } from './model.ts';

/** What each mode is told of a key. */
export interface Pressed {
  readonly key: Key;
  /** What the key does, if it is bound to something. */
  readonly action: Action | undefined;
  /** What the key does while nothing but the line is open. */
  otherwise(model: Model): Update;
}

/** What comes of a key in a mode with a query: what `edited` makes of another query, or else the mode ends. */
export function inQuery(
  model: Model,
  mode: { readonly query: Line },
  { key, action, otherwise }: Pressed,
  edited: (query: Line) => Update,
): Update {
  const query = queryAfter(mode.query, key, action);
  return query === undefined ? otherwise({ ...model, mode: talking }) : edited(query);
}

/** A query is edited with the same keys as the line. What is deleted in it can't be yanked. */
function queryAfter(query: Line, key: Key, action: Action | undefined): Line | undefined {
  const editing = (given: Edit) =>
    edit({ ...emptyEditor, line: query }, [], given, noAliases).editor.line;
  if ('text' in key) return editing({ edit: 'insert', text: key.text });
  if ('paste' in key) return editing({ edit: 'insert', text: key.paste.replace(/\s+/g, ' ') });
  if (action === undefined) return editing({ edit: 'insert', text: ' ' });
  const vertical = action === 'up' || action === 'down' || action === 'newline';
  return isEditAction(action) && !vertical ? editing({ edit: action }) : undefined;
}
