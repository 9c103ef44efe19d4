/** The topic above the messages, and the status line under them. */
import { unreachable } from '../../grammar/unreachable.ts';
import { shownIndex, waiting } from '../model/elsewhere.ts';
import type { Model } from '../model/model.ts';
import type { Place } from '../model/place.ts';
import { shownPlace } from '../model/place-list.ts';
import { typingIn } from '../model/typing.ts';
import { unsent } from '../model/unsent.ts';
import type { Areas } from './areas.ts';
import { joiningIn } from './joins.ts';
import { hotlist } from './lists.ts';
import { fitRow, piece, type Row, rowWidth, spread, type Tone } from './row.ts';
import { cleanLine, wrap } from './text.ts';
import { entriesBelow } from './window.ts';

/** The row above the messages: the place, its topic, and how many people are in it. */
export const topicRow = (model: Model, { columns }: Areas): Row[] => [
  titleRow(shownPlace(model), columns, 'chosen'),
];

/** The name of a place in a tone, and what is to be known of it. */
export function titleRow(place: Place, columns: number, tone: Tone): Row {
  const { name, topic, kind, count, joined, away, gone } = place;
  const absent = away === undefined ? topic : `away${away && `: ${away}`}`;
  const about = gone ? 'gone' : absent;
  const words = about === '' ? '' : ` ${cleanLine(about)}`;
  const people = kind === 'room' ? ` ${joined ? count : 'not in this room'} ` : '';
  const left = [piece(` ${cleanLine(name)} `, tone), piece(words, 'bar')];
  return spread(left, [piece(people, 'bar')], columns, 'bar');
}

/** One's own nick gives way to the places that call, until they have so many columns. */
const LEAST_HOT_COLUMNS = 24;

/** The row under the messages: who one is, the connection, what is unread, and what is not confirmed. */
export function statusRow(model: Model, { columns, left }: Areas): Row[] {
  const place = shownPlace(model);
  const right: Row = [...below(model, place), ...unconfirmed(model)];
  const who = [
    piece(` ${cleanLine(model.nick)}${model.away === undefined ? '' : ' (away)'} `, 'bar'),
  ];
  const where =
    left === 0 ? [piece(`${shownIndex(model) + 1}:${cleanLine(place.name)} `, 'bar')] : [];
  const parts: Row = [...connection(model), ...where, ...typists(model)];
  const wanted = waiting(model).length > 0 ? LEAST_HOT_COLUMNS : 0;
  const whole = rowWidth(parts) + rowWidth(right) + rowWidth(who) + wanted <= columns;
  const all = whole ? [...who, ...parts] : parts;
  const hot = hotlist(model, columns - rowWidth(all) - rowWidth(right) - 1);
  return [onBar(spread([...all, ...hot], right, columns, 'bar'))];
}

/** What stands out on a bar shares its background. */
const onBar = (row: Row): Row => row.map((each) => ({ ...each, onBar: true as const }));

/** How much there is below the view. In the past only the server knows that, but what came since is known. */
function below(model: Model, place: Place): Row {
  const { past, unread } = place;
  const count = past ? unread : entriesBelow(place, joiningIn(model, place));
  if (past) return [piece(count > 0 ? ` ↓ ${count} new below ` : ' ↓ the past ', 'unread')];
  return count > 0 ? [piece(` ↓ ${count} below `, 'unread')] : [];
}

function typists(model: Model): Row {
  const [one = '', other, ...more] = typingIn(shownPlace(model), model.now).map(cleanLine);
  if (one === '') return [];
  if (other === undefined) return [piece(` ${one} is typing … `, 'bar')];
  const words = more.length === 0 ? `${one} and ${other}` : `${more.length + 2} people`;
  return [piece(` ${words} are typing … `, 'bar')];
}

function connection({ connection: state, now }: Model): Row {
  switch (state.is) {
    case 'up':
      return [piece(` ${lagOf(state.lag)} `, 'bar')];
    case 'connecting': {
      const seconds = Math.ceil((state.dueAt - now) / 1000);
      const when = seconds > 0 ? `in ${seconds} s` : '…';
      const again = state.attempt > 1 ? ` (try ${state.attempt})` : '';
      const why = state.reason === undefined ? '' : `: ${cleanLine(state.reason)}`;
      return [piece(` connecting ${when}${again}${why} `, 'error')];
    }
    case 'lost':
      return [piece(` connection lost: ${cleanLine(state.reason)} `, 'error')];
    case 'over':
      return [piece(` offline: ${cleanLine(state.reason)} `, 'error')];
    default:
      return unreachable(state);
  }
}

/** An answer that takes less time is as good as none: a number that changes again and again draws the eye. */
const MIN_SHOWN_LAG_MS = 500;

const lagOf = (ms = 0): string =>
  ms < MIN_SHOWN_LAG_MS ? 'online' : `lag ${(ms / 1000).toFixed(1)} s`;

/** What the server has not confirmed, here and elsewhere. */
function unconfirmed(model: Model): Row {
  const all = model.places.flatMap(({ pending }) => pending);
  const perhaps = all.filter(({ state }) => state === 'perhaps').length;
  const { said, asked } = unsent(model);
  const sending = said + asked;
  return [
    ...(sending > 0 ? [piece(` ${sending} sending `, 'bar')] : []),
    ...(perhaps > 0 ? [piece(` ${perhaps} perhaps sent `, 'error')] : []),
  ];
}

/** The rows of the sentence about the last key; none when there is no such sentence. */
export function flashRows({ flash, size: { columns } }: Model): Row[] {
  if (flash === undefined) return [];
  return wrap(cleanLine(flash), columns).map((row) => fitRow([piece(row, 'unread')], columns));
}
