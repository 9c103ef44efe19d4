/** A line that a key began for the person: a reply, an edit. */
import { expect } from 'chai';
import { amongTalk, type Sitter } from '../sitter.ts';

/** The message so many up from the last one is chosen, and a letter pressed. */
function chooses(person: Sitter, up: number, letter: string): void {
  person.presses(...Array.from({ length: up }, () => 'alt-up'));
  person.types(letter);
}

describe('a line that a key began', () => {
  it('is taken back by Esc, and what stood there is there again', () => {
    for (const letter of ['r', 'e']) {
      const person = amongTalk();
      person.types('gree');
      chooses(person, 2, letter);
      expect(person.line).to.match(letter === 'r' ? /^\/reply 2 gree$/ : /^\/edit 2 yes please$/);
      person.presses('left', 'escape');
      expect(person.line).to.equal('gree');
      person.enters('n tea');
      expect(person.lastSent()).to.include({ cmd: 'msg', text: 'green tea' });
    }
  });

  it('keeps a paste that is too long to be sent with it', () => {
    for (const letter of ['r', 'e']) {
      const person = amongTalk();
      chooses(person, 2, letter);
      const before = person.line;
      person.pastes('é'.repeat(3000));
      person.presses('enter');
      expect(person.model.flash).to.match(/longer than 4096 bytes/);
      expect(person.line).to.equal(before + 'é'.repeat(3000));
    }
  });

  it('stays when something was typed into it', () => {
    const person = amongTalk();
    chooses(person, 1, 'r');
    person.types('black');
    person.presses('escape');
    expect(person.line).to.equal('/reply 3 black');
  });

  it('is about the message that was chosen last, with what was written for the one before', () => {
    const person = amongTalk();
    chooses(person, 1, 'r');
    person.types('for me');
    chooses(person, 2, 'r');
    expect(person.line).to.equal('/reply 2 for me');
    person.types('!');
    chooses(person, 2, 'e');
    chooses(person, 3, 'r');
    expect(person.line).to.equal('/reply 1 for me!');
    person.presses('escape');
    expect(person.line).to.equal('/reply 2 for me!');
  });

  it('takes no command for a reply', () => {
    const person = amongTalk();
    person.types('/topic tea');
    chooses(person, 1, 'r');
    expect(person.line).to.equal('/reply 3 ');
    person.presses('escape');
    expect(person.line).to.equal('/topic tea');
  });

  it('is not said when it reads like a command, unless the person means it', () => {
    const person = amongTalk();
    chooses(person, 1, 'r');
    person.enters('/join #tea');
    expect(person.sent()).to.deep.equal([]);
    expect(person.screen()).to.include('Say this, not do it? y/n');
    person.types('n');
    expect(person.line).to.equal('/reply 3 /join #tea');
    person.presses('enter');
    person.types('y');
    expect(person.lastSent()).to.include({ cmd: 'reply', seq: 3, text: '/join #tea' });
    expect(person.line).to.equal('');
  });

  it('is asked about for its lines as well, when they were pasted', () => {
    const person = amongTalk();
    chooses(person, 1, 'r');
    person.pastes('/a\nb\nc\nd\ne');
    person.presses('enter', 'enter');
    expect(person.sent()).to.deep.equal([]);
    expect(person.screen()).to.match(/^5 lines: /m);
    expect(person.hint()).not.to.include('each line');
    person.types('l');
    expect(person.sent()).to.deep.equal([]);
    person.presses('enter', 'enter');
    person.presses('enter');
    expect(person.lastSent()).to.include({ cmd: 'reply' });
  });
});
