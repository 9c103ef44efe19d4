/** Every key of the client: what it is bound to, and how sentences call it. config/binding.ts binds them anew. */
import { type Action, actionNames } from './actions.ts';

/** Key → action. */
export type Keymap = ReadonlyMap<string, Action>;

const bindings: Readonly<Record<Action, readonly string[]>> = {
  send: ['enter'],
  newline: ['alt-enter', 'shift-enter', 'ctrl-j'],
  complete: ['tab'],
  'complete-back': ['shift-tab'],
  left: ['left', 'ctrl-b'],
  right: ['right'],
  'right-or-find': ['ctrl-f'],
  'word-left': ['ctrl-left', 'alt-left', 'alt-b'],
  'word-right': ['ctrl-right', 'alt-right', 'alt-f'],
  'line-start': ['home', 'ctrl-a'],
  'line-end': ['end', 'ctrl-e'],
  up: ['up'],
  down: ['down'],
  recall: ['alt-r'],
  'delete-back': ['backspace', 'shift-backspace'],
  delete: ['delete'],
  'delete-word-back': ['ctrl-w', 'alt-backspace', 'ctrl-backspace'],
  'delete-word': ['alt-d', 'ctrl-delete', 'alt-delete'],
  'delete-to-start': ['ctrl-u'],
  'delete-to-end': ['alt-k'],
  yank: ['ctrl-y'],
  'yank-older': ['alt-y'],
  transpose: ['ctrl-t'],
  undo: ['ctrl-_', 'alt-z'],
  editor: ['alt-e'],
  'next-unread': ['alt-a'],
  'next-mention': ['alt-m'],
  'last-place': ['alt-/', 'ctrl-^'],
  'next-place': ['ctrl-n', 'f6'],
  'previous-place': ['ctrl-p', 'f5'],
  'place-1': ['alt-1'],
  'place-2': ['alt-2'],
  'place-3': ['alt-3'],
  'place-4': ['alt-4'],
  'place-5': ['alt-5'],
  'place-6': ['alt-6'],
  'place-7': ['alt-7'],
  'place-8': ['alt-8'],
  'place-9': ['alt-9'],
  switcher: ['ctrl-k'],
  find: ['ctrl-r', 'f3'],
  search: ['ctrl-s', 'f4'],
  members: ['f2'],
  settings: ['f8'],
  'choose-up': ['alt-up', 'alt-c'],
  'choose-down': ['alt-down'],
  'page-up': ['pageup'],
  'page-down': ['pagedown'],
  'scroll-up': ['ctrl-up'],
  'scroll-down': ['ctrl-down'],
  'scroll-top': ['ctrl-home', 'alt-home', 'alt-<'],
  'scroll-end': ['ctrl-end', 'alt-end', 'alt->'],
  'to-unread': ['alt-u'],
  'move-up': ['alt-pageup'],
  'move-down': ['alt-pagedown'],
  'close-place': ['alt-w'],
  inbox: ['alt-i'],
  'split-beside': ['alt-v'],
  'split-above': ['alt-h'],
  'split-other': ['alt-o'],
  'split-close': ['alt-q'],
  'send-again': ['alt-s'],
  drop: ['alt-x'],
  'toggle-panes': ['f7', 'alt-n'],
  'copy-mode': ['f9'],
  fitting: ['alt-?'],
  keys: ['f1'],
  cancel: ['escape', 'ctrl-g'],
  interrupt: ['ctrl-c'],
  'delete-or-quit': ['ctrl-d'],
  redraw: ['ctrl-l'],
  suspend: ['ctrl-z'],
};

/** The keys as they are without a configuration. */
export const defaultKeymap: Keymap = new Map(
  actionNames.flatMap((action) => bindings[action].map((key) => [key, action] as const)),
);

/** The keys of each action, for the list: `Ctrl-K`. */
export function keysOf(keymap: Keymap, action: Action): string[] {
  return [...keymap].filter(([, bound]) => bound === action).map(([key]) => shown(key));
}

/** How a sentence calls a key: `Ctrl-K`, `PageUp`. */
const shown = (key: string): string =>
  key
    .split(/(?<=ctrl-|alt-|shift-)/)
    .map((part) => known[part] ?? part[0]?.toUpperCase() + part.slice(1))
    .join('');

const known: Readonly<Record<string, string>> = {
  pageup: 'PageUp',
  pagedown: 'PageDown',
  escape: 'Esc',
};
