/** Takes the answers to questions, pages of history, and what a log lacks into the model. */
import type { CommandOf } from '../../grammar/ast.ts';
import type { EventOf } from '../../grammar/events.ts';
import { logKey } from '../../grammar/names.ts';
import { askHistory, isJump, readAnew, withNewer, withOlder } from './history.ts';
import { isShown } from './log.ts';
import { type Model, only, type Update } from './model.ts';
import { isAtEnd, type Place, viewed, withEntry } from './place.ts';
import { logPlace, noted, placeById, withPlace } from './place-list.ts';
import { knownBy } from './private.ts';
import { marked } from './reading.ts';
import { answerSentences, type QueryAnswer } from './sentences.ts';
import { isOnScreen } from './split.ts';
import { fromItsBeginning, tookPage } from './view.ts';

/**
 * Shows an answer where it was asked for, from its beginning; what nobody asked for, such as the greeting, at the server's.
 */
export function answer(model: Model, event: QueryAnswer): Model {
  const asked = event.re === undefined ? undefined : model.asked.get(event.re);
  const place = asked && placeById(model, asked.place) ? asked.place : asked ? model.shown : 0;
  const words = [...answerSentences(event), ...ownWords(model, event)];
  const told = noted(model, place, 'answer', words.join('\n'));
  if (asked === undefined || event.re === undefined) return told;
  const noting = place === model.shown ? fromItsBeginning(told) : told;
  return { ...noting, asked: new Map(noting.asked).set(event.re, { ...asked, answered: true }) };
}

/** Behind the list of commands stand the person's aliases. */
function ownWords({ aliases }: Model, event: QueryAnswer): string[] {
  if (event.ev !== 'help' || event.commands.length < 2 || aliases.size === 0) return [];
  const lines = [...aliases].map(([name, line]) => `  /${name}: ${line}`);
  return ['What stands for another line, by your configuration:', ...lines];
}

/** Puts a page where it was asked for. Drops it when the person no longer waits for it. */
export function history(model: Model, event: EventOf<'history'>): Update {
  const asked = event.re === undefined ? undefined : model.asked.get(event.re);
  if (asked === undefined || asked.command.cmd !== 'history') return only(answer(model, event));
  const { command } = asked;
  const place = placeById(model, asked.place);
  if (asked.line !== undefined || place === undefined) return only(answer(model, event));
  if (place.log !== logKey(event.log ?? event.room ?? '')) return only(model);
  return page(withPlace(model, knownBy(place, event)), knownBy(place, event), event, command);
}

/** A part of the log of a place that the client asked for. */
function page(
  model: Model,
  place: Place,
  event: EventOf<'history'>,
  command: CommandOf<'history'>,
): Update {
  if (isJump(command)) return tookPage(model, place, event, command.around ?? 0);
  if (command.after !== undefined) {
    const waits = place.past?.newest === command.after && place.past.below === 'asked';
    return only(waits ? withPlace(model, withNewer(place, event, model)) : model);
  }
  const { oldest, above } = viewed(place);
  const isFor = above === 'asked' && oldest === (command.before ?? oldest);
  if (!isFor) return only(model);
  return filled(withPlace(model, marked(withOlder(place, event, model))), place, event);
}

/** When a page has nothing to show, the client asks for the next one. */
const filled = (model: Model, { id }: Place, { events }: EventOf<'history'>): Update =>
  events.some(isShown) ? only(model) : askHistory(model, id);

/**
 * What was missed is not told again: all that is held is given up, and read anew from its end. Whoever reads further up
 * keeps what is before their eyes until they come down.
 */
export function lagged(model: Model, event: EventOf<'lagged'>): Update {
  const place = logPlace(model, event.log ?? event.room ?? '');
  if (place === undefined) return only(model);
  const missed = event.to - event.from + 1;
  const behind: Place = {
    ...place,
    newest: event.to,
    unread: place.unread + (isOnScreen(model, place) ? 0 : missed),
    missed: true,
  };
  if (isAtEnd(place)) return readAnew(withPlace(model, behind), place.id);
  const text = `${missed} messages are not shown here; they are read when you come to the end.`;
  const noted = withEntry(behind, { kind: 'note', at: model.now, tone: 'info', text });
  return only(withPlace(model, noted));
}
