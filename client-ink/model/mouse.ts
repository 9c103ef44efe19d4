/** The mouse: the wheel moves what is shown, and a press goes to the room, the person, the message or the address under it. */
import { unreachable } from '../../grammar/unreachable.ts';
import type { MouseReport } from '../keyboard/reports.ts';
import { choosing } from './choosing.ts';
import { goTo } from './elsewhere.ts';
import { refolded } from './folding.ts';
import { type Model, only, type Update } from './model.ts';
import { opened } from './other-programs.ts';
import { talkTo } from './places.ts';
import { acted } from './press.ts';
import { scrollBy } from './view.ts';

/** The wheel moves messages by so many rows at once. */
const WHEEL_ROWS = 3;

/** Takes a report of the mouse. A list that is open is moved by the wheel, and keeps the keys. */
export function moused(model: Model, { what, column, row }: MouseReport): Update {
  if (what !== 'press') return turned(model, what === 'wheel-up' ? 1 : -1);
  if (!isWindow(model)) return only(model);
  const under = model.viewport.under(model, column, row);
  if (under === undefined) return only(model);
  switch (under.on) {
    case 'place':
      return goTo(model, under.spot);
    case 'person':
      return only(talkTo(model, under.nick));
    case 'message':
      return choosing(model, under.seq);
    case 'fold':
      return refolded(model, under.seq);
    case 'address':
      return opened(model, under.url);
    default:
      return unreachable(under);
  }
}

function turned(model: Model, direction: 1 | -1): Update {
  if (isWindow(model)) return scrollBy(model, direction * WHEEL_ROWS);
  return acted(model, direction > 0 ? 'up' : 'down');
}

/** The messages are shown, and no list or question in their place. */
const isWindow = ({ mode }: Model): boolean =>
  mode.is === 'talking' || mode.is === 'choosing' || mode.is === 'finding';
