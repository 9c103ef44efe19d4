/** What fits now, where the person is. */
import { expect } from 'chai';
import { ann, sitter } from '../sitter.ts';

describe('what fits now', () => {
  it('is listed by a key beside the line, and each key of it does what it says', () => {
    const person = ann(100, 30);
    person.presses('alt-2');
    person.says('bob', '#tea', 'ann?');
    person.presses('alt-?');
    expect(person.window()).to.match(/Alt-A +goes to #tea: 1 unread/);
    expect(person.window()).to.match(/Alt-I +lists who has called you/);
    expect(person.window()).to.match(/a text +is said to everybody in #dev/);
    expect(person.window()).to.match(/F1 +all keys/);
    person.presses('alt-a');
    expect(person.shown).to.equal('#tea');
    expect(person.window()).to.match(/ann\?/);
  });

  it('is listed by a question mark where that is no text, and Esc goes back', () => {
    const person = ann(100, 30);
    person.presses('alt-2');
    person.says('bob', '#dev', 'see https://parlance.example');
    person.says('ann', '#dev', 'mine');
    person.presses('alt-up', 'up');
    person.types('?');
    expect(person.window())
      .to.match(/r +answers bob/)
      .and.match(/o +opens its address/);
    expect(person.window()).to.not.match(/edits/);
    person.presses('escape');
    expect(person.chosen()).to.match(/see https/);
    person.presses('down');
    person.types('?');
    expect(person.window()).to.match(/e +edits it/);
    person.types('e');
    expect(person.line).to.equal('/edit 2 mine');
  });

  it('leaves the question mark to the line of a room, and takes it in the window of the server', () => {
    const person = ann(100, 30);
    person.presses('alt-2');
    person.types('?');
    expect(person.line).to.equal('?');
    person.presses('ctrl-u', 'alt-1');
    person.types('?');
    expect(person.window())
      .to.match(/What fits now/)
      .and.match(/\/join #tea/);
    person.types('?');
    expect(person.window()).to.not.match(/What fits now/);
  });

  it('fits into a narrow screen', () => {
    const person = sitter(40, 10);
    person.connects('ann');
    person.isIn('#dev', 'bob');
    person.presses('alt-?');
    expect(person.rows()).to.have.length(10);
    expect(person.window()).to.match(/What fits now/);
    person.presses(...Array<string>(40).fill('down'));
    expect(person.window()).to.match(/F1 +all keys/);
    person.presses('pageup', 'pageup', 'pageup', 'pageup', 'pageup');
    expect(person.window()).to.match(/What fits now/);
    person.presses('escape');
    expect(person.window()).to.not.match(/What fits now/);
  });
});
