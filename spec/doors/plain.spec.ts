/** What the plain dialect writes and reads, and that nothing in it steers a terminal. */
import { expect } from 'chai';
import fc from 'fast-check';
import type { Event } from '../../grammar/events.ts';
import { plainDoor } from '../../server/doors/plain.ts';
import { language } from '../support/language.ts';
import { examples } from './examples.ts';

const plain = plainDoor(language).open();

const all = examples.map(({ event }) => event);
const message = (text: string): Event => ({
  ev: 'message',
  room: '#dev',
  seq: 1,
  at: '2026-11-22T12:01:02.345Z',
  from: 'ann',
  kind: 'say',
  text,
});

describe('plain, for people on nc', () => {
  for (const [name, rows] of Map.groupBy(examples, ({ event }) => event.ev)) {
    it(`says ${name} in words`, () => {
      for (const { event, plain: text } of rows) expect(plain.write(event)).to.equal(text);
    });
  }

  it('takes a brace for talk, and nothing that looks like an object', () => {
    for (const text of ['{', '{ "a" }', '{ x: 1 }', 'see {"cmd":"ping"}']) {
      expect(plain.read(text)).to.deep.equal({ cmd: 'say', text });
    }
    for (const start of ['', ' ', '\t', '\ufeff', '\u200b ']) {
      const line = `${start}{"tag":"t1", "cmd":"resume","token":"secret"}`;
      expect(plain.read(line)).to.include({ code: 'syntax', re: 't1', col: start.length });
      expect(plain.read(line.slice(0, -3))).to.include({ code: 'syntax' });
    }
    expect(plain.read('/say {"cmd":"ping"}')).to.deep.equal({ cmd: 'say', text: '{"cmd":"ping"}' });
  });
});

describe('plain is safe to read', () => {
  it('leaves out formatting codes with their colours, and marks that turn the direction', () => {
    const said = (text: string) => plain.write(message(text)).slice('[#dev] <ann> '.length, -1);
    expect(said('\x02bold\x02 \x0304,12red\x03 5 \x04ff0000,00ff00hex\x0f')).to.equal(
      'bold red 5 hex',
    );
    expect(said('\x033,a')).to.equal(',a');
    expect(said('\u202eevil\u202c \u2066x\u2069 \u200f\u061c.')).to.equal('evil x .');
    expect(said('a\tb')).to.equal('a\tb');
    expect(said('naïve 你好 👨‍👩‍👧')).to.equal('naïve 你好 👨‍👩‍👧');
  });

  it('tells a line separator in a text as a line end', () => {
    expect(plain.write(message('a\u2028* b\u2029c'))).to.equal('[#dev] <ann> a\n    * b\n    c\n');
  });

  const forbidden =
    /[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\u{e0041}]|\u0301{5}/u;
  const lineStart = /^(?:\* |! |\[| {2})/;

  it('holds nothing that steers a terminal, whatever people are called and say', () => {
    fc.assert(
      fc.property(soiled(), (event) => {
        const text = plain.write(event);
        expect(text).not.to.match(forbidden);
        if (text === '') return;
        expect(text.endsWith('\n')).to.equal(true);
        const [first, ...others] = text.slice(0, -1).split('\n');
        expect(first).to.match(lineStart);
        const further = event.ev === 'message' || event.ev === 'edit' ? /^ {4}/ : lineStart;
        for (const line of others) expect(line).to.match(further);
      }),
      { numRuns: 3000 },
    );
  });

  it('holds nothing that steers a terminal where all else that is said is plain', () => {
    for (let code = 0; code < 0x100; code += 1) {
      const text = plain.write(message(`a${String.fromCharCode(code)}b`));
      expect(text, `${code}`).not.to.match(forbidden);
    }
  });

  it('has as many lines as its events, whatever people are called', () => {
    fc.assert(
      fc.property(fc.constantFrom(...all), nasty(), (event, name) => {
        const text = plain.write(replaced(event, () => name, multiline));
        expect(text.split('\n').length).to.equal(plain.write(event).split('\n').length);
      }),
      { numRuns: 3000 },
    );
  });

  /** Fields that may take several lines, and those that only the server makes. */
  const multiline = new Set(['text', 'about', 'usage']);
  const ours = new Set(['ev', 'code', 'kind', 'done', 'at', 'since', 'topic_at', 'bell']);

  function nasty(): fc.Arbitrary<string> {
    const pieces = [
      '\n',
      '\r',
      '\x1b[2J',
      '\x07',
      '\x08',
      '\x0304',
      '\x04',
      '\x0f',
      '\x7f',
      '\x9b',
      '\u0085',
    ];
    const marks = [
      '\u202e',
      '\u2066',
      '\u061c',
      '\u200f',
      '\u2028',
      '\u200b',
      '\u00ad',
      '\ufeff',
      '\u{e0041}',
      '\u0301'.repeat(5),
      '* ',
      '! ',
      '[',
      '<bob>',
      '12',
      'ab',
      'é',
      '你',
      '👋',
    ];
    return fc
      .array(fc.constantFrom(...pieces, ...marks), { minLength: 1, maxLength: 8 })
      .map((p) => p.join(''));
  }

  function soiled(): fc.Arbitrary<Event> {
    return fc
      .tuple(fc.constantFrom(...all), fc.infiniteStream(nasty()))
      .map(([event, names]) => replaced(event, () => names.next().value, new Set()));
  }

  /** The event with every string but the empty ones exchanged, except in the fields that are ours or `kept`. */
  function replaced(event: Event, by: () => string, kept: Set<string>): Event {
    const change = (value: unknown): unknown => {
      if (typeof value === 'string') return value === '' ? value : by();
      if (Array.isArray(value)) return value.map(change);
      if (typeof value !== 'object' || value === null) return value;
      const entries = Object.entries(value);
      return Object.fromEntries(
        entries.map(([key, v]) => [key, ours.has(key) || kept.has(key) ? v : change(v)]),
      );
    };
    return change(event) as Event;
  }
});
