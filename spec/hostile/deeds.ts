/** What a stranger may validly ask for: random commands about the rooms and people of its own circle. */
import type { Command } from '../../grammar/ast.ts';
import type { Chance } from './chance.ts';

/** People who know the same rooms and nobody else's: what is said in one circle is never heard in another. */
export interface Circle {
  /** Stands in all that its people say, and nowhere else. */
  readonly mark: string;
  readonly rooms: readonly string[];
  readonly nicks: readonly string[];
}

export const circles: readonly Circle[] = ['north', 'east', 'south'].map((name) => {
  const numbered = (start: string, count: number) =>
    Array.from({ length: count }, (_, n) => `${start}${n}`);
  return { mark: `⟦${name}⟧`, rooms: numbered(`#${name}`, 3), nicks: numbered(name, 8) };
});

/**
 * Whether one of `own` may not hear `text` there: it comes from another circle, and so does the room, or it is no room
 * at all. In a room that is nobody's, which mangled lines open now and then, anybody may meet.
 */
export function isLeak(own: Circle | undefined, text: string, room: string | undefined): boolean {
  const home = circles.find(
    ({ rooms }) => room !== undefined && rooms.includes(room.toLowerCase()),
  );
  if (home !== undefined && home !== own) return true;
  if (home === undefined && room !== undefined) return false;
  return circles.some((circle) => circle !== own && text.includes(circle.mark));
}

/** What is nasty in a text and may be sent: it turns lines round, formats, combines, or looks like something else. */
const pieces = [
  ...[
    'word',
    ' ',
    '  ',
    '\t',
    'é',
    'ß',
    '日本',
    '🙂',
    '👩‍👩‍👧',
    'שלום',
    'e\u0301\u0301\u0301',
    '\u200b',
    '\ufeff',
  ],
  ...[
    '\u202e',
    '\u202a',
    '\u202c',
    '\u2066',
    '\u2069',
    '\u200f',
    '\u200e',
    '\u061c',
    '\u2028',
    '\u2029',
  ],
  ...[
    '\x02',
    '\x0304,12',
    '\x03',
    '\x04ff0000,00ff00',
    '\x0f',
    '\x11',
    '\x16',
    '\x1d',
    '\x1e',
    '\x1f',
  ],
  ...[
    '/',
    '//quit',
    '* ok ',
    '! bad_line: ',
    '[#x] <y> ',
    '{"ev":"ok"}',
    '\\',
    '"',
    "'",
    '{',
    '}',
    ',',
    '=',
  ],
  ...[
    '\u{e0041}',
    '\ufffd',
    '\ufff9',
    '\u2060',
    '\ufdd0',
    '\u{10ffff}',
    '%s',
    '$',
    '`',
    '<b>',
    '&amp;',
  ],
];

/** A text with the circle's mark; `id` makes it one that nobody else says. */
function words(chance: Chance, { mark, nicks }: Circle, id: string | undefined): string {
  let text = id === undefined ? mark : `${mark} ‹${id}›`;
  for (let left = chance.length(60); left > 0; left -= 1) text += ` ${chance.pick(pieces)}`;
  if (chance.oneIn(8)) text += ` ${chance.pick(nicks)}: hello`;
  if (chance.oneIn(20)) text += '\n[#x] <nobody> a second line\n\n* ok';
  if (chance.oneIn(200)) text += 'x'.repeat(3000);
  return text;
}

type Make = (chance: Chance, circle: Circle, text: () => string) => Command;

const aRoom = (chance: Chance, { rooms }: Circle): string => {
  const room = chance.pick(rooms);
  return chance.oneIn(6) ? room.toUpperCase() : room;
};
const aNick = (chance: Chance, { nicks }: Circle): string => {
  const nick = chance.pick(nicks);
  return chance.oneIn(6) ? nick.toUpperCase() : nick;
};
/** Fields that are there half of the time. */
const maybe = <T extends object>(chance: Chance, fields: T): T | object =>
  chance.oneIn(2) ? fields : {};
const plainWord = (chance: Chance): string => chance.pick(['lunch', 'see you', 'größe', '日本']);

