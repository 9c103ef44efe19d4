/** The whole client under whatever a server, a person and a terminal may do to it. */
import { expect } from 'chai';
import fc from 'fast-check';
import type { Key } from '../../client-ink/keyboard/keyboard.ts';
import { defaultKeymap } from '../../client-ink/keyboard/keys.ts';
import { rowWidth } from '../../client-ink/layout/row.ts';
import { at } from '../../client-ink/model/entry.ts';
import { isAtEnd } from '../../client-ink/model/place.ts';
import type { Event } from '../../grammar/events.ts';
import { ok, page, type Sitter, sitter } from './sitter.ts';

type Deed = (person: Sitter) => void;

const aNick = fc.constantFrom('ann', 'bob', 'Ann', 'çarl', '漢字');
const aRoom = fc.constantFrom('#dev', '#tea', '#名前');
const aText = fc.oneof(
  fc.string(),
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('hi ann', 'a\nb'),
);
const when = '2026-11-22T12:02:00.000Z';

const aKey: fc.Arbitrary<Key> = fc.oneof(
  fc.constantFrom(...defaultKeymap.keys()).map((key) => ({ key })),
  fc.constantFrom('alt-up', 'ctrl-home', 'ctrl-s').map((key) => ({ key })),
  fc.constantFrom('r', 'e', 'd', '+', 'g', 'tea').map((text) => ({ text })),
  fc.constantFrom('enter', 'tab', 'up', 'pageup').map((key) => ({ key })),
  aText.map((text) => ({ text })),
  fc
    .constantFrom(
      '/join #dev',
      '/msg bob x',
      '/me waves',
      '/help',
      '//x',
      '/reply 2 x',
      '/edit ^ y',
    )
    .map((text) => ({ text })),
  aText.map((paste) => ({ paste })),
);

const anEvent: fc.Arbitrary<Event> = fc.oneof(
  fc.record({
    ev: fc.constant('joined' as const),
    room: aRoom,
    nick: aNick,
    at: fc.constant(when),
  }),
  fc.record({
    ev: fc.constant('parted' as const),
    room: aRoom,
    nick: aNick,
    at: fc.constant(when),
  }),
  fc.record({
    ev: fc.constant('quit' as const),
    nick: aNick,
    reason: aText,
    at: fc.constant(when),
  }),
  fc.record({ ev: fc.constant('nick' as const), from: aNick, to: aNick, at: fc.constant(when) }),
  fc.record({ ev: fc.constant('away' as const), nick: aNick, text: aText, at: fc.constant(when) }),
  fc.record({ ev: fc.constant('back' as const), nick: aNick, at: fc.constant(when) }),
  fc.record({ ev: fc.constant('motd' as const), text: aText }),
  fc.record({
    ev: fc.constant('bye' as const),
    code: fc.constant('quit' as const),
    message: aText,
  }),
  aRoom.map((room) => ({ ev: 'lagged' as const, room, from: 1, to: 3 })),
  fc.record({
    ev: fc.constant('typing' as const),
    room: aRoom,
    nick: aNick,
    at: fc.constant(when),
  }),
);

const anAbout = fc.record({ from: aNick, of_from: aNick, of: fc.integer({ min: 1, max: 9 }) });
const anEmoji = fc.constantFrom('👍', '+1', '漢字');

/** Something that happens to a message that may be there, or a reply to it. */
const aLife = fc.oneof(
  fc.tuple(anAbout, aText).map(([about, text]) => ({ ev: 'edit' as const, ...about, text })),
  fc.tuple(anAbout, aText).map(([about, reason]) => ({ ev: 'delete' as const, ...about, reason })),
  fc.tuple(anAbout, anEmoji).map(([about, emoji]) => ({ ev: 'react' as const, ...about, emoji })),
  fc.tuple(anAbout, anEmoji).map(([about, emoji]) => ({ ev: 'unreact' as const, ...about, emoji })),
  fc
    .tuple(anAbout, aText)
    .map(([about, text]) => ({ ev: 'message' as const, kind: 'say' as const, ...about, text })),
);

/** The server answers the oldest question in one of its ways. */
const answers: Deed[] = [
  (person) => {
    const [asked] = person.model.asked;
    if (asked) person.hears({ ev: 'ok', re: asked[0], done: 'say' });
  },
  (person) => {
    const [asked] = person.model.asked;
    if (asked) person.hears({ ev: 'error', re: asked[0], code: 'not_in_room', message: 'No.' });
  },
  (person) => {
    const [asked] = person.model.asked;
    if (asked) person.hears({ ev: 'history', re: asked[0], room: '#dev', events: [] });
  },
  (person) => {
    const [asked] = person.model.asked;
    if (asked?.[1].command.cmd !== 'history') return;
    const { target = '#dev', before = 9, after, around } = asked[1].command;
    if (!target.startsWith('#')) return;
    const from = after === undefined ? Math.max(1, (around ?? before) - 3) : after + 1;
    const { events } = page(asked[0], from, from + 2, true);
    const told = events.map((each) => ({ ...each, room: target }));
    person.hears({ ev: 'history', re: asked[0], room: target, events: told, more: true });
    person.hears(ok(asked[0]));
  },
  (person) => {
    const [asked] = person.model.asked;
    if (asked?.[1].command.cmd !== 'search') return;
    const { events } = page(asked[0], 1, 3, true);
    const messages = events.flatMap((each) => (each.ev === 'message' ? [each] : []));
    person.hears({ ev: 'search', re: asked[0], words: 'tea', events: messages, more: true });
  },
];

