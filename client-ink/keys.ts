/** Every key of the client: what it does, and how the list of keys names it. binding.ts binds them anew. */
/** What each action does, in the order of the list. */
export const actions = {
  send: 'send the line',
  newline: 'begin another line of the same message',
  complete: 'complete what is being typed; again: the next that fits',
  'complete-back': 'the one before',
  left: 'a character to the left',
  right: 'a character to the right',
  'right-or-find': 'a character to the right; at the end of the line: find',
  'word-left': 'a word to the left',
  'word-right': 'a word to the right',
  'line-start': 'to the start of the line',
  'line-end': 'to the end of the line',
  up: 'the line above; in the first: what was typed before',
  down: 'the line below; in the last: what was typed after',
  'delete-back': 'delete the character before the cursor',
  delete: 'delete the character under the cursor',
  'delete-word-back': 'delete the word before the cursor',
  'delete-word': 'delete the word after the cursor',
  'delete-to-start': 'delete to the start of the line',
  'delete-to-end': 'delete to the end of the line',
  yank: 'put back what was deleted',
  'yank-older': 'instead of that, what was deleted earlier',
  transpose: 'swap two characters',
  undo: 'undo the last change of the line',
  editor: 'go on with the line in your own editor ($VISUAL, $EDITOR)',
  'next-unread': 'the next room with something unread; mentions first',
  'next-mention': 'the next room in which you are mentioned',
  'last-place': 'the room where you were before',
  'next-place': 'the next room in the list',
  'previous-place': 'the room before in the list',
  'place-1': 'room number 1',
  'place-2': 'room number 2',
  'place-3': 'room number 3',
  'place-4': 'room number 4',
  'place-5': 'room number 5',
  'place-6': 'room number 6',
  'place-7': 'room number 7',
  'place-8': 'room number 8',
  'place-9': 'room number 9',
  switcher: 'find a room or a person by name, and go there',
  find: 'find in what is loaded of this room, as you type',
  search: 'search in all that was ever said; Enter goes to what was found',
  members: 'the members of the room; letters do what may be done to one',
  settings: 'the settings of the room; Enter changes one, - takes it back',
  'choose-up':
    'choose a message: r replies, e edits, d deletes, + reacts, - takes that back, g goes to what it answers, f unfolds it, o opens its address, y copies it',
  'choose-down': 'choose the message below',
  'page-up': 'a page up; above all that is held, older history is loaded',
  'page-down': 'a page down',
  'scroll-up': 'a line up',
  'scroll-down': 'a line down',
  'scroll-top': 'to the first message of all',
  'scroll-end': 'to the newest message',
  'to-unread': 'to the first line that was not read',
  'close-place': 'take a private conversation off the list',
  'send-again': 'send again what was perhaps sent',
  drop: 'forget what was perhaps sent',
  'toggle-panes': 'hide or show the lists on the left and right',
  'copy-mode':
    'leave the mouse to the terminal, to select with it, without the lists; or take it back',
  keys: 'show this list',
  cancel: 'leave a list, a question, a choice or a begun reply; else to the newest message',
  interrupt: 'clear the line; twice in an empty one: quit',
  'delete-or-quit': 'delete the character under the cursor; twice in an empty line: quit',
  redraw: 'draw the screen anew',
  suspend: 'go to the background; fg comes back',
} as const;

/** The name of something that a key does, as the configuration file spells it. */
export type Action = keyof typeof actions;

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
  'close-place': ['alt-w'],
  'send-again': ['alt-s'],
  drop: ['alt-x'],
  'toggle-panes': ['f7', 'alt-n'],
  'copy-mode': ['f9'],
  keys: ['f1', 'alt-?'],
  cancel: ['escape', 'ctrl-g'],
  interrupt: ['ctrl-c'],
  'delete-or-quit': ['ctrl-d'],
  redraw: ['ctrl-l'],
  suspend: ['ctrl-z'],
};

/** Every action, in the order of the list of keys. */
export const actionNames = Object.keys(actions) as Action[];

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

const known: Readonly<Record<string, string>> = { pageup: 'PageUp', pagedown: 'PageDown' };
