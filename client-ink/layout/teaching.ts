/** Tells a newcomer, in the free rows of an empty window, what to do there. */
import { unreachable } from '../../grammar/unreachable.ts';
import type { Action } from '../keyboard/actions.ts';
import { keysOf } from '../keyboard/keys.ts';
import type { Model } from '../model/model.ts';
import type { Place } from '../model/place.ts';
import { fitRow, piece, type Row } from './row.ts';
import { cleanLine, cut, filled, width, wrap } from './text.ts';

/** The longest version that fits into `height` rows, or nothing. */
export function teachingRows(model: Model, place: Place, columns: number, height: number): Row[] {
  const versions = teaching(model, place, columns);
  return versions.find((rows) => rows.length <= height)?.map((row) => fitRow(row, columns)) ?? [];
}

function teaching(model: Model, place: Place, columns: number): Row[][] {
  switch (place.kind) {
    case 'server':
      if (model.connection.is !== 'up') return unreached(model, columns);
      return model.places.length === 1 ? beginning(model, columns) : [];
    case 'room':
      return isEmpty(place) && place.joined ? inRoom(model, place, columns) : [];
    case 'private':
      return isEmpty(place) && !place.gone
        ? said(columns, `Only ${cleanLine(place.name)} and you read what is said here.`, [
            'Type it, and Enter says it. Who is not here now reads it later, if they have an account.',
          ])
        : [];
    default:
      return unreachable(place.kind);
  }
}

function inRoom({ keymap }: Model, { name }: Place, columns: number): Row[][] {
  const [members = ''] = keysOf(keymap, 'members');
  const [settings = ''] = keysOf(keymap, 'settings');
  return said(columns, `This is where ${cleanLine(name)} begins.`, [
    'What you type is said to everybody here. /topic TEXT says what the room is about.',
    `/invite NICK asks somebody in. ${members} lists who is here, ${settings} the settings of the room.`,
  ]);
}

/** The whole reason, for which the status line may be too short. */
function unreached({ connection, keymap }: Model, columns: number): Row[][] {
  if (!('reason' in connection) || connection.reason === undefined) return [];
  const [leave] = keysOf(keymap, 'interrupt');
  const more =
    connection.is === 'over' || leave === undefined ? [] : [`It goes on trying; ${leave} leaves.`];
  return said(columns, cleanLine(connection.reason), more);
}

const isEmpty = ({ entries, pending, newest, past }: Place): boolean =>
  entries.length === 0 && pending.length === 0 && newest === 0 && past === undefined;

function said(columns: number, first: string, more: string[]): Row[][] {
  const rows = (sentences: string[]): Row[] =>
    sentences.flatMap((each) => wrap(each, columns - 2)).map((row) => [piece(` ${row}`, 'dim')]);
  return [
    ...more.map((_, left) => rows([first, ...more.slice(0, more.length - left)])),
    rows([first]),
  ];
}

/** What a newcomer has to know, from all of it down to the least. */
function beginning(model: Model, columns: number): Row[][] {
  const { nick, keymap } = model;
  const key = (action: Action): string => keysOf(keymap, action)[0] ?? '';
  const who: Row = [
    piece(' You are ', 'dim'),
    piece(cleanLine(nick), 'strong'),
    piece('. This is how to begin:', 'dim'),
  ];
  const steps = [
    step('/nick NAME', 'choose a name'),
    step('/rooms', 'see what rooms there are'),
    step('/join #tea', 'go into a room, or open it'),
  ];
  const keys = key('keys') === '' ? [] : [step(key('keys'), 'all keys')];
  const leave = step('/quit', 'leave');
  const short = `${key('keys') === '' ? '' : `${key('keys')} all keys, `}/quit leaves`;
  return [
    ...ROOMS_SHOWN.map((most) => [
      ...[[], who, [], ...steps, ...keys, leave],
      ...roomsHere(model, most, columns),
    ]),
    [[], who, [], ...steps, ...keys, leave],
    [who, ...steps, ...keys, leave],
    [...steps, [piece(` ${short}`, 'dim')]],
    steps,
  ];
}

/** So many rooms are shown at most, or fewer where there is less space. */
const ROOMS_SHOWN = [12, 8, 5, 3, 1];

/** The fullest rooms of the server, with what they are about. */
function roomsHere({ heard }: Model, most: number, columns: number): Row[] {
  if (heard.length === 0) return [];
  const shown = heard.slice(0, most);
  const wide = Math.min(24, Math.max(...shown.map(({ room }) => width(cleanLine(room))))) + 2;
  const rest = heard.length - shown.length;
  const more = rest > 0 ? [` … and ${rest} more: /rooms lists them`] : [];
  return [
    [],
    [piece(' These rooms are open:', 'dim')],
    ...shown.map(({ room, count, topic = '' }): Row => {
      const people = `${count} ${count === 1 ? 'person' : 'people'}`.padEnd(12);
      return [
        piece(` ${filled(cleanLine(room), wide)}`, 'accent'),
        piece(people, 'dim'),
        piece(cut(cleanLine(topic), columns - wide - 14), 'dim'),
      ];
    }),
    ...more.map((words): Row => [piece(words, 'dim')]),
  ];
}

const step = (what: string, why: string): Row => [
  piece(` ${what.padEnd(12)}`, 'accent'),
  piece(why, 'dim'),
];
