/** Finding what one typed before. */
import { expect } from 'chai';
import { ann } from '../sitter.ts';

describe('what somebody typed', () => {
  const having = (...lines: string[]) => {
    const person = ann(80, 16);
    person.presses('alt-3');
    for (const line of lines) person.enters(line);
    person.sent();
    return person;
  };
  const rows = (person: ReturnType<typeof ann>) =>
    person
      .window()
      .split('\n')
      .map((row) => row.replaceAll(/\s+/g, ' ').trim());

  it('is found by words of it, the newest next to the query, and taken into the line', () => {
    const person = having('the kettle is hot', 'what about milk?', 'the Kettle is cold');
    person.types('half a line');
    person.presses('alt-r');
    expect(person.screen()).to.include('typed: ');
    person.types('is kett');
    expect(rows(person)).to.deep.equal(['the kettle is hot', 'the Kettle is cold']);
    person.presses('up', 'enter');
    expect(person.line).to.equal('the kettle is hot');
    person.presses('alt-z');
    expect(person.line).to.equal('half a line');
    expect(person.sent()).to.deep.equal([]);
  });

  it('is found from elsewhere, too, each line once, and Esc leaves the line as it was', () => {
    const person = having('one', 'two');
    person.presses('alt-2');
    person.enters('one');
    person.presses('alt-r');
    expect(rows(person)).to.deep.equal(['two #tea', 'one']);
    person.types('zzz');
    expect(rows(person)).to.deep.equal(['you typed nothing like this']);
    person.presses('enter');
    expect(person.hint()).to.include('You typed nothing like this');
    person.presses('escape');
    expect(person.line).to.equal('');
    expect(person.shown).to.equal('#dev');
  });

  it('is gone through by the keys of every list, a page at a time, too', () => {
    const person = having(...Array.from({ length: 40 }, (_, n) => `line ${n}`));
    person.presses('alt-r', 'pageup', 'pageup', 'ctrl-p', 'ctrl-n', 'pagedown', 'enter');
    const page = Number(person.line.slice('line '.length));
    expect(page).to.be.within(25, 38);
    person.presses('alt-r', ...Array<string>(40).fill('pageup'), 'enter');
    expect(person.line).to.equal('line 0');
  });

  it('is never a password', () => {
    const person = having('/login ann s3cretword', 'hello');
    person.presses('alt-r');
    expect(person.window()).not.to.include('login');
  });
});
