/** Lists: rooms such as `#a,#b`, rooms with cursors such as `#a=120,#b`, and cursors such as `#a=120,@k3f9=7`. */
import * as v from 'valibot';
import { type Fault, fault } from '../faults.ts';
import { logKey, roomKey } from '../names.ts';
import { shown } from '../reading/quote.ts';
import { type GrammarSymbol, literal, type Rule, rule } from '../reading/rule.ts';
import { type Item, list, listed, listedMore, nothing, only } from '../reading/sum.ts';
import type { Argument, Field } from './argument.ts';
import { begins } from './argument.ts';
import { checkRoom, Room, roomForm, roomSign } from './room.ts';
import { Seq, seqSign } from './seq.ts';
import { checkLog, logSign } from './target.ts';

/** One command lists at most this many rooms, and this many cursors: a person can be in as many rooms. */
export const MAX_LISTED = 100;

const roomsField = {
  schema: v.pipe(
    v.array(Room),
    v.minLength(1),
    v.maxLength(MAX_LISTED),
    v.description(`a list of 1 to ${MAX_LISTED} rooms such as ["#dev"]`),
  ),
  meaning: `a list of 1 to ${MAX_LISTED} rooms such as ["#dev"], each of them ${roomForm}`,
};

const cursorsField: Field = {
  schema: v.pipe(
    v.record(v.string(), Seq),
    v.maxEntries(MAX_LISTED),
    v.description(`per room or private log (at most ${MAX_LISTED}) the last seq that has arrived`),
  ),
  optional: true,
};

type Cursors = Record<string, number>;

const equals = literal('=', { say: '= and a number such as =120', joins: true });

/** The rules of a list; `advice` is for whoever lists too many. */
function rules(
  name: string,
  advice: string,
  items: readonly { parts: readonly GrammarSymbol[]; words: Rule['words'] }[],
  fields: (items: readonly Item[]) => object,
): Rule[] {
  const most = {
    times: MAX_LISTED - 1,
    otherwise: `One line can list at most ${MAX_LISTED}. ${advice}`,
  };
  const comma = literal(',', { say: 'a comma', joins: true, most });
  return [
    rule(name, [`${name}.list`], list(fields)),
    rule(`${name}.list`, [`${name}.item`], only),
    rule(`${name}.list`, [`${name}.list`, comma, `${name}.item`], listedMore),
    ...items.map(({ parts, words }) => rule(`${name}.item`, parts, listed, words)),
  ];
}

const oneRoom = { parts: [roomSign], words: ['ROOM'] };
const others = 'Send the others in a second line.';

/** Rooms, or none. */
export const rooms: Argument<{ rooms?: string[] }> = {
  name: 'rooms',
  usage: '[ROOM,…]',
  fields: { rooms: { ...roomsField, optional: true } },
  faults: ['bad_room'],
  rules: (name) => [
    rule(name, [], nothing),
    ...rules(name, others, [oneRoom], (items) => ({ rooms: items.map((item) => item.name) })),
  ],
  check: ({ rooms = [] }) => first(rooms, checkRoom),
  tidy: ({ rooms }) => (rooms && rooms.length > 1 ? { rooms: distinct(rooms) } : undefined),
  print: ({ rooms }) => (rooms === undefined ? [] : [rooms.join()]),
  takes: (text) => begins(roomSign, text),
};

/** Rooms, each perhaps with the cursor after which it is read. */
export const places: Argument<{ rooms: string[]; cursors?: Cursors }> = {
  name: 'places',
  usage: 'ROOM[=SEQ][,ROOM[=SEQ]…]',
  fields: { rooms: { ...roomsField, optional: false }, cursors: cursorsField },
  faults: ['bad_room', 'bad_command'],
  rules: (name) =>
    rules(
      name,
      others,
      [oneRoom, { parts: [roomSign, equals, seqSign], words: ['ROOM', undefined, 'SEQ'] }],
      (items) => ({ rooms: items.map((item) => item.name), ...cursorsOf(items) }),
    ),
  check: ({ rooms, cursors }) => first(rooms, checkRoom) ?? strayCursor(rooms, cursors),
  tidy({ rooms, cursors }) {
    if (rooms.length < 2 && cursors === undefined) return undefined;
    const tidy = { rooms: distinct(rooms) };
    const spelt = new Map(tidy.rooms.map((name) => [roomKey(name) as string, name]));
    return cursors ? { ...tidy, cursors: distinctCursors(cursors, spelt) } : tidy;
  },
  print: ({ rooms, cursors }) => [printed(rooms, cursors)],
};

/** Cursors of rooms and private logs, or none. */
export const cursors: Argument<{ cursors?: Cursors }> = {
  name: 'cursors',
  usage: '[TARGET=SEQ,…]',
  fields: { cursors: cursorsField },
  faults: ['bad_room', 'bad_target'],
  rules: (name) => [
    rule(name, [], nothing),
    ...rules(
      name,
      // A session is resumed once, and its private logs need not be named.
      'Leave private logs out.',
      [roomSign, logSign].map((sign) => ({
        parts: [sign, equals, seqSign],
        words: ['TARGET', undefined, 'SEQ'],
      })),
      cursorsOf,
    ),
  ],
  check: ({ cursors = {} }) => first(Object.keys(cursors), checkLog),
  tidy: ({ cursors }) => cursors && { cursors: distinctCursors(cursors) },
  print({ cursors = {} }) {
    const names = Object.keys(cursors);
    return names.length === 0 ? [] : [printed(names, cursors)];
  },
};

/** Where a name is listed twice its first cursor counts. */
function cursorsOf(items: readonly Item[]): { cursors?: Cursors } {
  const cursors: Cursors = {};
  for (const { name, seq } of items) if (seq !== undefined) cursors[name] ??= seq;
  return Object.keys(cursors).length > 0 ? { cursors } : {};
}

function first(
  names: readonly string[],
  check: (name: string) => Fault | undefined,
): Fault | undefined {
  for (const name of names) {
    const wrong = check(name);
    if (wrong) return wrong;
  }
  return undefined;
}

/** A cursor of a room that is not joined by the same command would be ignored in silence. */
function strayCursor(rooms: readonly string[], cursors?: Cursors): Fault | undefined {
  if (cursors === undefined) return undefined;
  const joined = new Set(rooms.map(roomKey));
  return first(Object.keys(cursors), (name) => {
    const message = `\`cursors\` names ${shown(name)}, which \`rooms\` does not.`;
    return (
      checkRoom(name) ?? (joined.has(roomKey(name)) ? undefined : fault('bad_command', { message }))
    );
  });
}

/** Of names that are the same when folded the first one stays. */
function distinct(rooms: readonly string[]): string[] {
  const seen = new Set<string>();
  return rooms.filter((name) => seen.size < seen.add(roomKey(name)).size);
}

/** The same of cursors; they are spelt like the rooms beside them. */
function distinctCursors(
  cursors: Cursors,
  spelt: ReadonlyMap<string, string> = new Map(),
): Cursors {
  const seen = new Set<string>();
  const kept = Object.entries(cursors).filter(([name]) => seen.size < seen.add(logKey(name)).size);
  return Object.fromEntries(kept.map(([name, seq]) => [spelt.get(logKey(name)) ?? name, seq]));
}

/** `#a=120,#b`. */
const printed = (names: readonly string[], cursors: Cursors = {}): string =>
  names.map((name) => (Object.hasOwn(cursors, name) ? `${name}=${cursors[name]}` : name)).join();
