/** What each action of keys.ts does while a line is being typed. */
import { isFault } from '../../grammar/language.ts';
import { unreachable } from '../../grammar/unreachable.ts';
import { type Edit, edit, isEditAction, withPasted } from '../editor/edit.ts';
import { putAway } from '../editor/editor.ts';
import { emptyLine } from '../editor/line.ts';
import type { Action } from '../keyboard/actions.ts';
import { language } from '../language/language.ts';
import { isUntouched, takenBack } from './about.ts';
import { withoutAnswers } from './answers.ts';
import { beginChoosing } from './choosing.ts';
import { beginMembers } from './choosing-people.ts';
import { beginSettings } from './choosing-settings.ts';
import { completeNext } from './completing.ts';
import { confirm, isAskedAbout } from './confirming.ts';
import * as elsewhere from './elsewhere.ts';
import { beginInbox } from './inbox.ts';
import { talking } from './mode.ts';
import { type Model, only, type Update } from './model.ts';
import { inEditor } from './other-programs.ts';
import { viewed } from './place.ts';
import { changePlace, shownPlace, withPlace } from './place-list.ts';
import * as places from './places.ts';
import { beginSearch } from './searching.ts';
import { dropPerhaps, messagesIn, perhapsSent, read, sendAgain, sendWhole } from './sending.ts';
import { beginSplit, endSplit, switchSplit } from './split.ts';
import * as view from './view.ts';

/** Lines pasted without being looked at are asked about from so many on. */
const MAX_UNASKED_LINES = 3;

/** The line of the place that is shown, edited. */
export function edited(model: Model, given: Edit): Model {
  const place = shownPlace(model);
  const { editor, kills } = edit(place.editor, model.kills, given, model.aliases);
  return withPlace({ ...model, kills }, { ...place, editor });
}

/** The same with a paste. A flash tells how much of it the line has no room for. */
export function pasted(model: Model, text: string, beyond = 0): Model {
  const place = shownPlace(model);
  const { editor, leftOut } = withPasted(place.editor, text);
  const after = withPlace(model, { ...place, editor });
  const missing = leftOut + beyond;
  if (missing === 0) return after;
  const { length } = text;
  const flash = `The line holds no more: ${missing} of ${length + beyond} characters were left out.`;
  return { ...after, flash };
}

/** Does what a key is bound to, while the keys are for the line. */
export function act(model: Model, action: Action): Update {
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
      return elsewhere.showUnread(model);
    case 'next-mention':
      return elsewhere.showMention(model);
    case 'last-place':
      return elsewhere.showLast(model);
    case 'next-place':
      return elsewhere.showNeighbour(model, 1);
    case 'previous-place':
      return elsewhere.showNeighbour(model, -1);
    case 'place-1':
    case 'place-2':
    case 'place-3':
    case 'place-4':
    case 'place-5':
    case 'place-6':
    case 'place-7':
    case 'place-8':
    case 'place-9':
      return elsewhere.showNumber(model, Number(action.slice(6)));
    case 'inbox':
      return beginInbox(model);
    case 'split-beside':
      return beginSplit(model, 'beside');
    case 'split-above':
      return beginSplit(model, 'above');
    case 'split-other':
      return switchSplit(model);
    case 'split-close':
      return endSplit(model);
    case 'fitting':
      return only({ ...model, mode: { is: 'fitting', over: talking, top: 0 } });
    case 'switcher':
      return only({ ...model, mode: { is: 'switching', query: emptyLine, chosen: 0 } });
    case 'find': {
      const { scroll } = viewed(shownPlace(model));
      return only({ ...model, mode: { is: 'finding', query: emptyLine, from: scroll } });
    }
    case 'recall':
      return only({ ...model, mode: { is: 'recalling', query: emptyLine, chosen: 0 } });
    case 'search':
      return beginSearch(model);
    case 'members':
      return beginMembers(model);
    case 'settings':
      return beginSettings(model);
    case 'choose-up':
    case 'choose-down':
      return beginChoosing(model);
    case 'page-up':
      return view.pageBy(model, 1);
    case 'page-down':
      return view.pageBy(model, -1);
    case 'scroll-up':
      return view.scrollBy(model, 1);
    case 'scroll-down':
      return view.scrollBy(model, -1);
    case 'scroll-top':
      return view.jumpToBeginning(model);
    case 'scroll-end':
      return view.scrollToEnd(model);
    case 'cancel':
      return cancel(model);
    case 'to-unread':
      return view.scrollToUnread(model);
    case 'move-up':
      return only(places.moved(model, -1));
    case 'move-down':
      return only(places.moved(model, 1));
    case 'close-place':
      return only(places.closeShown(model));
    case 'send-again':
      return decide(model, sendAgain);
    case 'drop':
      return decide(model, dropPerhaps);
    case 'toggle-panes':
      return only({ ...model, panes: !model.panes });
    case 'editor':
      return inEditor(model);
    case 'copy-mode':
      return only(withCopyMode(model));
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

/** Esc. What a key began and nobody has gone on with is taken back; answers have been read. */
function cancel(model: Model): Update {
  const place = shownPlace(model);
  if (isUntouched(place)) return only(withPlace(model, takenBack(place)));
  if (place.answersFrom !== undefined) return only(withPlace(model, withoutAnswers(place)));
  return view.scrollToEnd(model);
}

/** Enter. What may be meant as a command is asked about before it is said, and what is done to others before it is done. */
function send(given: Model): Update {
  const model = changePlace(given, given.shown, withoutAnswers);
  const { text } = shownPlace(model).editor.line;
  const command = read(model, text);
  if (!isFault(command) && isAskedAbout(command)) return confirm(model, text);
  const isText = !isFault(command) && language.isLiving(command) && 'text' in command;
  if (!isText || !command.text.startsWith('/')) return sendUnlessMany(model);
  return only({ ...model, mode: { is: 'asking', question: 'send as text' } });
}

/** Asks before it sends many pasted lines, or what is too long for one message. */
export function sendUnlessMany(model: Model): Update {
  const { editor } = shownPlace(model);
  const lines = editor.line.text.split('\n').length;
  const areMany = editor.pasted && lines > MAX_UNASKED_LINES;
  if (!areMany && messagesIn(model).length < 2) return sendWhole(model);
  return only({ ...model, mode: { is: 'asking', question: 'send much' } });
}

function decide(model: Model, how: (model: Model) => Update): Update {
  if (perhapsSent(model)) return how(model);
  return only({ ...model, flash: 'Nothing here was perhaps sent.' });
}

/** Ctrl-C. A typed line goes into the history, so that it can be got back; in an empty line the key is about leaving. */
function interrupt(model: Model): Update {
  const place = shownPlace(model);
  if (place.editor.line.text === '') {
    return only({ ...model, mode: { is: 'asking', question: 'quit' } });
  }
  const emptied = withPlace(model, { ...place, editor: putAway(place.editor, model.aliases) });
  return only({ ...emptied, flash: 'The line is cleared; Up brings it back.' });
}

/** Says goodbye to the server, and ends. */
export const quit = (model: Model): Update => ({
  model: { ...model, mode: talking },
  effects: [{ do: 'send', command: { cmd: 'quit' } }, { do: 'quit' }],
});

/** In copy mode the terminal has the mouse and selects with it; no list stands beside what is copied. */
function withCopyMode(model: Model): Model {
  const { hasMouse } = model;
  const flash = hasMouse
    ? 'The terminal selects with the mouse now. The same key goes back.'
    : 'The mouse goes to what it is pressed on. The same key leaves it to the terminal.';
  return { ...model, hasMouse: !hasMouse, panes: !hasMouse, flash };
}
