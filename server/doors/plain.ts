/** The door for people on `nc`: typed lines in, sentences out. Every event has a rendering, and says whom it concerns. */
import { type Event, isAnswer, isLogged, isPage, isPresence } from '../../grammar/events.ts';
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

/** The door for people. It claims every first line. */
export function plainDoor(language: Language): Door {
  const dialect = plain(language);
  return { format: 'plain', claims: () => true, open: () => dialect };
}

/** The event as lines for people; '' for what they are not told. */
function asText(event: Event, vocabulary: Vocabulary): string {
  if (isLogged(event)) return logged(event);
  if (isPresence(event)) return line(`* ${presence(event)}`);
  if (isPage(event)) return past.page(event);
  if (isAnswer(event)) return answers.answered(event);
  switch (event.ev) {
    case 'hidden':
      return '';
    case 'welcome':
      return answers.welcome(event);
    case 'ok':
      return answers.ok(event, vocabulary);
    case 'error':
      return answers.error(event);
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
