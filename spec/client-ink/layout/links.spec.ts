/** Addresses that somebody wrote, on the screen of somebody who wants to open them. */
import { expect } from 'chai';
import fc from 'fast-check';
import { linksIn } from '../../../client-ink/language/addresses.ts';
import { body } from '../../../client-ink/layout/hanging.ts';
import { piece } from '../../../client-ink/layout/row.ts';
import { clean } from '../../../client-ink/layout/text.ts';
import { painter } from '../../../client-ink/layout/theme.ts';

const urls = (text: string): string[] => linksIn(clean(text)).map(({ url }) => url);

describe('an address in a message', () => {
  it('is found without what only stands around it', () => {
    expect(urls('see https://x.example/a, or (http://y.example/b_(c)).')).to.deep.equal([
      'https://x.example/a',
      'http://y.example/b_(c)',
    ]);
    expect(urls('<https://x.example/?q=1&r=2#top> and mailto:ann@x.example!')).to.deep.equal([
      'https://x.example/?q=1&r=2#top',
      'mailto:ann@x.example',
    ]);
    expect(urls('https://x.example/%20漢')).to.deep.equal(['https://x.example/%20%E6%BC%A2']);
  });

  it('is none of another kind, and none that is only begun', () => {
    const others =
      'file:///etc/passwd javascript:alert(1) ssh://x ftp://x xhttps://y https:// mailto:';
    expect(urls(others)).to.deep.equal([]);
  });

  it('leads from every row to the whole of it, under one id', () => {
    const url = `https://x.example/${'long/'.repeat(20)}`;
    const rows = body(
      { head: [piece('12:01 ')], text: `see ${url} there`, tone: 'plain' },
      { columns: 40 },
    );
    const parts = rows.flat().filter(({ link }) => link !== undefined);
    expect(parts.length).to.be.above(2);
    expect(parts.map(({ text }) => text).join('')).to.equal(url);
    const painted = rows.map(painter('none')).join('');
    const opened = painted.match(/\x1b\]8;id=\w+;[^\x1b]+\x1b\\/g) ?? [];
    expect(new Set(opened).size).to.equal(1);
    expect(opened).to.have.length(parts.length);
    expect(painted.split('\x1b]8;;\x1b\\')).to.have.length(parts.length + 1);
  });

  it('stands out where it has what is looked for, and still leads there', () => {
    const style = { columns: 80, needle: 'ample/a' };
    const [row = []] = body({ text: 'https://x.example/a b', tone: 'plain' }, style);
    expect(row.map(({ text, tone, link }) => [text, tone, link !== undefined])).to.deep.equal([
      ['https://x.ex', 'plain', true],
      ['ample/a', 'chosen', true],
      [' b', 'plain', false],
    ]);
  });

  it('holds nothing that a terminal could obey, and changes no text, whatever somebody writes', () => {
    const unit = fc.oneof(
      fc.constantFrom(
        'https://',
        'mailto:',
        'x',
        '/',
        '漢',
        '👍',
        '\x1b',
        '\x07',
        '\x9c',
        ';',
        '(',
        ')',
      ),
      fc.constantFrom(' ', '\n', '.', '\ud800', '\u202e', '\\'),
    );
    fc.assert(
      fc.property(
        fc.array(unit, { maxLength: 60 }),
        fc.integer({ min: 9, max: 60 }),
        (all, columns) => {
          const rows = body({ text: all.join(''), tone: 'plain' }, { columns });
          for (const { link, text } of rows.flat()) {
            expect(text).to.equal(clean(text));
            if (link !== undefined) expect(link).to.match(/^(https?:\/\/|mailto:)[\x21-\x7e]+$/i);
          }
          const shown = rows.map((row) => row.map(({ text }) => text).join(''));
          const squeezed = (text: string) => text.replace(/\s+/g, '');
          expect(squeezed(shown.join(''))).to.equal(squeezed(clean(all.join(''))));
        },
      ),
    );
  });
});
