/** The colours: of one lightness for all people, and for the background that the terminal tells. */
import { expect } from 'chai';
import fc from 'fast-check';
import { arrived, idle } from '../../../client-ink/keyboard/keyboard.ts';
import { themeNames } from '../../../client-ink/language/options.ts';
import { lightnessOf, nearestOf256, wheel } from '../../../client-ink/layout/hues.ts';
import { piece } from '../../../client-ink/layout/row.ts';
import { nickTone, painter } from '../../../client-ink/layout/theme.ts';
import { themeOf, themes } from '../../../client-ink/layout/themes.ts';
import { partOfWheel, withHues } from '../../../client-ink/model/hues.ts';

/** WCAG's contrast of two colours. */
function contrast(one: readonly number[], other: readonly number[]): number {
  const light = (rgb: readonly number[]) => {
    const [red = 0, green = 0, blue = 0] = rgb.map((part) => {
      const linear = part / 255;
      return linear <= 0.04045 ? linear / 12.92 : ((linear + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05;
  };
  const [low = 0, high = 0] = [light(one), light(other)].sort((a, b) => a - b);
  return high / low;
}

describe('the colours of people', () => {
  it('are legible on the background that their theme is for', () => {
    for (const [theme, behind] of [
      [themes.dark, [0, 0, 0]],
      [themes.dark, [30, 30, 46]],
      [themes.light, [255, 255, 255]],
    ] as const)
      for (const rgb of wheel(24, theme.lightness))
        expect(contrast(rgb, behind), `${rgb} on ${behind}`).to.be.greaterThan(4.5);
    for (const rgb of wheel(24, themes.middle.lightness))
      for (const behind of [
        [0, 0, 0],
        [255, 255, 255],
      ])
        expect(contrast(rgb, behind), `${rgb} on ${behind}`).to.be.greaterThan(3);
  });

  it('are equally light, and no two are the same', () => {
    for (const { lightness } of Object.values(themes)) {
      const colours = wheel(24, lightness);
      const all = colours.map((rgb) => contrast(rgb, [0, 0, 0]));
      expect(Math.max(...all) / Math.min(...all)).to.be.lessThan(1.35);
      expect(new Set(colours.map(String)).size).to.equal(24);
    }
  });

  it('stay with a nick, however it is spelt', () => {
    expect(nickTone('Ann')).to.equal(nickTone('ANN'));
    const paint = painter('all', {}, themes.dark);
    expect(paint([piece('ann', nickTone('ann'))])).to.match(/^\x1b\[38;2;\d+;\d+;\d+mann\x1b\[0m$/);
    expect(painter('none')([piece('ann', nickTone('ann'))])).to.equal('ann');
  });

  it('differ among the people of a room, also where a terminal has few', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.stringMatching(/^[a-z]{1,6}$/), { minLength: 1, maxLength: 24 }),
        (nicks) => {
          const hues = withHues(new Map(), nicks);
          expect(new Set(hues.values()).size).to.equal(nicks.length);
          const first = [...hues.values()].slice(0, 12);
          const few = new Set(first.slice(0, 10).map((hue) => partOfWheel(hue, 10)));
          expect(few.size).to.equal(Math.min(10, nicks.length));
          for (const one of first)
            for (const other of first)
              if (one !== other) expect(Math.abs(one - other) % 23, `${first}`).to.be.at.least(2);
        },
      ),
      { seed: 1, numRuns: 200 },
    );
  });

  it('stay with whoever came first, and are those of the nick where nobody else has them', () => {
    const first = withHues(new Map(), ['ann']);
    const more = withHues(first, ['bob', 'carl', 'ANN']);
    expect(more.size).to.equal(3);
    for (const nick of ['ann', 'Ann']) expect(nickTone(nick, more)).to.equal(nickTone(nick));
    const crowd = withHues(
      more,
      Array.from({ length: 40 }, (_, n) => `p${n}`),
    );
    expect(crowd.size).to.equal(24);
    expect(nickTone('p39', crowd)).to.equal(nickTone('p39'));
  });

  it('have a place among the 256 of other terminals', () => {
    expect(nearestOf256([0, 0, 0])).to.equal(16);
    expect(nearestOf256([255, 255, 255])).to.equal(231);
    expect(nearestOf256([95, 135, 175])).to.equal(67);
    const nord = painter('many', {}, themes.nord);
    expect(nord([piece('x', 'accent')])).to.equal('\x1b[38;5;110mx\x1b[0m');
  });
});

describe('a theme', () => {
  it('follows the background, unless it was chosen', () => {
    expect(themeOf('auto', 'unknown')).to.equal(themes.middle);
    expect(themeOf('auto', 'light')).to.equal(themes.light);
    expect(themeOf('nord', 'light')).to.equal(themes.nord);
    expect(themeNames).to.have.length(7);
  });

  it('knows the background from what the terminal answers', () => {
    const answer = (bytes: string) => arrived(idle, bytes);
    expect(answer('\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\').reports).to.deep.equal([
      { report: 'background', rgb: [30, 30, 46] },
    ]);
    expect(answer('\x1b]11;rgb:f/f/f\x07a')).to.deep.include({
      keys: [{ text: 'a' }],
      reports: [{ report: 'background', rgb: [255, 255, 255] }],
    });
    for (const other of ['\x1b]10;rgb:1/1/1\x07', '\x1bP11;rgb:1/1/1\x1b\\', '\x1b]11;?\x07'])
      expect(answer(other)).to.deep.include({ keys: [], reports: [] });
    expect(lightnessOf([30, 30, 46])).to.be.lessThan(0.5);
    expect(lightnessOf([253, 246, 227])).to.be.greaterThan(0.5);
  });

  it('is known wherever the answer is cut in two', () => {
    const bytes = '\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\';
    fc.assert(
      fc.property(fc.nat(bytes.length), (cut) => {
        const first = arrived(idle, bytes.slice(0, cut));
        const second = arrived(first.keyboard, bytes.slice(cut));
        expect([...first.keys, ...second.keys]).to.deep.equal([]);
        expect([...first.reports, ...second.reports]).to.have.length(1);
      }),
      { seed: 1, numRuns: 60 },
    );
  });
});