const talks: readonly Make[] = [
  (_chance, _circle, text) => ({ cmd: 'say', text: text() }),
  (chance, circle, text) => ({ cmd: 'msg', to: aRoom(chance, circle), text: text() }),
  (chance, circle, text) => ({ cmd: 'msg', to: aNick(chance, circle), text: text() }),
  (chance, circle, text) => ({ cmd: 'notice', to: aRoom(chance, circle), text: text() }),
  (chance, circle, text) => ({
    cmd: 'me',
    ...maybe(chance, { room: aRoom(chance, circle) }),
    text: text(),
  }),
];

const moves: readonly Make[] = [
  (chance, circle) => ({ cmd: 'join', rooms: [aRoom(chance, circle)] }),
  (chance, circle) => ({
    cmd: 'join',
    rooms: [...circle.rooms],
    ...maybe(chance, { quiet: true }),
  }),
  (chance, circle) => {
    const room = chance.pick(circle.rooms);
    return { cmd: 'join', rooms: [room], cursors: { [room]: chance.length(500) } };
  },
  (chance, circle) => ({ cmd: 'part', rooms: [aRoom(chance, circle)] }),
  (chance) => ({ cmd: 'part', ...maybe(chance, { reason: plainWord(chance) }) }),
  (chance, circle) => ({ cmd: 'room', ...maybe(chance, { room: aRoom(chance, circle) }) }),
  (chance, circle) => ({ cmd: 'nick', nick: aNick(chance, circle) }),
  (chance, circle) => ({
    cmd: 'topic',
    room: aRoom(chance, circle),
    ...maybe(chance, { text: chance.pick(['', plainWord(chance), `${chance.pick(pieces)}x`]) }),
  }),
  (chance) => ({ cmd: 'away', ...maybe(chance, { text: plainWord(chance) }) }),
  () => ({ cmd: 'back' }),
  (chance) => ({ cmd: 'bell', state: chance.pick(['on', 'off']) }),
];

const questions: readonly Make[] = [
  (chance, circle) => ({ cmd: 'names', ...maybe(chance, { room: aRoom(chance, circle) }) }),
  (chance) => ({ cmd: 'rooms', ...maybe(chance, { matching: chance.pick(['north', '0', 'ß']) }) }),
  (chance, circle) => ({ cmd: 'who', ...maybe(chance, { room: aRoom(chance, circle) }) }),
  (chance, circle) => ({ cmd: 'whois', nick: aNick(chance, circle) }),
  () => ({ cmd: 'whoami' }),
  (chance, circle) => ({
    cmd: 'history',
    target: chance.oneIn(3) ? aNick(chance, circle) : aRoom(chance, circle),
    ...maybe(chance, { limit: 1 + chance.length(500) }),
    ...maybe(
      chance,
      chance.oneIn(2) ? { before: chance.length(9000) } : { after: chance.length(9000) },
    ),
  }),
  (chance) => ({
    cmd: 'help',
    ...maybe(chance, { about: chance.pick(['join', 'j', 'me', 'nobody']) }),
  }),
  () => ({ cmd: 'motd' }),
  () => ({ cmd: 'ping' }),
];

/** A valid command. Its text holds `id`, if there is one. */
export function deed(chance: Chance, circle: Circle, id?: string): Command {
  const kind = chance.below(10);
  const make = chance.pick(kind < 6 ? talks : kind < 9 ? moves : questions);
  return make(chance, circle, () => words(chance, circle, id));
}

/** A command about a room that its members alone may use: whoever belongs to `own` is refused. */
export function trespass(chance: Chance, own: Circle, id: string): Command {
  const room = aRoom(chance, chance.pick(circles.filter((circle) => circle !== own)));
  const text = words(chance, own, id);
  return chance.pick<Command>([
    { cmd: 'history', target: room },
    { cmd: 'msg', to: room, text },
    { cmd: 'me', room, text },
    { cmd: 'topic', room, text: 'mine' },
    { cmd: 'room', room },
    { cmd: 'part', rooms: [room] },
  ]);
}
