/** A key that was pressed, as the mode that is on takes it. */
import type { Action } from '../keyboard/actions.ts';
import type { Key } from '../keyboard/keyboard.ts';
import type { Model, Update } from './model.ts';

/** What each mode is told of a key. */
export interface Pressed {
  readonly key: Key;
  /** What the key does, if it is bound to something. */
  readonly action: Action | undefined;
  /** What the key does while nothing but the line is open. */
  otherwise(model: Model): Update;
}
