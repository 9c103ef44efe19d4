/** Takes each key to the mode that is on: the line, a list, or a question. */
import { unreachable } from '../../grammar/unreachable.ts';
import type { Action } from '../keyboard/actions.ts';
import type { Key } from '../keyboard/keyboard.ts';
import { inChoosing, inReacting } from './choosing.ts';
import { inMembers } from './choosing-people.ts';
import { inSettings } from './choosing-settings.ts';
import { inConfirming } from './confirming.ts';
import { inFind } from './finding.ts';
import { inInbox } from './inbox.ts';
import { type ModeOf, talking } from './mode.ts';
import { type Model, only, type Update } from './model.ts';
import { shownPlace } from './place-list.ts';
import type { Pressed } from './pressed.ts';
import { inRecalling } from './recalling.ts';
import { inSearch } from './searching.ts';
import { isTalk, sendEachLine, sendWhole } from './sending.ts';
import { inSwitcher } from './switching.ts';
import { act, edited, pasted, quit, sendUnlessMany } from './talking.ts';

/** Takes one key. The mode decides what it does; what the last key left behind (a flash, a completion) ends here. */
export function press(model: Model, key: Key): Update {
  const action = 'key' in key ? model.keymap.get(key.key) : undefined;
  if ('key' in key && action === undefined && key.key !== 'space') return only(model);
  return taken(model, key, action);
}

/** Does what an action does in the mode that is on. */
export const acted = (model: Model, action: Action): Update =>
  taken(model, { key: action }, action);

function taken(model: Model, key: Key, action: Action | undefined): Update {
  const { flash: _, completing, ...rest } = model;
  const goesOn = action === 'complete' || action === 'complete-back';
  const calm: Model = goesOn && completing ? { ...rest, completing } : rest;
  const { mode } = calm;
  if (isQuestionMark(calm, key))
    return only({ ...calm, mode: { is: 'fitting', over: mode, top: 0 } });
  const pressed: Pressed = {
    key,
    action,
    otherwise: (now) => (action === undefined ? typed(now, key) : act(now, action)),
  };
  switch (mode.is) {
    case 'talking':
      return pressed.otherwise(calm);
    case 'switching':
      return inSwitcher(calm, mode, pressed);
    case 'recalling':
      return inRecalling(calm, mode, pressed);
    case 'finding':
      return inFind(calm, mode, pressed);
    case 'choosing':
      return inChoosing(calm, mode, pressed);
    case 'reacting':
      return inReacting(calm, mode, pressed);
    case 'searching':
      return inSearch(calm, mode, pressed);
    case 'members':
      return inMembers(calm, mode, pressed);
    case 'settings':
      return inSettings(calm, mode, pressed);
    case 'confirming':
      return inConfirming(calm, mode, pressed);
    case 'keys':
      return inKeys(calm, mode, pressed);
    case 'inbox':
      return inInbox(calm, mode, pressed);
    case 'fitting':
      return inFitting(calm, mode, pressed);
    case 'asking':
      return answer(calm, mode.question, pressed);
    default:
      return unreachable(mode);
  }
}

/** A question mark where no text can be typed: in a list, or in the empty line of the server's window. */
function isQuestionMark(model: Model, key: Key): boolean {
  if (!('text' in key) || key.text !== '?') return false;
  switch (model.mode.is) {
    case 'choosing':
    case 'members':
    case 'settings':
    case 'keys':
    case 'inbox':
      return true;
    case 'talking': {
      const { kind, editor } = shownPlace(model);
      return kind === 'server' && editor.line.text === '';
    }
    default:
      return false;
  }
}

/** What fits is read, and then done: a key that leaves it takes one back, any other does what it does there. */
function inFitting(model: Model, mode: ModeOf<'fitting'>, { key, action }: Pressed): Update {
  const top = topAfter(model, mode.top, action);
  if (top !== undefined) return only({ ...model, mode: { ...mode, top } });
  const back: Model = { ...model, mode: mode.over };
  const leaves = action === 'cancel' || action === 'fitting' || action === 'interrupt';
  return leaves || ('text' in key && key.text === '?') ? only(back) : press(back, key);
}

/** Text for the line that is being typed. */
function typed(model: Model, key: Key): Update {
  if ('paste' in key) return only(pasted(model, key.paste, key.beyond));
  return only(edited(model, { edit: 'insert', text: 'text' in key ? key.text : ' ' }));
}

/** Yes, no, each line alone, or something else, which then means no and does what it always does. */
function answer(
  model: Model,
  question: ModeOf<'asking'>['question'],
  { key, action }: Pressed,
): Update {
  const letter = 'text' in key ? key.text.toLowerCase() : '';
  const leaving = action === 'interrupt' || action === 'delete-or-quit';
  const many = question === 'send much';
  if (many && letter === 'l' && isTalk(model)) return sendEachLine({ ...model, mode: talking });
  const yes =
    letter === 'y' ||
    (many && letter === 'o') ||
    action === 'send' ||
    (question === 'quit' && leaving);
  const calm = { ...model, mode: talking };
  if (yes) return agreed(calm, question);
  if (letter === 'n' || action === 'cancel') return only(calm);
  return press(calm, key);
}

function agreed(model: Model, question: ModeOf<'asking'>['question']): Update {
  switch (question) {
    case 'quit':
      return quit(model);
    case 'send as text':
      return sendUnlessMany(model);
    case 'send much':
      return sendWhole(model);
    default:
      return unreachable(question);
  }
}

/** The first row of the list of keys that is in view after an action that scrolls it. */
function topAfter(model: Model, top: number, action: Action | undefined): number | undefined {
  const height = model.viewport.height(model);
  const most = model.viewport.keyRows(model) - height;
  const to = (wanted: number): number => Math.max(0, Math.min(most, wanted));
  switch (action) {
    case 'up':
    case 'scroll-up':
      return to(top - 1);
    case 'down':
    case 'scroll-down':
      return to(top + 1);
    case 'page-up':
      return to(top - height + 1);
    case 'page-down':
      return to(top + height - 1);
    default:
      return undefined;
  }
}

type Listing = ModeOf<'keys'>;

/** The list of keys scrolls; any key that is not about that leaves it. */
function inKeys(model: Model, mode: Listing, { key, action }: Pressed): Update {
  const top = topAfter(model, mode.top, action);
  if (top !== undefined) return only({ ...model, mode: { ...mode, top } });
  switch (action) {
    case 'keys':
    case 'cancel':
    case 'send':
    case 'interrupt':
      return only({ ...model, mode: talking });
    default:
      return press({ ...model, mode: talking }, key);
  }
}
