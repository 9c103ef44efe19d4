/** What follows when the server has done a command, or refused it. */
import type { EventOf } from '../../grammar/events.ts';
import { restored } from '../editor/editor.ts';
import { language } from '../language/language.ts';
import { stillAbout } from './about.ts';
import { ask } from './asking.ts';
import { askWhoHasIt, contentWith, sawNobody } from './ghost.ts';
import { isJump, withoutPage } from './history.ts';
import { talking } from './mode.ts';
import { type Asked, type Model, only, type Update } from './model.ts';
import { withNoneRejoined } from './parting.ts';
import { changePlace, noted, placeById, roomPlace, shownPlace } from './place-list.ts';
import { closeShown, showUnlessBusy } from './places.ts';
import { departedFrom } from './private.ts';
import { markedAsItsOwn } from './scripted.ts';
import { dropPending, part, pendingPlace } from './sending.ts';

/** The server has answered a command: it is taken off what is waited for, and a refusal is told where it was typed. */
export function answered(model: Model, event: EventOf<'ok'> | EventOf<'error'>): Update {
  const asked = event.re === undefined ? undefined : model.asked.get(event.re);
  if (event.re === undefined || asked === undefined) {
    if (event.ev === 'ok') return only(model);
    const told = noted(model, model.shown, 'error', event.message);
    return event.code === 'nick_taken' ? askWhoHasIt(told) : only(told);
  }
  const rest = new Map(model.asked);
  rest.delete(event.re);
  const place = pendingPlace(model, event.re);
  const answered = place ? dropPending(model, place.id, event.re) : model;
  const without = { ...answered, asked: rest };
  if (event.ev === 'ok') {
    const done = withAccount(confirmed(without, event, asked), asked);
    return asked.script === undefined
      ? done
      : { ...done, model: markedAsItsOwn(done.model, asked.script, event) };
  }
  if (asked.script !== undefined)
    return only(noted(without, 0, 'error', `${asked.script}: ${event.message}`));
  if (asked.line === undefined && asked.command.cmd === 'nick') return askWhoHasIt(without);
  if (asked.line === undefined && asked.command.cmd === 'whois') return sawNobody(without);
  const isOut = event.code === 'not_in_room' || event.code === 'no_such_room';
  const parted = isOut ? partedAgain(without, asked) : undefined;
  if (parted !== undefined) return parted;
  const told = event.code === 'gone' ? departedFrom(without, asked.command) : without;
  return only(refused(told, event, asked));
}

/** Leaves rooms that the link has not joined anew, as the server says: nothing where none of them was to be joined so. */
function partedAgain(model: Model, { command, line, place }: Asked): Update | undefined {
  if (command.cmd !== 'part' || line === undefined) return undefined;
  const known = withNoneRejoined(model, command.rooms ?? []);
  const { tag: _, ...again } = command;
  const typedIn = placeById(model, place) ?? shownPlace(model);
  return known === model ? undefined : part(known, typedIn, again, line);
}

/** An account has chosen earlier what it is told of at once, so the client asks for that after a login. */
function withAccount(model: Model, { command }: Asked): Update {
  switch (command.cmd) {
    case 'login':
    case 'register':
      return ask({ ...model, isAccount: true }, 0, { cmd: 'notify' });
    case 'logout':
      return only({ ...model, isAccount: false, logsIn: false });
    default:
      return only(model);
  }
}

/** Says that a command is done, if nothing else shows it. */
function confirmed(model: Model, event: EventOf<'ok'>, asked: Asked): Model {
  const { room, rooms, seq, nick } = event;
  const { cmd } = asked.command;
  const lists = asked.answered || cmd === 'search' || cmd === 'ignore' || cmd === 'unignore';
  const shows = lists || (room ?? rooms ?? seq ?? nick) !== undefined;
  if (asked.line === undefined) return model;
  if (asked.command.cmd === 'nick') return contentWith(model);
  const went =
    cmd === 'join' || cmd === 'room' ? roomPlace(model, room ?? rooms?.at(-1) ?? '') : undefined;
  if (went) return showUnlessBusy(model, went.id);
  const became = nick && language.definitionOf(asked.command).acknowledged?.(event);
  if (became) return noted(model, typedIn(model, asked), 'answer', became);
  if (shows) return model;
  return noted(model, typedIn(model, asked), 'answer', `Done: ${asked.line}`);
}

/** The server has refused a typed line: the line comes back into its editor, and the reason is told. */
function refused(model: Model, event: EventOf<'error'>, asked: Asked): Model {
  const { line } = asked;
  if (line === undefined) return refusedOurs(model, event, asked);
  const back = changePlace(calledBack(model, asked), asked.place, (place) =>
    stillAbout({ ...place, editor: restored(place.editor, line) }, asked.command),
  );
  const told = noted(back, typedIn(back, asked), 'error', event.message);
  const isHidden = back.mode.is === 'members' || back.mode.is === 'settings';
  return isHidden ? { ...told, flash: event.message } : told;
}

/** The server has refused what the client asked by itself: whatever waits for that answer waits no more. */
function refusedOurs(model: Model, { code, message }: EventOf<'error'>, asked: Asked): Model {
  const { command, place } = asked;
  const { mode } = model;
  switch (command.cmd) {
    case 'ban':
    case 'mute':
      return mode.is === 'confirming'
        ? { ...model, mode: mode.from ?? talking, flash: message }
        : model;
    case 'read':
      return code === 'no_account' ? { ...model, isAccount: false } : model;
    case 'history': {
      const next = changePlace(model, place, (it) => withoutPage(it, command));
      const sought = placeById(model, place)?.seeking !== undefined;
      return sought && isJump(command) ? { ...next, flash: message } : next;
    }
    case 'search': {
      if (mode.is !== 'searching') return model;
      const { waiting: _, ...rest } = mode;
      return { ...model, mode: rest, flash: message };
    }
    default:
      return model;
  }
}

/** A conversation that was opened for a refused line is closed; the person is taken back to where they typed it. */
function calledBack(model: Model, asked: Asked): Model {
  const { id, kind, log, entries, pending, editor } = shownPlace(model);
  const begun = log !== undefined || entries.length > 0 || pending.length > 0;
  const stays = kind !== 'private' || id === asked.place || begun || editor.line.text !== '';
  return stays ? model : closeShown(model);
}

/** The place where a line was typed; the place that is shown if that one was closed. */
const typedIn = (model: Model, { place }: Asked): number =>
  placeById(model, place) ? place : model.shown;
