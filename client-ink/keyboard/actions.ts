/** What keys can do, by groups: what one needs every day comes first. */

/** Each group by its heading, with what each of its actions does. In this order they are listed. */
export const groups = {
  'Every day': {
    send: 'send the line',
    newline: 'begin another line of the same message',
    complete: 'complete what is being typed; again: the next that fits',
    'complete-back': 'the one before',
    switcher: 'find a room or a person by name, and go there',
    'next-unread': 'the next room with something unread; mentions first',
    inbox: 'who has called you in any room; Enter goes there',
    'choose-up':
      'choose a message: r replies, e edits, d deletes, + reacts, - takes that back, g goes to what it answers, f unfolds it, o opens its address, y copies it',
    search: 'search in all that was ever said; Enter goes to what was found',
    'page-up': 'a page up; above all that is held, older history is loaded',
    'page-down': 'a page down',
    cancel:
      'leave a list, a question, a choice or a begun reply; take answers away; else to the newest message',
    fitting: 'what fits now',
    keys: 'show this list',
    interrupt: 'clear the line; twice in an empty one: quit',
  },
  'Going to rooms and people': {
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
    'move-up': 'move this room up in the list; the order is kept',
    'move-down': 'move it down',
    'close-place': 'take a private conversation off the list',
  },
  'Two rooms at once': {
    'split-beside': 'show another room beside this one',
    'split-above': 'show another room above this one',
    'split-other': 'go to the other one',
    'split-close': 'show only this one again',
  },
  Reading: {
    'scroll-up': 'a line up',
    'scroll-down': 'a line down',
    'scroll-top': 'to the first message of all',
    'scroll-end': 'to the newest message',
    'to-unread': 'to the first line that was not read',
    'choose-down': 'choose the message below',
    find: 'find in what is loaded of this room, as you type',
  },
  'This room': {
    members: 'the members of the room; letters do what may be done to one',
    settings: 'the settings of the room; Enter changes one, - takes it back',
    'send-again': 'send again what was perhaps sent',
    drop: 'forget what was perhaps sent',
  },
  'The line': {
    left: 'a character to the left',
    right: 'a character to the right',
    'right-or-find': 'a character to the right; at the end of the line: find',
    'word-left': 'a word to the left',
    'word-right': 'a word to the right',
    'line-start': 'to the start of the line',
    'line-end': 'to the end of the line',
    up: 'the line above; in the first: what was typed before',
    down: 'the line below; in the last: what was typed after',
    recall: 'find in what you typed, also yesterday; Enter takes it into the line',
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
  },
  'The client': {
    'toggle-panes': 'hide or show the lists on the left and right',
    'copy-mode':
      'leave the mouse to the terminal, to select with it, without the lists; or take it back',
    'delete-or-quit': 'delete the character under the cursor; twice in an empty line: quit',
    redraw: 'draw the screen anew',
    suspend: 'go to the background; fg comes back',
  },
} as const;

type Groups = typeof groups;

/** The name of something that a key does, as the configuration file spells it. */
export type Action = { [Group in keyof Groups]: keyof Groups[Group] }[keyof Groups];

/** What each action does. */
export const actions = Object.assign({}, ...Object.values(groups)) as Readonly<
  Record<Action, string>
>;

/** Every action, in the order of the list of keys. */
export const actionNames = Object.keys(actions) as Action[];
