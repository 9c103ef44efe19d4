/** The hint at the bottom: what was wrong with the last key, what is being typed, or which keys do what now. */
import { unreachable } from '../../grammar/unreachable.ts';
import { emojiFor, nameOf } from '../editor/emoji.ts';
import { keysOf } from '../keyboard/keys.ts';
import { linksIn } from '../language/addresses.ts';
import { meantIn } from '../model/about.ts';
import { saidAt } from '../model/entry.ts';
import type { ModeOf } from '../model/mode.ts';
import type { Model } from '../model/model.ts';
import { type Place, viewed } from '../model/place.ts';
import { shownPlace } from '../model/place-list.ts';
import { perhapsSent } from '../model/sending.ts';
import type { Areas } from './areas.ts';
import { flashRows } from './bars.ts';
import { completionRows } from './completions.ts';
import { hint } from './draft-hint.ts';
import { viewOf } from './geometry.ts';
import { peopleHints } from './people-list.ts';
import { questionHints, YES_OR_NO } from './questions.ts';
import { fitRow, piece, type Row, rowWidth } from './row.ts';
import { isLong } from './said.ts';
import { settingHints } from './setting-list.ts';
import { cleanLine, width } from './text.ts';
import { nickTone } from './theme.ts';

/** In this order: the last key, a question, a walk through completions, the line, what is perhaps sent, where help is. */
export function hintRow(model: Model, { columns, hint }: Areas): Row[] {
  if (model.flash !== undefined) return flashRows(model).slice(0, hint);
  if (model.completing !== undefined && hint > 1) return completionRows(model, columns, hint);
  return [fitRow(hintOf(model, columns), columns)];
}

