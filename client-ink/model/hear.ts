/** Takes one event into the model: an exhaustive switch over all that a server can say. */
import type { Event, EventOf } from '../../grammar/events.ts';
import { nickKey } from '../../grammar/names.ts';
import { presence as presenceSentence } from '../../grammar/sentences/presence.ts';
import { unreachable } from '../../grammar/unreachable.ts';
import { answered } from './answered.ts';
import { withSetting, withSettings } from './choosing-settings.ts';
import { previewed } from './confirming.ts';
import { freed, sawHolder } from './ghost.ts';
import { answer, history, lagged } from './hear-answers.ts';
import { readAnew } from './history.ts';
import { withCalls } from './inbox.ts';
import { isQuiet, isTyped, withRooms } from './known.ts';
import { levelsIn } from './levels.ts';
import { isSame } from './log.ts';
import { ranked } from './members.ts';
import { happened, message } from './messages.ts';
import { type Asked, type Model, only, type Update } from './model.ts';
import { awayOrBack, came, renamed, went } from './people.ts';
import { outside, type Place } from './place.ts';
import { logPlace, noted, withPlace } from './place-list.ts';
import { counted, readElsewhere } from './reading.ts';
import { changed, inherited, inRoom, putOut, room, roomRenamed, withNote } from './rooms.ts';
import { isForScript } from './scripted.ts';
import { found } from './searching.ts';
import { answerSentences } from './sentences.ts';
import { typingHeard } from './typing.ts';

/** Takes one event into the model. Returns the model after it, and the effects. */
export function hear(model: Model, event: Event): Update {
  if (isForScript(model, event)) return answeredToScript(model, event);
  switch (event.ev) {
    case 'message':
      return message(model, event);
    case 'topic':
      return only(changed(model, event, (place) => ({ ...place, topic: event.text })));
    case 'role':
      return only(changed(model, event, (place) => ranked(place, event.nick, event.role)));
    case 'setting':
      return only(
        withSetting(
          changed(model, event, (place) => place),
          event,
        ),
      );
    case 'invited':
    case 'banned':
    case 'muted':
    case 'allowed':
    case 'lifted':
    case 'lockdown':
    case 'announced':
      return only(changed(model, event, (place) => place));
    case 'renamed':
      return only(roomRenamed(model, event));
    case 'kicked':
      return only(putOut(model, event));
    case 'invitation':
    case 'knocked':
    case 'absent':
    case 'announcement':
      return only(noted(model, model.shown, 'info', presenceSentence(event)));
    case 'forgotten':
      return only(
        inRoom(model, event.room, (place) => ({ ...withNote(place, event), ...outside })),
      );
    case 'welcomed':
      return only(inRoom(model, event.room, (place) => withNote(place, event)));
    case 'inherited':
      return only(inherited(model, event));
    case 'edit':
    case 'delete':
    case 'react':
    case 'unreact':
      return only(happened(model, event));
    case 'typing':
      return only(typingHeard(model, event));
    case 'search':
      return only(found(model, event) ?? answer(model, event));
    case 'joined':
      return only(came(model, event));
    case 'parted':
    case 'quit':
      return event.ev === 'quit' ? freed(went(model, event), event.nick) : only(went(model, event));
    case 'nick':
      // Whoever takes another nick than they asked for once has changed their mind.
      return isSame(event.from, model.nick)
        ? only(renamed(model, event))
        : freed(renamed(model, event), event.from);
    case 'count':
      return only(inRoom(model, event.room, (place) => ({ ...place, count: event.count })));
    case 'away':
    case 'back':
      return only(awayOrBack(model, event));
    case 'room':
      return room(model, event);
    case 'history':
      return history(model, event);
    case 'lagged':
      return lagged(model, event);
    case 'ok':
    case 'error':
      return answered(model, event);
    case 'rooms': {
      const known = withRooms(model, event);
      return only(isQuiet(model, event) ? known : answer(known, event));
    }
    case 'whois':
      return only(isQuiet(model, event) ? sawHolder(model, event) : answer(model, event));
    case 'hidden':
      return only(unseen(model, event));
    case 'read':
      return only(readElsewhere(model, event));
    case 'unread':
      return isTyped(model, event) ? only(answer(model, event)) : counted(model, event);
    case 'notify': {
      const known: Model = { ...model, levels: levelsIn(event) };
      return only(isTyped(model, event) ? answer(known, event) : known);
    }
    case 'hits':
      return only(isQuiet(model, event) ? previewed(model, event) : answer(model, event));
    case 'settings':
      return only(isQuiet(model, event) ? withSettings(model, event) : answer(model, event));
    case 'ignored':
      return ignored(model, event);
    case 'mentions':
      return only(isQuiet(model, event) ? withCalls(model, event) : answer(model, event));
    case 'bans':
    case 'audit':
    case 'reports':
    case 'why':
    case 'who':
    case 'whoami':
    case 'account':
    case 'sessions':
    case 'token':
    case 'tokens':
    case 'certificates':
    case 'stats':
    case 'rehashed':
    case 'help':
    case 'motd':
      return only(answer(model, event));
    case 'slowed':
      return only(noted(model, model.shown, 'info', event.message));
    case 'bye':
      return only(noted(model, 0, 'info', event.message));
    case 'welcome':
    case 'ping':
      return only(model);
    default:
      return unreachable(event);
  }
}

/** What changes by it for the person as well is known from now on; nothing of it is shown. */
function answeredToScript(model: Model, event: Event): Update {
  switch (event.ev) {
    case 'notify':
      return only({ ...model, levels: levelsIn(event) });
    case 'ignored':
      return withIgnored(model, event);
    case 'rooms':
      return only(withRooms(model, event));
    default:
      return only(model);
  }
}

/** Takes the list of ignored people, and tells whoever has asked. */
function ignored(model: Model, event: EventOf<'ignored'>): Update {
  const asked = event.re === undefined ? undefined : model.asked.get(event.re);
  const { model: known, effects } = withIgnored(model, event);
  if (asked === undefined) return { model: known, effects };
  if (!isList(asked))
    return { model: { ...known, flash: answerSentences(event)[0] ?? '' }, effects };
  return only(isQuiet(model, event) ? known : answer(known, event));
}

/** If it has changed, all that is held is read anew. */
function withIgnored(model: Model, event: EventOf<'ignored'>): Update {
  const asked = event.re === undefined ? undefined : model.asked.get(event.re);
  const known: Model = { ...model, ignored: new Set(event.people.map((nick) => nickKey(nick))) };
  if (asked !== undefined && isList(asked)) return only(known);
  return readAnew({ ...known, places: known.places.map(outdated) }, known.shown);
}

const isList = ({ command }: Asked): boolean =>
  command.cmd === 'ignore' && command.nick === undefined;

const outdated = (place: Place): Place =>
  place.kind === 'server' || place.newest === 0 ? place : { ...place, missed: true };

/** Notes the seq of an event that is not shown, so that the next one follows it. */
function unseen(model: Model, { room, log, seq }: EventOf<'hidden'>): Model {
  const place = logPlace(model, log ?? room ?? '');
  if (place === undefined || seq <= place.newest) return model;
  return withPlace(model, { ...place, newest: seq });
}
