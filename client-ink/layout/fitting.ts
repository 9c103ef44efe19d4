/** What fits now: the keys that do something where the person is, each with what it would do. */
import { unreachable } from '../../grammar/unreachable.ts';
import type { Action } from '../keyboard/actions.ts';
import { keysOf } from '../keyboard/keys.ts';
import { linksIn } from '../language/addresses.ts';
import { chosenMember, deedsTo } from '../model/choosing-people.ts';
import { waiting } from '../model/elsewhere.ts';
import { saidAt } from '../model/entry.ts';
import type { ModeOf } from '../model/mode.ts';
import type { Model } from '../model/model.ts';
import { isAtEnd, type Place, viewed } from '../model/place.ts';
import { placeById, shownPlace } from '../model/place-list.ts';
import { perhapsSent } from '../model/sending.ts';
import { otherPlace } from '../model/split.ts';
import { viewOf } from './geometry.ts';
import { keyed } from './keylist.ts';
import { fitRow, piece, type Row } from './row.ts';
import { isLong } from './said.ts';
import { cleanLine, wrap } from './text.ts';

/** A key, or what is typed, and what it does. */
type Fit = readonly [keys: string, does: string];

/** The list, as wide as the middle of the screen. */
export function fittingRows(model: Model, { over }: ModeOf<'fitting'>, columns: number): Row[] {
  const wide = Math.max(8, Math.min(22, Math.floor(columns / 3)));
  const fits = fitting({ ...model, mode: over }).filter(([keys]) => keys !== '');
  return [
    fitRow([piece(' What fits now', 'strong')], columns),
    ...fits.flatMap(([keys, does]) => {
      const rows = wrap(cleanLine(does), Math.max(8, columns - wide - 1));
      return keyed(
        keys,
        wide,
        columns,
        rows.map((row): Row => [piece(row)]),
      );
    }),
  ];
}

function fitting(model: Model): Fit[] {
  const { mode } = model;
  const key = (action: Action): string => keysOf(model.keymap, action)[0] ?? '';
  const all: Fit = [key('keys'), 'all keys, by groups'];
  const leaves: Fit = [key('cancel'), 'leaves'];
  switch (mode.is) {
    case 'choosing':
      return [...ofMessage(model, mode), leaves, all];
    case 'members': {
      const member = chosenMember(model, mode);
      const deeds = member ? deedsTo(model, member) : [];
      const fits = deeds.map(({ letter, line }): Fit => [letter, line]);
      return [[key('send'), `writes to ${member?.nick ?? 'them'}`], ...fits, leaves, all];
    }
    case 'settings':
      return [[key('send'), 'changes the setting'], ['-', 'takes it back'], leaves, all];
    case 'inbox':
      return [[key('send'), 'goes there; what is read is off the list'], leaves, all];
    default:
      return shownPlace(model).editor.line.text === ''
        ? [...ofPlace(model, key), all]
        : [...ofLine(key), all];
  }
}

function ofMessage(model: Model, { seq }: ModeOf<'choosing'>): Fit[] {
  const said = saidAt(viewed(shownPlace(model)).entries, seq);
  if (said === undefined || said.deleted !== undefined) return [];
  const own: Fit[] = [
    ['e', 'edits it'],
    ['d', 'deletes it for everybody; asks once more'],
  ];
  const isMine = said.reactions?.some(({ mine }) => mine) === true;
  return [
    ['r', `answers ${said.from}`],
    ...(said.mine ? own : []),
    ['+', 'reacts'],
    ...(isMine ? [['-', 'takes your reaction back'] as const] : []),
    ...(said.answers ? [['g', 'goes to what it answers'] as const] : []),
    ...(linksIn(said.text).length > 0 ? [['o', 'opens its address'] as const] : []),
    ...(isLong(said, viewOf(model))
      ? [['f', said.whole ? 'folds it' : 'unfolds it'] as const]
      : []),
    ['y', 'copies it'],
  ];
}

const ofLine = (key: (action: Action) => string): Fit[] => [
  [key('send'), 'sends it'],
  [key('complete'), 'completes the word'],
  [key('newline'), 'begins another line of the same message'],
  [key('recall'), 'finds what you typed before, in its place'],
  [key('editor'), 'goes on in your own editor'],
  [key('interrupt'), 'clears the line; Up brings it back'],
];

/** With an empty line: what the place, what is unread and what is shown call for. */
function ofPlace(model: Model, key: (action: Action) => string): Fit[] {
  const place = shownPlace(model);
  const [hot] = waiting(model);
  const calls = model.places.some(({ mentions }) => mentions > 0);
  const before = placeById(model, model.before);
  return [
    ...(perhapsSent(model)
      ? [
          [key('send-again'), 'sends again what was perhaps sent'] as const,
          [key('drop'), 'forgets it'] as const,
        ]
      : []),
    ...(hot
      ? [[key('next-unread'), `goes to ${hot.place.name}: ${hot.place.unread} unread`] as const]
      : []),
    ...(calls ? [[key('inbox'), 'lists who has called you'] as const] : []),
    ...(isAtEnd(place) ? [] : [[key('cancel'), 'goes to the newest message'] as const]),
    ...(place.newFrom === undefined
      ? []
      : [[key('to-unread'), 'goes to the first line that was not read'] as const]),
    ...ofKind(place, key),
    ['/', 'begins a command; Tab completes it, the line below says what comes next'],
    [key('switcher'), 'goes to a room or a person by a few letters'],
    ...(before && before.id !== place.id
      ? [[key('last-place'), `goes back to ${before.name}`] as const]
      : []),
    [key('search'), 'searches all that was ever said'],
    ...(otherPlace(model)
      ? [
          [key('split-other'), 'goes to the other room on the screen'] as const,
          [key('split-close'), 'shows only this room'] as const,
        ]
      : [[key('split-beside'), 'shows another room beside this one'] as const]),
  ];
}

function ofKind(place: Place, key: (action: Action) => string): Fit[] {
  const chooses: Fit = [key('choose-up'), 'chooses a message: to answer, edit, react, copy'];
  switch (place.kind) {
    case 'server':
      return [
        ['/join #tea', 'goes into a room, or opens it'],
        ['/rooms', 'lists the rooms'],
      ];
    case 'room':
      return [
        ['a text', `is said to everybody in ${place.name}`],
        chooses,
        [key('members'), 'lists the members'],
        [key('settings'), 'lists the settings of the room'],
      ];
    case 'private':
      return [
        ['a text', `is read by ${place.name} alone`],
        chooses,
        [key('close-place'), 'takes this conversation off the list'],
      ];
    default:
      return unreachable(place.kind);
  }
}