function hintOf(model: Model, columns: number): Row {
  const { mode } = model;
  const dim = (...words: string[]): Row => [piece(fitting(words, columns), 'dim')];
  switch (mode.is) {
    case 'switching':
      return dim(
        'Enter goes there, Up and Down choose, Esc leaves',
        'Up, Down, Enter goes, Esc leaves',
      );
    case 'recalling':
      return dim(
        'Enter takes it into the line, Up and Down choose, Esc leaves',
        'Enter takes it, Esc leaves',
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
      return dim(
        'Up, Down and PageDown scroll, Esc leaves   behind each: its name for [keys] in the configuration',
        'Up, Down, PageDown scroll, Esc leaves   behind: names for [keys]',
        'Up, Down and PageDown scroll, Esc leaves',
      );
    case 'inbox':
      return dim(
        'Enter goes there, Up and Down choose, Esc leaves   what is read is off the list',
        'Enter goes there, Up and Down choose, Esc leaves',
        'Enter goes, Esc leaves',
      );
    case 'fitting':
      return dim('each of these keys does it; Esc goes back', 'press one; Esc goes back');
    case 'members':
      return dim(...peopleHints(model, mode));
    case 'settings':
      return dim(...settingHints(model, mode));
    case 'asking':
      return [piece(fitting(questionHints(model, mode.question), columns), 'unread')];
    case 'confirming':
      return [piece(YES_OR_NO, 'unread')];
    case 'talking':
      return talkingHint(model, columns);
    default:
      return unreachable(mode);
  }
}

function searchHint({ found }: ModeOf<'searching'>, columns: number): Row {
  const words = found
    ? ['Enter goes there, Up and Down choose, Esc leaves', 'Enter goes, Esc leaves']
    : [
        'Enter looks for it; in=#dev from=ann before=2026-11-20 say where, who and when',
        'Enter looks for it, Esc leaves',
      ];
  return [piece(fitting(words, columns), 'dim')];
}

function choosingHint(model: Model, mode: ModeOf<'choosing'>, columns: number): Row {
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
  const address = said && linksIn(said.text).length > 0 ? '   o open' : '';
  const copies = said?.deleted === undefined ? '   y copy' : '';
  const fold = said && isLong(said, viewOf(model)) ? `   f ${said.whole ? '' : 'un'}fold` : '';
  const long = `${mode.seq}:   r reply${own}   + react${fold}${answers}${address}${copies}   Esc leaves`;
  const short = `r reply${mine ? '  e edit  d delete' : ''}  + react`;
  return [piece(fitting([`${long}${people}`, long, short], columns), 'dim')];
}

/** The emoji that fit, with the one that Enter takes standing out. */
function reactingHint({ query, chosen }: ModeOf<'reacting'>, columns: number): Row {
  const choices = emojiFor(query.text);
  if (choices.length === 0) return [piece('Enter reacts with what is typed', 'dim')];
  const from = Math.max(0, chosen - BEFORE);
  const row = choices
    .slice(from, from + SHOWN_EMOJI)
    .map((each, index) =>
      piece(` ${cleanLine(each)} `, from + index === chosen ? 'chosen' : 'plain'),
    );
  const name = nameOf(choices[chosen] ?? '') ?? '';
  const words = `${name}   Left, Right, or a name; Enter reacts`;
  const space = columns - rowWidth(row) - 2;
  return space < width(words) ? row : [...row, piece(`  ${words}`, 'dim')];
}

function talkingHint(model: Model, columns: number): Row {
  const { completing } = model;
  if (completing !== undefined) {
    return inView(walk(completing.choices, completing.chosen), columns);
  }
  const place = shownPlace(model);
  const { line } = place.editor;
  const typing = meantRow(model, place) ?? hint(line, model.aliases);
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
  if (place.past) {
    const words = [
      'Esc goes to the newest message, PageDown goes on from here',
      'Esc goes to the newest',
    ];
    return [piece(fitting(words, columns), 'dim')];
  }
  if (place.answersFrom !== undefined) {
    const [cancel] = keysOf(model.keymap, 'cancel');
    return [piece(`${cancel} takes the answer away`, 'dim')];
  }
  const [switcher] = keysOf(model.keymap, 'switcher');
  const [keys] = keysOf(model.keymap, 'keys');
  const [fits] = keysOf(model.keymap, 'fitting');
  const [choose] = keysOf(model.keymap, 'choose-up');
  const [search] = keysOf(model.keymap, 'search');
  const words = [
    `/ begins a command   Tab completes   ${choose} chooses a message   ${search} searches   ${switcher} goes to a room   ${fits} what fits now   ${keys} all keys`,
    `/ commands  ${choose} choose  ${search} search  ${switcher} rooms  ${fits} what fits  ${keys} keys`,
    `/ commands   ${switcher} rooms   ${fits} what fits   ${keys} keys`,
    `/ commands  ${switcher} rooms  ${fits} now  ${keys}`,
  ];
  return [piece(fitting(words, columns), 'dim')];
}

/** Which message the line is about: `41 is bob: green please`. */
function meantRow(model: Model, place: Place): Row | undefined {
  if (place.about?.is === 'lost')
    return [piece('The message that this is about is gone.', 'error')];
  const said = meantIn(model, place);
  if (said === undefined) return undefined;
  const words = said.deleted === undefined ? said.text : '(deleted)';
  return [
    piece(`${said.seq} is `, 'dim'),
    piece(cleanLine(said.from), nickTone(said.from, place.hues)),
    piece(`: ${cleanLine(words)}`, 'dim'),
  ];
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

/** So many emoji to react with stand beside each other. */
const SHOWN_EMOJI = 10;
/** No row has space for more choices; so many of them are before the one that was taken. */
const [CHOICES, BEFORE] = [40, 3];

/** The choices around the one that was taken. */
function walk(choices: readonly string[], chosen: number): Row {
  const from = Math.max(0, chosen - BEFORE);
  return choices
    .slice(from, from + CHOICES)
    .map((choice, index) =>
      piece(`${cleanLine(choice).trim()} `, from + index === chosen ? 'unread' : 'dim'),
    );
}
