/** Emoji as the terminal draws them, found by asking it; and in parts where it does not answer or draws them apart. */
import { expect } from 'chai';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { arrived, idle } from '../../../client-ink/keyboard/keyboard.ts';
import { answersTo, drawing, type Part, question } from '../../../client-ink/layout/drawing.ts';
import { clean, width } from '../../../client-ink/layout/text.ts';
import { ann } from '../sitter.ts';

const everything: Part[] = [
  ...(['joined', 'toned', 'presented', 'keycap', 'flag', 'region', 'isolate'] as const),
];
const samples = ['❤️', '👩‍💻', '👍🏽', '1️⃣', '🇩🇪', '🏴󠁧󠁢󠁳󠁣󠁴󠁿', '👩🏽‍💻', '🏳️‍🌈'];

/** The terminal says that it draws these as they are meant, and no others. */
function draws(parts: readonly Part[]): void {
  const hears = answersTo(0);
  for (const part of everything) hears(parts.includes(part) ? columnsOf(part) : 7, 0);
}

const columnsOf = (part: Part): number => (part === 'isolate' ? 1 : 2);

const unheard: readonly Part[] = ['flag', 'isolate'];

describe('an emoji of several parts', () => {
  afterEach(() => draws(unheard));

  it('is drawn whole where the terminal draws it whole', () => {
    draws(everything);
    for (const emoji of samples) {
      expect(clean(`a ${emoji} b`)).to.equal(`a ${emoji} b`);
      expect(width(clean(emoji)), emoji).to.equal(2);
    }
  });

  it('is drawn in parts that tell what was meant where nobody knows, or the terminal draws them apart', () => {
    const apart = ['❤', '👩💻', '👍', '1', '🇩🇪', '🏴', '👩💻', '🏳🌈'];
    expect(samples.map(clean)).to.deep.equal(apart);
    draws(['joined', 'toned']);
    expect(samples.map(clean)).to.deep.equal([
      ...['❤', '👩‍💻', '👍🏽', '1', 'DE', '🏴', '👩🏽‍💻', '🏳🌈'],
    ]);
  });

  it('keeps nothing that belongs to none', () => {
    draws(everything);
    expect(clean('🎉🏽 a\u200db\ufe0f 漢\ufe0e 👩\u200d👍')).to.equal('🎉 ab 漢 👩👍');
    expect(clean('🏽')).to.equal('🏽');
  });

  it('changes rows that were made before the terminal had said how it draws them', () => {
    const person = ann(80, 12);
    person.says('bob', '#tea', 'the 👩‍💻 knows');
    person.presses('alt-3');
    expect(person.window()).to.include('the 👩💻 knows');
    draws(everything);
    expect(person.window()).to.include('the 👩‍💻 knows');
  });

  it('keeps its parts together where one of them is looked for', () => {
    draws(everything);
    const person = ann(80, 12);
    person.says('bob', '#tea', 'the 👩‍💻 knows 👩');
    person.presses('alt-3', 'ctrl-r');
    person.types('👩');
    const found = person
      .rows()
      .flat()
      .filter(({ tone, text }) => tone === 'chosen' && /👩/u.test(text));
    expect(found.map(({ text }) => text)).to.deep.equal(['👩']);
    expect(
      person
        .rows()
        .flat()
        .some(({ text }) => text.includes('👩‍💻')),
    ).to.equal(true);
  });

  it('takes as many columns as are counted for it, whatever stands together', () => {
    const unit = fc.constantFrom(
      '👩',
      '\u200d',
      '💻',
      '🏽',
      '\ufe0f',
      '❤',
      '🇩',
      '🇪',
      '1',
      '\u20e3',
      'a',
      '🏴',
    );
    const drawings = fc.subarray(everything);
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 12 }), drawings, (text, parts) => {
        draws(parts);
        const once = clean(text.join(''));
        expect(clean(once)).to.equal(once);
        expect(width(once)).to.equal(stringWidth(once));
      }),
      { seed: 7, numRuns: 500 },
    );
  });
});

describe('the answer of a terminal that is asked where its cursor is', () => {
  const reports = (bytes: string) => arrived(idle, bytes).reports;

  it('is no key, however it is cut; F3 with Shift is one, and no answer', () => {
    const bytes = '\x1b[2;3Rx\x1b[2;12R';
    for (let at = 0; at <= bytes.length; at += 1) {
      const first = arrived(idle, bytes.slice(0, at));
      const second = arrived(first.keyboard, bytes.slice(at));
      expect([...first.keys, ...second.keys]).to.deep.equal([{ text: 'x' }]);
      expect([...first.reports, ...second.reports]).to.deep.equal([
        { report: 'cursor', column: 2 },
        { report: 'cursor', column: 11 },
      ]);
    }
    expect(reports('\x1b[1;2R')).to.deep.equal([]);
    expect(arrived(idle, '\x1b[1;2R').keys).to.deep.equal([{ key: 'shift-f3' }]);
  });

  it('says for each question whether that is drawn as it is meant, when all have come', () => {
    const count = question.split('\x1b[6n').length - 1;
    expect(count).to.equal(everything.length);
    const hears = answersTo(0);
    const answers = [2, 4, 1, 1, 2, 2].map((column) => hears(column, 0));
    expect(answers).to.not.include(true);
    expect([...drawing()]).to.deep.equal(unheard);
    expect(hears(1, 0)).to.equal(true);
    expect([...drawing()]).to.deep.equal(['joined', 'flag', 'region', 'isolate']);
    draws(unheard);
  });
});
