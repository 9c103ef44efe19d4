/** Which message the line being typed is about, and lines that a key began: a reply to a message, or an edit of it. */
import type { Command, Living } from '../../grammar/ast.ts';
import { type Fault, fault } from '../../grammar/faults.ts';
import { isFault } from '../../grammar/language.ts';
import { unreachable } from '../../grammar/unreachable.ts';
import { replaced } from '../editor/edit.ts';
import { type Line, lineOf } from '../editor/line.ts';
import { understand } from '../editor/understand.ts';
import { language } from '../language/language.ts';
import { lastSaid, type Said, saidAt } from './entry.ts';
import type { Model, Update } from './model.ts';
import { type About, type Begun, type Place, viewed } from './place.ts';
import { logPlace, shownPlace, withPlace } from './place-list.ts';

/** After each input: finds out anew which message the line being typed is about, if the line has changed. */
export function pointed(update: Update, before: Model): Update {
  const place = shownPlace(update.model);
  const { text } = place.editor.line;
  const was = before.places.find(({ id }) => id === place.id)?.editor.line.text;
  const isKnown = place.about === undefined ? !text.startsWith('/') : place.about.is !== 'unknown';
  if (text === was && isKnown) return update;
  return { ...update, model: withPlace(update.model, withAbout(update.model, place)) };
}

function withAbout(model: Model, place: Place): Place {
  const { about: before, ...rest } = place;
  const command = livingIn(place.editor.line.text);
  const there = command && placeOf(model, place, command);
  if (command === undefined || there === undefined) return before === undefined ? place : rest;
  const named = nameOf(command);
  const kept = before?.named === named && before.is !== 'unknown';
  return kept ? place : { ...rest, about: { named, ...found(there, command) } };
}

/** The command of a line that is about an earlier message; nothing when the line is about none. */
function livingIn(text: string): Living | undefined {
  if (!text.startsWith('/')) return undefined;
  const whole = understand(text);
  const command = isFault(whole) ? understand(`${text} x`) : whole;
  return !isFault(command) && language.isLiving(command) ? command : undefined;
}

const placeOf = (model: Model, place: Place, { target }: Living): Place | undefined =>
  target === undefined ? place : logPlace(model, target);

const isOwn = (command: Living): boolean => language.definitionOf(command).own === true;

const nameOf = (command: Living): string =>
  [command.target ?? '', command.seq ?? (isOwn(command) ? '^ of mine' : '^')].join(':');

type Reference = { is: 'message'; seq: number } | { is: 'unknown' };

function found(place: Place, command: Living): Reference {
  const { seq = lastSaid(place.entries, (said) => !isOwn(command) || said.mine === true)?.seq } =
    command;
  return seq === undefined ? { is: 'unknown' } : { is: 'message', seq };
}

/** The command with the number of the message that the hint under its line showed; or the reason why there is none. */
export function resolved(place: Place, command: Command): Command | Fault {
  const { about } = place;
  if (!language.isLiving(command) || about === undefined) return command;
  switch (about.is) {
    case 'message':
      return { ...command, seq: about.seq };
    case 'unknown':
      return fault('no_such_message', {
        target: command.target ?? place.name,
        ...(isOwn(command) && { own: true as const }),
      });
    case 'lost':
      return fault('bad_command', {
        message: 'The message that this is about is gone: others have these numbers now.',
      });
    default:
      return unreachable(about);
  }
}

/** The message that the line is about, if the client holds it. */
export function meantIn(model: Model, place: Place): Said | undefined {
  const { about } = place;
  const command = about?.is === 'message' ? livingIn(place.editor.line.text) : undefined;
  const there = command && placeOf(model, place, command);
  if (about?.is !== 'message' || there === undefined) return undefined;
  return saidAt(viewed(there).entries, about.seq) ?? saidAt(there.entries, about.seq);
}

/** A line that came back is about the same message as before. */
export function stillAbout(place: Place, command: Command): Place {
  const typed = livingIn(place.editor.line.text);
  if (typed === undefined || !language.isLiving(command) || command.seq === undefined) return place;
  return { ...place, about: { named: nameOf(typed), is: 'message', seq: command.seq } };
}

/** The log that the line is about is gone: the line is about no message any more. */
export function aboutNothing(place: Place): Place {
  const { about } = place;
  if (about === undefined) return place;
  return withoutBegun({ ...place, about: { named: about.named, is: 'lost' } satisfies About });
}

type Untouched = Place & { readonly begun: Begun };

/** True when the line is what the key began, and nothing was typed. */
export const isUntouched = (place: Place): place is Untouched =>
  place.begun?.text === place.editor.line.text;

const withLine = (place: Place, line: Line): Place => ({
  ...place,
  editor: replaced(place.editor, line),
});

/** A key has begun this line for the person to finish. Undo or Esc brings back what stood there before. */
export function withBegun(place: Place, text: string): Place {
  const { about, editor } = place;
  const before = isUntouched(place)
    ? place.begun
    : { before: editor.line, ...(about !== undefined && { about }) };
  return { ...withLine(place, lineOf(text)), begun: { ...before, text } };
}

/** The place with the line, and what it was about, as they were before a key began another line. */
export function takenBack({ begun, ...place }: Untouched): Place {
  const { about: _, ...rest } = withLine(place, begun.before);
  return begun.about === undefined ? rest : { ...rest, about: begun.about };
}

/** The place without the memory that a key has begun its line: Esc does not take the line back. */
export function withoutBegun(place: Place): Place {
  const { begun: _, ...rest } = place;
  return rest;
}

/** The text that a reply takes over from the line: what is being said. Other commands give none. */
export function draftOf(place: Place): string {
  const { text } = isUntouched(place) ? place.begun.before : place.editor.line;
  if (!text.startsWith('/')) return text;
  const read = understand(text);
  if (isFault(read) || !('text' in read) || read.text === undefined) return '';
  const { says, current } = language.definitionOf(read);
  return says === 'say' && current !== undefined ? read.text : '';
}
