/** The end of a command: an `ok` takes it off what is waited for, a refusal gives the person their line back. */
import type { EventOf } from '../../grammar/events.ts';
import { restored } from '../editor/editor.ts';
import { stillAbout } from './about.ts';
import { askWhoHasIt, contentWith, sawNobody } from './ghost.ts';
import { isJump, withoutPage } from './history.ts';
import {
  type Asked,
  changePlace,
  type Model,
  noted,
  only,
  placeById,
  type Step,
  shownPlace,
} from './model.ts';
import { closeShown } from './moving.ts';
import { departedFrom } from './private.ts';
import { dropPending, pendingPlace } from './sending.ts';

export function answered(model: Model, event: EventOf<'ok'> | EventOf<'error'>): Step {
  const asked = event.re === undefined ? undefined : model.asked.get(event.re);
  if (event.re === undefined || asked === undefined) {
    if (event.ev === 'ok') return only(model);
    const told = noted(model, model.shown, 'error', event.message);
    return event.code === 'nick_taken' ? askWhoHasIt(told) : only(told);
  }
  const rest = new Map(model.asked);
  rest.delete(event.re);
  const place = pendingPlace(model, event.re);
  const settled = place ? dropPending(model, place.id, event.re) : model;
  const without = { ...settled, asked: rest };
  if (event.ev === 'ok') return only(confirmed(without, event, asked));
  if (asked.line === undefined && asked.command.cmd === 'nick') return askWhoHasIt(without);
  if (asked.line === undefined && asked.command.cmd === 'whois') return sawNobody(without);
  const told = event.code === 'gone' ? departedFrom(without, asked.command) : without;
  return only(refused(told, event, asked));
}

/** A command that shows in no other way is said to be done. */
function confirmed(model: Model, { room, rooms, seq, nick }: EventOf<'ok'>, asked: Asked): Model {
  const lists = asked.answered || asked.command.cmd === 'search';
  const shows = lists || (room ?? rooms ?? seq ?? nick) !== undefined;
  if (asked.line === undefined) return model;
  if (asked.command.cmd === 'nick') return contentWith(model);
  if (shows) return model;
  return noted(model, placeOf(model, asked), 'answer', `Done: ${asked.line}`);
}

/** What was typed comes back to where it was typed, with the reason. */
function refused(model: Model, event: EventOf<'error'>, asked: Asked): Model {
  const { line } = asked;
  if (line === undefined) return refusedOurs(model, event, asked);
  const back = changePlace(calledBack(model, asked), asked.place, (place) =>
    stillAbout({ ...place, editor: restored(place.editor, line) }, asked.command),
  );
  return noted(back, placeOf(back, asked), 'error', event.message);
}

/** What the client asked by itself: what waits for the answer waits no more. */
function refusedOurs(model: Model, { message }: EventOf<'error'>, asked: Asked): Model {
  const { command, place } = asked;
  const { mode } = model;
  switch (command.cmd) {
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

/** Whoever was taken to a conversation that now never begins goes back to where the line was typed. */
function calledBack(model: Model, asked: Asked): Model {
  const { id, kind, log, entries, pending, editor } = shownPlace(model);
  const begun = log !== undefined || entries.length > 0 || pending.length > 0;
  const stays = kind !== 'private' || id === asked.place || begun || editor.line.text !== '';
  return stays ? model : closeShown(model);
}

const placeOf = (model: Model, { place }: Asked): number =>
  placeById(model, place) ? place : model.shown;
