/** The pages of the catalogue about what was said before: finding it, answering it, changing it. */
import type { Page } from './catalogue.ts';

/** What may be wrong with a PLACE. */
const ofPlace = [
  'bad_room',
  'bad_target',
  'no_such_room',
  'not_in_room',
  'no_such_log',
  'no_current_room',
  'no_such_message',
  'message_deleted',
] as const;
/** With a text. */
const ofText = ['empty_text', 'too_long'] as const;
/** With whatever is kept. */
const ofChange = ['tag_used', 'store_unavailable'] as const;

export const living = {
  search: {
    usage:
      '/search WORDS [in=TARGET] [from=NICK] [before=TIME] [after=TIME] [next=CURSOR] [limit=N]',
    summary: 'find what was said',
    about:
      'Finds the messages that hold all of the WORDS, whatever their case and accents, in the rooms that you are in and in your private logs: newest first and at most N of them (20, or 1 to 100), each with the number to look around it. Words between quotes stand next to each other; a * ends the beginning of a word. Options come last; before=2026-11-20 means before that day, after=2h in the last two hours; a TIME is written as in /history. When there is more, the answer ends with the next=CURSOR that goes on.',
    examples: [
      '/search green tea',
      '/search "release notes" in=#dev from=ann',
      '/search deplo* after=7d limit=5',
      '/search tea next=3f9',
      '/search@t1 tea in=ann before=2026-11-20 after=2026-11-13T18:00',
    ],
    faults: [
      'no_words',
      'bad_room',
      'bad_nick',
      'bad_target',
      'no_such_room',
      'not_in_room',
      'no_such_nick',
      'no_such_log',
      'bad_command',
      'empty_text',
      'too_long',
      'store_unavailable',
    ],
  },
  reply: {
    usage: '/reply PLACE TEXT',
    summary: 'answer a message',
    short: ['r'],
    about:
      'Says TEXT as the answer to a message. PLACE is its number, as /history shows it: 41 in the current room, #dev:41 in another, @k3f9:41 in a private log. ^ is the last message, also as #dev:^.',
    examples: ['/reply 41 so do I', '/r ^ sure', '/reply #dev:41 done', '/reply@t1 @k3f9:^ psst'],
    faults: [...ofPlace, 'gone', ...ofText, ...ofChange],
  },
  edit: {
    usage: '/edit PLACE TEXT',
    summary: 'change what you said',
    about:
      'Puts TEXT in the place of what you said. The old text is gone for good, and everybody sees that it was edited. PLACE is as in /reply, but ^ is the last message of your own.',
    examples: ['/edit ^ I meant tea', '/edit 41 see you at five', '/edit@t1 #dev:41 done'],
    faults: [...ofPlace, 'not_yours', ...ofText, ...ofChange],
  },
  delete: {
    usage: '/delete PLACE [REASON]',
    summary: 'take back what you said',
    about:
      'Takes away the text of what you said, for good: from history, from search and from the disk. That something was there, and REASON, stays. PLACE is as in /reply, but ^ is the last message of your own.',
    examples: ['/delete ^', '/delete 41 wrong room', '/delete@t1 #dev:41'],
    faults: [...ofPlace, 'not_yours', ...ofText, ...ofChange],
  },
  react: {
    usage: '/react PLACE EMOJI',
    summary: 'react to a message with an emoji',
    about:
      'Adds EMOJI to a message: an emoji, or a word of at most 64 bytes without blanks. The same one twice counts once. PLACE is as in /reply.',
    examples: ['/react ^ 👍', '/react 41 +1', '/react@t1 #dev:41 🎉'],
    faults: [...ofPlace, 'gone', 'bad_emoji', ...ofChange],
  },
  unreact: {
    usage: '/unreact PLACE [EMOJI]',
    summary: 'take a reaction back',
    about:
      'Takes EMOJI from a message again, or without it all that you have reacted with. PLACE is as in /reply.',
    examples: ['/unreact ^', '/unreact 41 👍', '/unreact@t1 #dev:41 +1'],
    faults: [...ofPlace, 'bad_emoji', ...ofChange],
  },
  typing: {
    usage: '/typing [TARGET]',
    summary: 'show that you are typing',
    about:
      'Tells a room, or a person with whom you have talked before, that you are writing something. Clients send it while somebody types; it is not kept. Without TARGET it is the current room.',
    examples: ['/typing', '/typing #dev', '/typing ann'],
    faults: [
      'bad_room',
      'bad_nick',
      'bad_target',
      'no_such_room',
      'not_in_room',
      'no_such_nick',
      'no_such_log',
      'gone',
      'no_current_room',
    ],
  },
} as const satisfies Readonly<Record<string, Page>>;
