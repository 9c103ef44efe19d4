/** The topic above the messages, the status line under them, and the hint at the bottom. */
import { hint } from '../editor/hint.ts';
import { keysOf } from '../keys.ts';
import { saidAt } from '../model/entry.ts';
import type { Mode, Model } from '../model/model.ts';
import { shownPlace } from '../model/model.ts';
import { type Place, viewed } from '../model/place.ts';
import { emojiFor } from '../model/reacting.ts';
import { pendingPlace, perhapsSent } from '../model/sending.ts';
import { typingIn } from '../model/typing.ts';
import type { Areas } from './areas.ts';
import { hotlist } from './lists.ts';
import { fitRow, piece, type Row, rowWidth, spread } from './row.ts';
import { cleanLine, width } from './text.ts';
import { entriesBelow } from './window.ts';

type Searching = Extract<Mode, { is: 'searching' }>;
type Choosing = Extract<Mode, { is: 'choosing' }>;
type Reacting = Extract<Mode, { is: 'reacting' }>;

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
  const right: Row = [...below(place), ...unconfirmed(model)];
  const hot = left === 0 ? hotlist(model) : [];
  const who = [
    piece(` ${cleanLine(model.nick)}${model.away === undefined ? '' : ' (away)'} `, 'bar'),
  ];
  const where = left === 0 ? [piece(`${numberOf(model)}:${cleanLine(place.name)} `, 'bar')] : [];
  const parts: Row = [...connection(model), ...where, ...hot, ...typists(model)];
  const whole = rowWidth(parts) + rowWidth(right) + rowWidth(who) <= columns;
  return [spread(whole ? [...who, ...parts] : parts, right, columns, 'bar')];
}

/** How much there is below the view. In the past only the server knows that, but what came since is known. */
function below(place: Place): Row {
  const { past, unread } = place;
  const count = past ? unread : entriesBelow(place);
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
  const said = all.filter(({ state, told }) => state === 'sending' && !told).length;
  const sending = said + (model.connection.is === 'up' ? 0 : waitingElse(model));
  return [
    ...(sending > 0 ? [piece(` ${sending} sending `, 'bar')] : []),
    ...(perhaps > 0 ? [piece(` ${perhaps} perhaps sent `, 'error')] : []),
  ];
}

/** Commands that nothing else shows wait for the connection, too. */
const waitingElse = (model: Model): number =>
  [...model.asked].filter(([tag, { line }]) => line !== undefined && !pendingPlace(model, tag))
    .length;

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
            piece(`${keysOf(model.keymap, 'search')[0]} searches all, Esc goes back`, 'dim'),
          ]
        : dim(
            'Up older, Down newer, Enter stays there, Esc goes back',
            'Up older, Down newer, Esc goes back',
          );
    case 'searching':
      return searchHint(mode, columns);
    case 'choosing':
      return choosingHint(model, mode, columns);
    case 'reacting':
      return reactingHint(mode, columns);
    case 'keys':
      return dim('Up, Down and PageDown scroll, Esc leaves');
    case 'asking':
      return [piece('y or Enter: yes   n or Esc: no', 'unread')];
    case 'talking':
      return talkingHint(model, columns);
  }
}

function searchHint({ found }: Searching, columns: number): Row {
  const words = found
    ? ['Enter goes there, Up and Down choose, Esc leaves', 'Enter goes, Esc leaves']
    : [
        'Enter looks for it; in=#dev from=ann before=2026-11-20 say where, who and when',
        'Enter looks for it, Esc leaves',
      ];
  return [piece(fitting(words, columns), 'dim')];
}

function choosingHint(model: Model, mode: Choosing, columns: number): Row {
  const said = saidAt(viewed(shownPlace(model)).entries, mode.seq);
  if (mode.sure) {
    const words = [
      'd again deletes it for everybody, for good; Esc does not',
      'd again deletes it for good',
    ];
    return [piece(fitting(words, columns), 'unread')];
  }
  const mine = said?.mine && said.deleted === undefined;
  const own = mine ? '   e edit   d delete' : '';
  const answers = said?.answers ? '   g what it answers' : '';
  const who = (said?.reactions ?? []).map(({ emoji, nicks }) => `${emoji} ${nicks.join(', ')}`);
  const people = who.length === 0 ? '' : `   ${cleanLine(who.join('  '))}`;
  const long = `${mode.seq}:   r reply${own}   + react${answers}   Esc leaves`;
  const short = `r reply${mine ? '  e edit  d delete' : ''}  + react`;
  return [piece(fitting([`${long}${people}`, long, short], columns), 'dim')];
}

/** What fits, with the one that Enter takes standing out. */
function reactingHint({ query, chosen }: Reacting, columns: number): Row {
  const choices = emojiFor(query);
  if (choices.length === 0)
    return [piece(fitting(['Enter reacts with what is typed'], columns), 'dim')];
  return inView(walk(choices, chosen), columns);
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
