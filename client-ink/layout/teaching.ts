/** Tells a newcomer, in the free rows of an empty window, what to do there. */
import { type Action, keysOf } from '../keys.ts';
import type { Model } from '../model/model.ts';
import type { Place } from '../model/place.ts';
import { shownPlace } from '../model/place-list.ts';
import { fitRow, piece, type Row } from './row.ts';
import { cleanLine, wrap } from './text.ts';

/** The longest version that fits into `height` rows, or nothing. */
export function teachingRows(model: Model, columns: number, height: number): Row[] {
  const versions = teaching(model, columns);
  return versions.find((rows) => rows.length <= height)?.map((row) => fitRow(row, columns)) ?? [];
}

function teaching(model: Model, columns: number): Row[][] {
  const place = shownPlace(model);
  switch (place.kind) {
    case 'server':
      if (model.connection.is !== 'up') return unreached(model, columns);
      return model.places.length === 1 ? beginning(model) : [];
    case 'room':
      return isEmpty(place) && place.joined
        ? said(columns, `This is where ${cleanLine(place.name)} begins.`, [
            'What you type is said to everybody here. /topic TEXT says what the room is about.',
          ])
        : [];
    case 'private':
      return isEmpty(place) && !place.gone
        ? said(columns, `Only ${cleanLine(place.name)} and you read what is said here.`, [])
        : [];
  }
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
  return [rows([first, ...more]), rows([first])];
}

/** What a newcomer has to know, from all of it down to the least. */
function beginning(model: Model): Row[][] {
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
    [[], who, [], ...steps, ...keys, leave],
    [who, ...steps, ...keys, leave],
    [...steps, [piece(` ${short}`, 'dim')]],
    steps,
  ];
}

const step = (what: string, why: string): Row => [
  piece(` ${what.padEnd(12)}`, 'accent'),
  piece(why, 'dim'),
];
