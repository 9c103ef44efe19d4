/** Who is typing: takes what is heard of others, and tells others of the person at the keyboard. */
import type { EventOf } from '../../grammar/events.ts';
import { isFault } from '../../grammar/language.ts';
import { understand } from '../editor/understand.ts';
import { language } from '../language/language.ts';
import { ask } from './asking.ts';
import { isSame } from './log.ts';
import type { Model, Update } from './model.ts';
import type { Place } from './place.ts';
import { changePlace, logPlace, shownPlace } from './place-list.ts';

/** A person counts as typing for this long after the last `typing`. */
const TYPING_LASTS_MS = 5000;
/** The client sends `/typing` at most once in this interval. */
const TYPING_INTERVAL_MS = 3000;

/** Somebody else is typing. */
export function typingHeard(model: Model, event: EventOf<'typing'>): Model {
  const { nick } = event;
  if (isSame(nick, model.nick)) return model;
  const place = logPlace(model, 'room' in event ? event.room : event.log);
  if (place === undefined) return model;
  const until = model.now + TYPING_LASTS_MS;
  return changePlace(model, place.id, (it) => {
    const { typing } = stoppedTyping(it, nick);
    return { ...it, typing: [...typing, { nick, until }] };
  });
}

/** The place without somebody who was typing: they have said it. */
export const stoppedTyping = (place: Place, nick: string): Place =>
  place.typing.some((each) => isSame(each.nick, nick))
    ? { ...place, typing: place.typing.filter((each) => !isSame(each.nick, nick)) }
    : place;

/** The nicks of those who are typing in a place now. */
export const typingIn = ({ typing }: Place, now: number): string[] =>
  typing.filter(({ until }) => until > now).map(({ nick }) => nick);

/** True while somebody is shown as typing, which has to be forgotten before long. */
export const isTypingShown = ({ places }: Model): boolean =>
  places.some(({ typing }) => typing.length > 0);

/** The model without typing people of whom nothing was heard for `TYPING_LASTS_MS`. */
export function forgotTyping(model: Model): Model {
  if (!isTypingShown(model)) return model;
  const places = model.places.map((place) =>
    place.typing.length === 0
      ? place
      : { ...place, typing: place.typing.filter(({ until }) => until > model.now) },
  );
  return { ...model, places };
}

/** After a key: tells the others when it changed something that is going to be said to them. */
export function toldTyping(update: Update, before: Model): Update {
  const { model } = update;
  const place = shownPlace(model);
  const { text } = place.editor.line;
  const changed =
    shownPlace(before).id === place.id && shownPlace(before).editor.line.text !== text;
  const due = model.now - place.typedAt >= TYPING_INTERVAL_MS;
  if (!model.tellsTyping || !changed || !due || !isGoingToBeSaid(model, place, text)) return update;
  const told = changePlace(model, place.id, (it) => ({ ...it, typedAt: model.now }));
  const asked = ask(told, place.id, { cmd: 'typing', target: place.log ?? place.name });
  return { model: asked.model, effects: [...update.effects, ...asked.effects] };
}

function isGoingToBeSaid(model: Model, place: Place, text: string): boolean {
  if (model.connection.is !== 'up' || place.kind === 'server' || !place.joined) return false;
  if (place.kind === 'private' && (place.gone || place.log === undefined)) return false;
  if (model.mode.is !== 'talking' || text.trim() === '') return false;
  const command = understand(text);
  if (isFault(command)) return false;
  const { says, current } = language.definitionOf(command);
  return says !== undefined && current !== undefined;
}
