/** What a key does, depending on what takes the keys: the line, a list, or a question. */
import { unreachable } from '../../grammar/unreachable.ts';
import { abandoned, type Edit, edit, emptyEditor, isEditAction } from '../editor/editor.ts';
import type { Line } from '../editor/line.ts';
import type { Key } from '../keyboard.ts';
import { type Action, actions } from '../keys.ts';
import { completeNext } from './completing.ts';
import { findFor, findNext } from './finding.ts';
import {
  changePlace,
  emptyQuery,
  type Model,
  only,
  type Step,
  shownPlace,
  talking,
  withPlace,
} from './model.ts';
import * as moving from './moving.ts';
import * as scrolling from './scrolling.ts';
import { dropPerhaps, perhapsSent, sendAgain, sendLine } from './sending.ts';
import { choicesFor, choose } from './switching.ts';

/** Lines pasted without being looked at are asked about from so many on. */
const UNASKED = 3;

export function press(model: Model, key: Key): Step {
  const action = 'key' in key ? model.keymap.get(key.key) : undefined;
  if ('key' in key && action === undefined && key.key !== 'space') return only(model);
  const { flash: _, completing, ...rest } = model;
  const goesOn = action === 'complete' || action === 'complete-back';
  const calm: Model = goesOn && completing ? { ...rest, completing } : rest;
  const { mode } = calm;
  switch (mode.is) {
    case 'talking':
      return action === undefined ? typed(calm, key) : act(calm, action);
    case 'switching':
      return inSwitcher(calm, mode, key, action);
    case 'finding':
      return inFind(calm, mode, key, action);
    case 'keys':
      return inKeys(calm, mode, key, action);
    case 'asking':
      return answer(calm, mode.question, key, action);
    default:
      return unreachable(mode);
  }
}

/** Text for the line that is being typed. */
function typed(model: Model, key: Key): Step {
  if ('paste' in key) return only(edited(model, { edit: 'paste', text: key.paste }));
  return only(edited(model, { edit: 'insert', text: 'text' in key ? key.text : ' ' }));
}

function edited(model: Model, given: Edit): Model {
  const place = shownPlace(model);
  const { editor, kills } = edit(place.editor, model.kills, given);
  return withPlace({ ...model, kills }, { ...place, editor });
}

