/** Long texts and blocks of code, on the screen of somebody who reads. */
import { expect } from 'chai';
import { kindsOf } from '../../../client-ink/layout/code.ts';
import { chopped } from '../../../client-ink/layout/text.ts';
import { ann } from '../sitter.ts';

const numbers = (count: number) =>
  Array.from({ length: count }, (_, index) => `line ${index + 1}.`).join('\n');

describe('a long text', () => {
  const withLong = (rows = 30) => {
    const person = ann(100, rows);
    person.enters('/room #dev');
    person.says('bob', '#dev', numbers(33));
    person.presses('alt-2');
    return person;
  };

  it('shows its beginning and how much more there is, until a key unfolds it', () => {
    const person = withLong();
    expect(person.window()).to.include('line 10.').and.include('+23 lines');
    expect(person.window()).not.to.include('line 11.');
    person.presses('alt-up');
    expect(person.hint()).to.include('f unfold');
    person.types('f');
    expect(person.window()).to.include('line 1.').and.include('line 20.');
    expect(person.hint()).to.include('f fold');
    person.types('f');
    expect(person.window()).to.include('+23 lines');
  });

  it('is unfolded by a press on what says how much more there is', () => {
    const person = withLong();
    const row = person.rows().findIndex((each) => each.some(({ folds }) => folds));
    const column = person.screen().split('\n')[row]?.indexOf('+23') ?? 0;
    person.takes({ in: 'mouse', mouse: { report: 'mouse', what: 'press', column, row } });
    expect(person.window()).to.include('line 20.').and.not.include('+23');
  });

  it('is shown whole where what is looked for may be in it', () => {
    const person = withLong(60);
    person.presses('ctrl-r');
    person.types('line 20');
    expect(person.window()).to.include('line 20.');
  });

  it('of twelve rows is none', () => {
    const person = ann(100, 30);
    person.says('bob', '#tea', numbers(12));
    person.presses('alt-3', 'alt-up');
    expect(person.window()).to.include('line 12.');
    person.types('f');
    expect(person.hint()).to.include('All of this message is shown');
  });
});

describe('a block of code', () => {
  it('keeps each line as it was written; what does not fit goes on behind a mark', () => {
    const person = ann(45, 20);
    const long = 'if (a  &&  b) { return *c* + `d` } // and so on, far';
    person.says('bob', '#tea', `see\n\`\`\`js\n  x =  1\n${long}\n\`\`\`\nok`);
    person.presses('alt-3');
    const rows = person.window().split('\n').slice(-7);
    expect(rows.map((row) => row.trimEnd())).to.deep.equal([
      rows[0]?.trimEnd(),
      '      ```js',
      '          x =  1',
      '        if (a  &&  b) { return *c* + `d` } //',
      '      ↳  and so on, far',
      '      ```',
      '      ok',
    ]);
    const code = person
      .rows()
      .flat()
      .filter(({ tone }) => tone === 'strong');
    expect(code).to.deep.equal([]);
  });

  it('goes on to the end when nothing closes it, and begins with nothing but a fence', () => {
    expect(kindsOf(['a', '```', 'b', '```', '```x` y'])).to.deep.equal([
      ...['talk', 'fence', 'code', 'fence', 'talk'],
    ]);
    expect(kindsOf(['```', 'b', ''])).to.deep.equal(['fence', 'code', 'code']);
    expect(chopped('漢字漢字', 5)).to.deep.equal(['漢字', '漢字']);
    expect(chopped('', 5)).to.deep.equal(['']);
  });
});
