/** Texts written from right to left beside times, nicks and lists, in terminals that turn them round. */
import { expect } from 'chai';
import { directed } from '../../../client-ink/layout/direction.ts';
import { body } from '../../../client-ink/layout/hanging.ts';
import { piece } from '../../../client-ink/layout/row.ts';
import { painter } from '../../../client-ink/layout/theme.ts';
import { bytesBetween, pictureOf } from '../../../client-ink/terminal/canvas.ts';
import { ann } from '../sitter.ts';

/** Isolates as brackets: `{` for one from right to left, `<` for one from left to right. */
const bracketed = (bytes: string): string =>
  bytes
    .replaceAll('\u2067', '{')
    .replaceAll('\u2066', '<')
    .replaceAll('\u2069', '}')
    .replaceAll(/\x1b\[[\d;]*[A-Za-z]|\x1b\]8;[^\x1b]*\x1b\\/g, '');

describe('a text written from right to left', () => {
  it('is isolated as one, with the addresses and the Latin words in it, on each of its rows', () => {
    const text = 'שלום https://x.example/a עולם and so on and on';
    const rows = body({ head: [piece('12:01 ', 'dim')], text, tone: 'plain' }, { columns: 40 });
    expect(rows.flat().flatMap(({ direction = '' }) => direction)).to.include('rtl');
    expect(rows[1]?.map(({ direction }) => direction)).to.deep.equal([undefined, 'rtl']);
    expect(rows[0]?.[0]?.direction).to.equal(undefined);
  });

  it('does not take along the nick, the time, or what else is in the row', () => {
    const row = directed([piece('12:01 '), piece('   דנה '), piece('שלום', 'plain'), piece(' 3')]);
    expect(row.map(({ text, direction }) => [text, direction])).to.deep.equal([
      ['12:01 ', undefined],
      ['   ', undefined],
      ['דנה', 'rtl'],
      [' ', undefined],
      ['שלום', 'rtl'],
      [' 3', undefined],
    ]);
  });

  it('goes as its line begins, whatever its row begins with', () => {
    const [row = []] = directed([piece('ann: שלום')]).map((each) => [each]);
    expect(row[0]?.direction).to.equal('ltr');
  });

  it('comes to the terminal between isolates, and every other text without one', () => {
    const person = ann(100, 12);
    person.says('דנה', '#tea', 'שלום *עולם* 12');
    person.says('bob', '#tea', 'ראו https://x.example/ שם');
    person.says('bob', '#tea', 'hello');
    person.presses('alt-3');
    const frame = person.rows().map(painter('many')).join('\n');
    const bytes = bracketed(bytesBetween(undefined, pictureOf(frame, [12, 80], 100)));
    expect(bytes).to.include('{שלום *עולם* 12').and.include('{דנה}');
    expect(bytes).to.include('{ראו <https://x.example/} שם');
    expect(bytes.match(/[{<]/g)).to.have.length(bytes.match(/\}/g)?.length ?? 0);
    expect(bytes).to.match(/bob +hello/);
  });
});
