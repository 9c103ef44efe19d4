/** What of a text is shown on a terminal, in plain, in `tail` and in the client alike. */
import { expect } from 'chai';
import fc from 'fast-check';
import { printable } from '../../client/pipe/printable.ts';
import { clean } from '../../client-ink/layout/text.ts';
import { showable } from '../../grammar/showable.ts';
import { line } from '../../server/doors/plain/line.ts';
import { anyCharacter } from '../support/any-character.ts';

const whole: [what: string, text: string][] = [
  ['a family', '👨‍👩‍👧'],
  ['a profession with a skin tone', '👩🏽‍🚀'],
  ['a detective', '🕵🏽‍♂️ and 🕵️‍♀️'],
  ['a kiss', '👩🏿‍❤️‍💋‍👨🏻'],
  ['a flag of a country', '🇩🇪'],
  ['a flag of a part of a country', '🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}'],
  ['a flag of several', '🏳️‍🌈 🏴‍☠️'],
  ['a keycap', '1️⃣ #️⃣'],
  ['a heart as a text and as an emoji', '❤︎ ❤️'],
  ['Persian with what keeps its letters apart', 'می\u200cخواهم'],
  ['Sinhala with a joiner', 'ශ්\u200dරී'],
  ['Hebrew with its points', 'בְּרֵאשִׁ֖ית'],
  ['Vietnamese in pieces', 'Việt'.normalize('NFD')],
  ['icons that a font adds', '\ue0b0'],
  ['tabs and newlines', 'a\tb\nc'],
];

const changed: [what: string, text: string, shown: string][] = [
  ['blanks without width', 'a\u200bb\u2060c\ufeffd', 'abcd'],
  ['soft hyphens and fillers', 'a\u00adb\u3164c\u115fd\u034fe', 'abcde'],
  ['lines that Unicode separates', 'a\u2028b\u2029c\r\nd\re', 'a\nb\nc\nd\ne'],
  ['a message in tags', 'hi\u{e0061}\u{e0062}\u{e007f}', 'hi'],
  ['a message in tags behind a flag', `🏴${'\u{e0061}'.repeat(9)}\u{e007f}`, '🏴'],
  ['a message in variation selectors', '👍\ufe0f\ufe00\u{e0100}\ufe0f', '👍\ufe0f'],
  ['joiners with nothing to join', 'a\u200db \u200d👍\u200d 1\ufe0f', 'ab 👍 1'],
  ['what turns the direction', 'a\u202eb\u2066c\u200f', 'abc'],
  ['eight hundred accents', `e${'\u0301'.repeat(800)}!`, `e${'\u0301'.repeat(4)}!`],
  ['accents with something between', `e${'\u0301\u200b'.repeat(800)}`, `e${'\u0301'.repeat(4)}`],
  ['colours of IRC and escapes', '\x0304,01red\x0f\x1b[2J', 'red[2J'],
  ['half a character', 'a\ud83d', 'a\ufffd'],
];

describe('what may be shown on a terminal', () => {
  for (const [what, text] of whole) {
    it(`is ${what}`, () => expect(showable(text)).to.equal(text));
  }

  for (const [what, text, shown] of changed) {
    it(`is without ${what}`, () => expect(showable(text)).to.equal(shown));
  }

  const soiled = fc
    .array(
      fc.oneof(
        fc.constantFrom(...whole.map(([, text]) => text), ...changed.map(([, text]) => text)),
        fc.constantFrom('\u200d', '\u200c', '\ufe0f', '👩', 'ب', '\u0301', '\u{1f3fd}', 'a', '1'),
        fc.string({ unit: anyCharacter }),
      ),
    )
    .map((pieces) => pieces.join(''));

  it('is shown as it is when it has been made so', () => {
    fc.assert(
      fc.property(soiled, (text) => {
        expect(showable(showable(text))).to.equal(showable(text));
      }),
      { numRuns: 1000 },
    );
  });

  it('is all that plain, tail and the client show', () => {
    const visible = (text: string) => text.replace(/[\s⏎]/g, '');
    fc.assert(
      fc.property(soiled, (text) => {
        const shown = visible(showable(text));
        expect(visible(line(text))).to.equal(shown);
        expect(visible(printable(text))).to.equal(shown);
        // The client leaves out more of an emoji, so that its columns can be counted.
        expect(showable(clean(text))).to.equal(clean(text));
      }),
      { numRuns: 1000 },
    );
  });
});
