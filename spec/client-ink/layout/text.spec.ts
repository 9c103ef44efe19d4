/** Text of other people on the screen: harmless, and as wide in the terminal as it is measured. */
import { expect } from 'chai';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { lineRows } from '../../../client-ink/layout/prompt.ts';
import { fitRow, piece, rowWidth } from '../../../client-ink/layout/row.ts';
import { clean, cut, filled, width, wrap } from '../../../client-ink/layout/text.ts';
import { anyCharacter } from '../../support/any-character.ts';

const aText = fc.oneof(
  fc.string(),
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: anyCharacter }),
  fc
    .array(
      fc.constantFrom(
        '漢字',
        '👨‍👩‍👧',
        '👍🏽',
        'e\u0301',
        '🇩🇪',
        ' ',
        'word',
        '1️⃣',
        '\u202e',
        '\x1b[2J',
      ),
    )
    .map((all) => all.join('')),
);

describe('text of other people', () => {
  const cases: [string, string, string][] = [
    ['an escape can not move the cursor', 'a\x1b[2Jb', 'a[2Jb'],
    ['nothing is written from right to left', 'a\u202eb\u2066c', 'abc'],
    ['colours of IRC are taken out', '\x0304,01red\x0f \x02bold\x02', 'red bold'],
    ['an emoji of several is shown as its parts', '👨‍👩‍👧', '👨👩👧'],
    ['a skin tone is left out', '👍🏽', '👍'],
    ['a text that is asked to look like an emoji is a text', '❤️', '❤'],
    ['accents stay on their letters', 'e\u0301', 'é'],
    ['accents do not pile up', `z${'\u0301'.repeat(40)}`, `\u017a${'\u0301'.repeat(4)}`],
    ['a tab is blanks', 'a\tb', 'a    b'],
    ['half a character is none', 'a\ud83d', 'a\ufffd'],
  ];
  for (const [name, text, expected] of cases) {
    it(name, () => {
      expect(clean(text)).to.equal(expected);
    });
  }

  it('holds nothing that steers a terminal', () => {
    fc.assert(
      fc.property(aText, (text) => {
        expect(clean(text)).not.to.match(
          /[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200e\u200f]/,
        );
      }),
    );
  });

  it('takes the columns that it is given, whatever it is', () => {
    fc.assert(
      fc.property(aText, fc.integer({ min: 0, max: 40 }), (text, columns) => {
        const shown = clean(text).replaceAll('\n', ' ');
        expect(width(cut(shown, columns))).to.be.at.most(columns);
        expect(width(filled(shown, columns))).to.equal(columns);
        expect(rowWidth(fitRow([piece(shown), piece(shown)], columns))).to.equal(columns);
      }),
    );
  });

  it('is wrapped within its columns, and nothing but blanks gets lost', () => {
    fc.assert(
      fc.property(aText, fc.integer({ min: 8, max: 40 }), (text, columns) => {
        const shown = clean(text).replaceAll('\n', ' ');
        const rows = wrap(shown, columns);
        for (const row of rows) expect(width(row)).to.be.at.most(columns);
        expect(rows.join('').replace(/\s/g, '')).to.equal(shown.replace(/\s/g, ''));
      }),
    );
  });

  it('shows an ellipsis for a character that is wider than its columns', () => {
    const note = '𝅘𝅥𝅮';
    expect(width(note)).to.equal(3);
    expect(wrap(`do ${note} re`, 2)).to.deep.equal(['do', '…', 're']);
  });

  it('takes as many columns as it has letters, where each of them takes one', () => {
    for (let code = 0x20; code < 0x2600; code += 1) {
      const letter = String.fromCodePoint(code);
      if (/[\p{L}\p{N}\p{P}\p{S} ]/u.test(letter)) {
        expect(width(letter), code.toString(16)).to.equal(stringWidth(letter));
      }
    }
  });
});

describe('the line being typed', () => {
  it('has room beside a name of any length for any character and the cursor', () => {
    for (const character of ['a', '木', '𝅘𝅥𝅮', 'க்ஷௌௌௌௌ']) {
      const { rows, cursor } = lineRows('somebody> ', { text: character, caret: 99 }, 10);
      for (const row of rows) expect(rowWidth(row)).to.be.at.most(10);
      expect(cursor.x).to.be.below(10);
    }
  });

  it('stays within its columns, with the cursor where the next character goes', () => {
    fc.assert(
      fc.property(aText, fc.integer({ min: 12, max: 40 }), (text, columns) => {
        const { rows, cursor } = lineRows('ann> ', { text, caret: text.length }, columns);
        for (const row of rows) expect(rowWidth(row)).to.be.at.most(columns);
        expect(cursor.y).to.equal(rows.length - 1);
        expect(cursor.x).to.equal(rowWidth(rows[cursor.y] ?? []));
      }),
    );
  });
});
