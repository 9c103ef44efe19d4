/** The door for people on `nc`: typed lines in, sentences out. Every event has a rendering, and says whom it concerns. */
import type { Event } from '../../grammar/events.ts';
import type { Language } from '../../grammar/language.ts';
import { readElsewhere } from '../../grammar/sentences/attention.ts';
import { presence } from '../../grammar/sentences/presence.ts';
import { unreachable } from '../../grammar/unreachable.ts';
import type { Vocabulary } from '../../grammar/vocabulary.ts';
import type { Dialect, Door } from './door.ts';
import * as answers from './plain/answers.ts';
import { line } from './plain/line.ts';
import * as past from './plain/past.ts';
import { logged } from './plain/talk.ts';

const plain = (language: Language): Dialect => ({
  name: 'plain',
  variant: 'plain',
  traits: {
    quits: true,
    pings: false,
    echoes: true,
    rings: true,
    showsLast: true,
    welcomes: false,
  },
  read: (typed) => language.misplacedObject(typed) ?? language.read(typed),
  write: (event) => asText(event, language),
});

/** It claims every first line. */
export function plainDoor(language: Language): Door {
  const dialect = plain(language);
  return { format: 'plain', claims: () => true, open: () => dialect };
}

/** The event as lines for people; '' for what they are not told. */
export function asText(event: Event, vocabulary: Vocabulary): string {
  switch (event.ev) {
    case 'message':
    case 'edit':
    case 'delete':
    case 'react':
    case 'unreact':
    case 'topic':
    case 'role':
    case 'setting':
    case 'kicked':
    case 'invited':
    case 'banned':
    case 'muted':
    case 'allowed':
    case 'lifted':
    case 'renamed':
      return logged(event);
    case 'typing':
    case 'joined':
    case 'parted':
    case 'quit':
    case 'nick':
    case 'inherited':
    case 'invitation':
    case 'knocked':
    case 'welcomed':
    case 'forgotten':
    case 'announcement':
    case 'count':
    case 'away':
    case 'absent':
    case 'back':
      return line(`* ${presence(event)}`);
    case 'hidden':
      return '';
    case 'room':
    case 'settings':
    case 'bans':
    case 'hits':
    case 'audit':
    case 'why':
    case 'rooms':
    case 'who':
    case 'whois':
    case 'whoami':
    case 'ignored':
    case 'unread':
    case 'notify':
    case 'account':
    case 'sessions':
    case 'token':
    case 'tokens':
    case 'stats':
    case 'help':
    case 'motd':
      return answers.answered(event);
    case 'welcome':
      return answers.welcome(event);
    case 'ok':
      return answers.ok(event, vocabulary);
    case 'error':
      return answers.error(event);
    case 'history':
      return past.history(event);
    case 'search':
      return past.search(event);
    case 'mentions':
      return past.mentions(event);
    case 'read':
      return line(`* ${readElsewhere(event)}.`);
    case 'lagged':
      return past.lagged(event);
    case 'slowed':
      return answers.slowed(event);
    case 'ping':
      return answers.ping();
    case 'bye':
      return answers.bye(event);
    default:
      return unreachable(event);
  }
}
