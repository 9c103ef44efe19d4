/** The topic above the messages, the status line under them, and the hint at the bottom. */
import { hint } from '../editor/hint.ts';
import { keysOf } from '../keys.ts';
import type { Model } from '../model/model.ts';
import { shownPlace } from '../model/model.ts';
import { perhapsSent } from '../model/sending.ts';
import type { Areas } from './areas.ts';
import { hotlist } from './lists.ts';
import { fitRow, piece, type Row, rowWidth, spread } from './row.ts';
import { cleanLine, width } from './text.ts';
import { entriesBelow } from './window.ts';

export function topicRow(model: Model, { columns }: Areas): Row[] {
  const { name, topic, kind, count, joined, away } = shownPlace(model);
  const about = kind === 'private' && away !== undefined ? `away${away && `: ${away}`}` : topic;
  const words = about === '' ? '' : ` ${cleanLine(about)}`;
  const people = kind === 'room' ? ` ${joined ? count : 'not in this room'} ` : '';
  const left = [piece(` ${cleanLine(name)} `, 'chosen'), piece(words, 'bar')];
  return [spread(left, [piece(people, 'bar')], columns, 'bar')];
}

export function statusRow(model: Model, { columns, left }: Areas): Row[] {
  const place = shownPlace(model);
  const below = entriesBelow(place);
  const right: Row = [
    ...(below > 0 ? [piece(` ↓ ${below} below `, 'unread')] : []),
    ...unconfirmed(model),
  ];
  const hot = left === 0 ? hotlist(model) : [];
  const who = [
    piece(` ${cleanLine(model.nick)}${model.away === undefined ? '' : ' (away)'} `, 'bar'),
  ];
  const where = left === 0 ? [piece(`${numberOf(model)}:${cleanLine(place.name)} `, 'bar')] : [];
  const parts: Row = [...connection(model), ...where, ...hot];
  const whole = rowWidth(parts) + rowWidth(right) + rowWidth(who) <= columns;
  return [spread(whole ? [...who, ...parts] : parts, right, columns, 'bar')];
}

const numberOf = (model: Model): number =>
  model.places.findIndex(({ id }) => id === model.shown) + 1;

function connection({ connection: state, now }: Model): Row {
  switch (state.is) {
    case 'up':
      return [piece(state.lag === undefined ? ' online ' : ` ${lagOf(state.lag)} `, 'bar')];
    case 'connecting': {
      const seconds = Math.ceil((state.dueAt - now) / 1000);
      const again = state.attempt > 1 ? ` (try ${state.attempt})` : '';
      return [
        piece(
          seconds > 0 ? ` connecting in ${seconds} s${again} ` : ` connecting …${again} `,
          'error',
        ),
      ];
    }
    case 'lost':
      return [piece(` connection lost: ${cleanLine(state.reason)} `, 'error')];
    case 'over':
      return [piece(` offline: ${cleanLine(state.reason)} `, 'error')];
  }
}

const lagOf = (ms: number): string =>
  ms < 1000 ? `lag ${Math.max(1, Math.round(ms))} ms` : `lag ${(ms / 1000).toFixed(1)} s`;

/** What the server has not confirmed, here and elsewhere. */
function unconfirmed(model: Model): Row {
  const all = model.places.flatMap(({ pending }) => pending);
  const perhaps = all.filter(({ state }) => state === 'perhaps').length;
  const sending = all.filter(({ state, told }) => state === 'sending' && !told).length;
  return [
    ...(sending > 0 ? [piece(` ${sending} sending `, 'bar')] : []),
    ...(perhaps > 0 ? [piece(` ${perhaps} perhaps sent `, 'error')] : []),
  ];
}

/** In this order: the last key, a question, a walk through completions, the line, what is perhaps sent, where help is. */
export function hintRow(model: Model, { columns }: Areas): Row[] {
  return [fitRow(hintOf(model, columns), columns)];
}

function hintOf(model: Model, columns: number): Row {
  if (model.flash !== undefined) return [piece(model.flash, 'unread')];
  const { mode } = model;
  const dim = (...words: string[]): Row => [piece(fitting(words, columns), 'dim')];
  switch (mode.is) {
    case 'switching':
      return dim(
        'Enter goes there, Up and Down choose, Esc leaves',
        'Up, Down, Enter goes, Esc leaves',
      );
    case 'finding':
      return mode.missed && mode.query.text !== ''
        ? [
            piece('Not found in what is loaded. ', 'error'),
            piece('Up loads what is older, Esc goes back', 'dim'),
          ]
        : dim(
            'Up older, Down newer, Enter stays there, Esc goes back',
            'Up older, Down newer, Esc goes back',
          );
    case 'keys':
      return dim('Up, Down and PageDown scroll, Esc leaves');
    case 'asking':
      return [piece('y or Enter: yes   n or Esc: no', 'unread')];
    case 'talking':
      return talkingHint(model, columns);
  }
}

function talkingHint(model: Model, columns: number): Row {
  const { completing } = model;
  if (completing !== undefined) {
    return inView(walk(completing.choices, completing.chosen), columns);
  }
  const { line } = shownPlace(model).editor;
  const typing = hint(line);
  if (typing.length > 0) return inView(typing, columns);
  if (perhapsSent(model)) {
    const [again] = keysOf(model.keymap, 'send-again');
    const [drop] = keysOf(model.keymap, 'drop');
    const words = [
      `Perhaps sent before the connection was lost: ${again} sends it again, ${drop} drops it`,
      `Perhaps sent, then cut off: ${again} sends it again, ${drop} drops it`,
      `Perhaps sent: ${again} again, ${drop} drop`,
    ];
    return [piece(fitting(words, columns), 'unread')];
  }
  if (line.text !== '') return [];
  const [switcher] = keysOf(model.keymap, 'switcher');
  const [keys] = keysOf(model.keymap, 'keys');
  const words = [
    `/ begins a command   Tab completes   ${switcher} goes to a room   ${keys} lists the keys`,
    `/ commands   Tab completes   ${switcher} rooms   ${keys} keys`,
    `/ commands   ${switcher} rooms   ${keys} keys`,
  ];
  return [piece(fitting(words, columns), 'dim')];
}

/** The first sentence for which there is space, or the last one. */
const fitting = (sentences: readonly string[], columns: number): string =>
  sentences.find((each) => width(each) <= columns) ?? sentences.at(-1) ?? '';

/** A row in which what is being typed now can be seen: what stands before it gives way. */
function inView(row: Row, columns: number): Row {
  const index = row.findIndex(({ tone }) => tone === 'unread');
  const current = row[index];
  if (current === undefined || rowWidth(row.slice(0, index + 1)) < columns) return row;
  const before = row.slice(0, index);
  const space = Math.max(0, columns - 2 - width(current.text));
  const end = [...before.map(({ text }) => text).join('')].slice(-space);
  const tone = before[0]?.tone ?? 'dim';
  return [piece(`…${space > 0 ? end.join('') : ''}`, tone), ...row.slice(index)];
}

/** The choices around the one that was taken. */
function walk(choices: readonly string[], chosen: number): Row {
  const from = Math.max(0, chosen - 3);
  return choices
    .slice(from, from + 40)
    .map((choice, index) => piece(`${choice.trim()} `, from + index === chosen ? 'unread' : 'dim'));
}