const often = <T>(
  weight: number,
  given: fc.Arbitrary<T>,
  act: (person: Sitter, value: T) => void,
) => ({
  weight,
  arbitrary: given.map(
    (value): Deed =>
      (person) =>
        act(person, value),
  ),
});

/** What comes over the connection. */
const aHappening = fc.oneof(
  often(3, fc.tuple(aNick, aRoom, aText), (person, [nick, room, text]) =>
    person.says(nick, room, text),
  ),
  often(1, fc.tuple(aNick, aText), (person, [nick, text]) => person.whispers(nick, 'ann', text)),
  often(1, fc.tuple(aRoom, aNick), (person, [room, nick]) => person.isIn(room, nick)),
  often(2, anEvent, (person, event) => person.hears(event)),
  often(2, fc.tuple(aRoom, aLife), (person, [room, life]) => person.happens(room, life)),
  { weight: 1, arbitrary: fc.constantFrom(...answers) },
  often(1, fc.boolean(), (person, resumed) => {
    const perhaps = resumed ? [] : [...person.model.asked.keys()];
    person.learns({ link: 'lost', reason: 'gone' });
    person.connects('ann', { resumed, perhaps });
  }),
);

const aSize = fc.record({
  columns: fc.integer({ min: 10, max: 220 }),
  rows: fc.integer({ min: 3, max: 60 }),
});

const aDeed = fc.oneof(
  often(4, aKey, (person, key) => person.takes({ in: 'key', key })),
  { weight: 4, arbitrary: aHappening },
  often(1, aSize, (person, size) => person.takes({ in: 'resize', ...size })),
);

function live(deeds: readonly Deed[]): Sitter {
  const person = sitter(80, 24);
  person.connects('ann');
  for (const deed of deeds) deed(person);
  return person;
}

/** The screen has its rows, and none is wider than it. */
function fits(person: Sitter): void {
  const { columns, rows } = person.model.size;
  const screen = person.rows();
  expect(screen).to.have.length(rows);
  for (const row of screen) expect(rowWidth(row), JSON.stringify(row)).to.be.at.most(columns);
}

/** What is counted as unread are messages of others that were not on the screen. */
function isUnread({ model }: Sitter): void {
  for (const place of model.places) {
    expect(place.mentions).to.be.within(0, place.unread);
    if (place.id !== model.shown || !isAtEnd(place)) continue;
    const { entries, members, editor, ...told } = place;
    expect(place.unread, JSON.stringify({ ...told, mode: model.mode })).to.equal(0);
  }
}

/** Messages are in the order of their log, and each is there once. */
function isInOrder({ model: { places } }: Sitter): void {
  const stretches = places.flatMap(({ past, entries, kind }) => [
    { entries, kind },
    ...(past ? [{ entries: past.entries, kind }] : []),
  ]);
  for (const { entries, kind } of stretches) {
    const all = Array.from({ length: entries.length }, (_, index) => at(entries, index)!);
    isStrictlyRising(all.map(({ id }) => id));
    if (kind === 'room')
      isStrictlyRising(all.flatMap((entry) => ('seq' in entry ? [entry.seq] : [])));
  }
}

const isStrictlyRising = (numbers: readonly number[]): void => {
  expect(numbers).to.deep.equal([...new Set(numbers)].sort((a, b) => a - b));
};

describe('whatever happens', () => {
  it('each row fits the screen, what is unread was not on it, and each message is there once, in its order', () => {
    fc.assert(
      fc.property(fc.array<Deed>(aDeed, { size: 'max', maxLength: 60 }), (deeds) => {
        const person = live(deeds);
        fits(person);
        isUnread(person);
        isInOrder(person);
      }),
      { numRuns: 300 },
    );
  });

  it('what was entered is on its way, in the line, in the history, or shown as said', () => {
    fc.assert(
      fc.property(
        fc.array(aDeed, { size: 'max', maxLength: 40 }),
        fc.array(aHappening, { maxLength: 20 }),
        (before, after) => {
          const person = live(before);
          person.presses('ctrl-g', 'ctrl-c', 'n', 'ctrl-g');
          person.types('do not lose me');
          const { shown } = person.model;
          person.presses('enter');
          for (const deed of after) deed(person);
          const place = person.model.places.find(({ id }) => id === shown);
          if (place === undefined) return;
          const kept = [...place.editor.history, place.editor.line.text, place.editor.draft];
          expect(kept.join('\n')).to.include('do not lose me');
        },
      ),
      { numRuns: 300 },
    );
  });
});
