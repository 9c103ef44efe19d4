/** What each action of keys.ts does while a line is being typed. */

import { isLiving } from '../../grammar/ast.ts';
import { isFault } from '../../grammar/language.ts';
import { unreachable } from '../../grammar/unreachable.ts';
import { abandoned, type Edit, edit, isEditAction } from '../editor/editor.ts';
import { understand } from '../editor/understand.ts';
import type { Action } from '../keys.ts';
import { isUntouched, takenBack } from './begun.ts';
import { beginChoosing } from './choosing.ts';
import { completeNext } from './completing.ts';
import { jumpToBeginning } from './jumping.ts';
import { emptyQuery, talking } from './mode.ts';
import { type Model, only, type Step, shownPlace, withPlace } from './model.ts';
import * as moving from './moving.ts';
import { viewed } from './place.ts';
import * as scrolling from './scrolling.ts';
import { beginSearch } from './searching.ts';
import { dropPerhaps, perhapsSent, sendAgain, sendLine } from './sending.ts';

/** Lines pasted without being looked at are asked about from so many on. */
const UNASKED = 3;

/** The line of the place that is shown, edited. */
export function edited(model: Model, given: Edit): Model {
  const place = shownPlace(model);
  const { editor, kills } = edit(place.editor, model.kills, given);
  return withPlace({ ...model, kills }, { ...place, editor });
}

/** The same with what was pasted; the person is told how much of it the line has no room for. */
export function pasted(model: Model, text: string, beyond = 0): Model {
  const place = shownPlace(model);
  const { editor, kills, leftOut = 0 } = edit(place.editor, model.kills, { edit: 'paste', text });
  const after = withPlace({ ...model, kills }, { ...place, editor });
  const missing = leftOut + beyond;
  if (missing === 0) return after;
  const { length } = text;
  const flash = `A message holds no more: ${missing} of ${length + beyond} characters were left out.`;
  return { ...after, flash };
}

export function act(model: Model, action: Action): Step {
  if (isEditAction(action)) return only(edited(model, { edit: action }));
  switch (action) {
    case 'send':
      return send(model);
    case 'complete':
      return completeNext(model, 1);
    case 'complete-back':
      return completeNext(model, -1);
    case 'right-or-find': {
      const { text, caret } = shownPlace(model).editor.line;
      return caret < text.length ? act(model, 'right') : act(model, 'find');
    }
    case 'next-unread':
      return only(moving.showUnread(model));
    case 'next-mention':
      return only(moving.showMention(model));
    case 'last-place':
      return only(moving.showLast(model));
    case 'next-place':
      return only(moving.showNeighbour(model, 1));
    case 'previous-place':
      return only(moving.showNeighbour(model, -1));
    case 'place-1':
    case 'place-2':
    case 'place-3':
    case 'place-4':
    case 'place-5':
    case 'place-6':
    case 'place-7':
    case 'place-8':
    case 'place-9':
      return only(moving.showNumber(model, Number(action.slice(6))));
    case 'switcher':
      return only({ ...model, mode: { is: 'switching', query: emptyQuery, chosen: 0 } });
    case 'find': {
      const { scroll } = viewed(shownPlace(model));
      return only({ ...model, mode: { is: 'finding', query: emptyQuery, from: scroll } });
    }
    case 'search':
      return beginSearch(model);
    case 'choose-up':
    case 'choose-down':
      return beginChoosing(model);
    case 'page-up':
      return scrolling.pageBy(model, 1);
    case 'page-down':
      return scrolling.pageBy(model, -1);
    case 'scroll-up':
      return scrolling.scrollBy(model, 1);
    case 'scroll-down':
      return scrolling.scrollBy(model, -1);
    case 'scroll-top':
      return jumpToBeginning(model);
    case 'scroll-end':
      return scrolling.scrollToEnd(model);
    case 'cancel':
      return cancel(model);
    case 'to-unread':
      return scrolling.scrollToUnread(model);
    case 'close-place':
      return only(moving.closeShown(model));
    case 'send-again':
      return decide(model, sendAgain);
    case 'drop':
      return decide(model, dropPerhaps);
    case 'toggle-panes':
      return only({ ...model, panes: !model.panes });
    case 'keys':
      return only({ ...model, mode: { is: 'keys', top: 0 } });
    case 'interrupt':
      return interrupt(model);
    case 'delete-or-quit':
      return shownPlace(model).editor.line.text === '' ? interrupt(model) : act(model, 'delete');
    case 'redraw':
      return { model, effects: [{ do: 'redraw' }] };
    case 'suspend':
      return { model, effects: [{ do: 'suspend' }] };
    default:
      return unreachable(action);
  }
}

/** Esc. What a key began and nobody has gone on with is taken back. */
function cancel(model: Model): Step {
  const place = shownPlace(model);
  return isUntouched(place)
    ? only(withPlace(model, takenBack(place)))
    : scrolling.scrollToEnd(model);
}

/** Enter. What may be meant as a command is asked about before it is said. */
function send(model: Model): Step {
  const command = understand(shownPlace(model).editor.line.text);
  const isText = !isFault(command) && isLiving(command) && 'text' in command;
  if (!isText || !command.text.startsWith('/')) return sendUnlessMany(model);
  return only({ ...model, mode: { is: 'asking', question: 'send as text' } });
}

/** Many pasted lines are asked about first. */
export function sendUnlessMany(model: Model): Step {
  const { editor } = shownPlace(model);
  const lines = editor.line.text.split('\n').length;
  if (!editor.pasted || lines <= UNASKED) return sendLine(model);
  return only({ ...model, mode: { is: 'asking', question: 'send lines' } });
}

function decide(model: Model, how: (model: Model) => Step): Step {
  if (perhapsSent(model)) return how(model);
  return only({ ...model, flash: 'Nothing here was perhaps sent.' });
}

/** What was typed goes into the history, so that it can be got back; in an empty line it is about leaving. */
function interrupt(model: Model): Step {
  const place = shownPlace(model);
  if (place.editor.line.text === '') {
    return only({ ...model, mode: { is: 'asking', question: 'quit' } });
  }
  const emptied = withPlace(model, { ...place, editor: abandoned(place.editor) });
  return only({ ...emptied, flash: 'The line is cleared; Up brings it back.' });
}

/** Says goodbye to the server, and ends. */
export const quit = (model: Model): Step => ({
  model: { ...model, mode: talking },
  effects: [{ do: 'send', command: { cmd: 'quit' } }, { do: 'quit' }],
});