function act(model: Model, action: Action): Step {
  if (isEditAction(action)) return only(edited(model, { edit: action }));
  switch (action) {
    case 'send':
      return send(model);
    case 'complete':
      return only(completeNext(model, 1));
    case 'complete-back':
      return only(completeNext(model, -1));
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
      const { scroll } = shownPlace(model);
      return only({ ...model, mode: { is: 'finding', query: emptyQuery, from: scroll } });
    }
    case 'page-up':
      return scrolling.pageBy(model, 1);
    case 'page-down':
      return scrolling.pageBy(model, -1);
    case 'scroll-up':
      return scrolling.scrollBy(model, 1);
    case 'scroll-down':
      return scrolling.scrollBy(model, -1);
    case 'scroll-top':
      return scrolling.scrollToTop(model);
    case 'scroll-end':
    case 'cancel':
      return scrolling.scrollToEnd(model);
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

/** Enter. Many pasted lines are asked about first. */
function send(model: Model): Step {
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

const quit = (model: Model): Step => ({
  model: { ...model, mode: talking },
  effects: [{ do: 'send', command: { cmd: 'quit' } }, { do: 'quit' }],
});

/** Yes, no, or something else, which then means no and does what it always does. */
function answer(
  model: Model,
  question: 'send lines' | 'quit',
  key: Key,
  action: Action | undefined,
): Step {
  const letter = 'text' in key ? key.text.toLowerCase() : '';
  const leaving = action === 'interrupt' || action === 'delete-or-quit';
  const yes = letter === 'y' || action === 'send' || (question === 'quit' && leaving);
  const calm = { ...model, mode: talking };
  if (yes) return question === 'quit' ? quit(calm) : sendLine(calm);
  if (letter === 'n' || action === 'cancel') return only(calm);
  return press(calm, key);
}

/** A query is edited with the same keys as the line; what is deleted there is not kept. */
function queryAfter(query: Line, key: Key, action: Action | undefined): Line | undefined {
  const editing = (given: Edit) => edit({ ...emptyEditor, line: query }, [], given).editor.line;
  if ('text' in key) return editing({ edit: 'insert', text: key.text });
  if ('paste' in key) return editing({ edit: 'insert', text: key.paste.replace(/\s+/g, ' ') });
  if (action === undefined) return editing({ edit: 'insert', text: ' ' });
  const vertical = action === 'up' || action === 'down' || action === 'newline';
  return isEditAction(action) && !vertical ? editing({ edit: action }) : undefined;
}

type Switching = Extract<Model['mode'], { is: 'switching' }>;

function inSwitcher(model: Model, mode: Switching, key: Key, action: Action | undefined): Step {
  const choices = choicesFor(model, mode.query.text);
  const to = (chosen: number): Step =>
    only({
      ...model,
      mode: { ...mode, chosen: Math.max(0, Math.min(choices.length - 1, chosen)) },
    });
  switch (action) {
    case 'send': {
      const choice = choices[mode.chosen];
      return only(choice ? choose(model, choice) : { ...model, flash: 'Nothing fits.' });
    }
    case 'up':
    case 'previous-place':
    case 'complete-back':
      return to(mode.chosen - 1);
    case 'down':
    case 'next-place':
    case 'complete':
      return to(mode.chosen + 1);
    case 'switcher':
    case 'cancel':
    case 'interrupt':
      return only({ ...model, mode: talking });
    default: {
      const query = queryAfter(mode.query, key, action);
      if (query !== undefined) return only({ ...model, mode: { ...mode, query, chosen: 0 } });
      return action === undefined ? only(model) : act({ ...model, mode: talking }, action);
    }
  }
}

type Finding = Extract<Model['mode'], { is: 'finding' }>;

function inFind(model: Model, mode: Finding, key: Key, action: Action | undefined): Step {
  switch (action) {
    case 'up':
    case 'find':
    case 'previous-place':
      return findNext(model, mode, -1);
    case 'down':
    case 'next-place':
      return findNext(model, mode, 1);
    case 'send':
      return only({ ...model, mode: talking });
    case 'cancel':
    case 'interrupt':
      return only(
        changePlace({ ...model, mode: talking }, model.shown, (place) =>
          moving.read({ ...place, scroll: mode.from }),
        ),
      );
    case 'page-up':
    case 'page-down':
    case 'scroll-up':
    case 'scroll-down':
      return act(model, action);
    case 'right-or-find':
      return findNext(model, mode, -1);
    default: {
      const query = queryAfter(mode.query, key, action);
      if (query === undefined) {
        return action === undefined ? only(model) : act({ ...model, mode: talking }, action);
      }
      return query.text === mode.query.text
        ? only({ ...model, mode: { ...mode, query } })
        : findFor(model, mode, query);
    }
  }
}

type Listing = Extract<Model['mode'], { is: 'keys' }>;

/** The list of keys scrolls; any key that is not about that leaves it. */
function inKeys(model: Model, mode: Listing, key: Key, action: Action | undefined): Step {
  const most = Object.keys(actions).length;
  const to = (top: number): Step =>
    only({ ...model, mode: { ...mode, top: Math.max(0, Math.min(most - 1, top)) } });
  switch (action) {
    case 'up':
    case 'scroll-up':
      return to(mode.top - 1);
    case 'down':
    case 'scroll-down':
      return to(mode.top + 1);
    case 'page-up':
      return to(mode.top - 10);
    case 'page-down':
      return to(mode.top + 10);
    case 'keys':
    case 'cancel':
    case 'send':
    case 'interrupt':
      return only({ ...model, mode: talking });
    default:
      return press({ ...model, mode: talking }, key);
  }
}
