/** Which message a line is about: the one that was shown to be meant when it was typed. */
import { expect } from 'chai';
import { ann, type Sitter } from '../sitter.ts';

/** Ann in #dev: 1 is hers, 2 is bob's. */
function amongTalk(): Sitter {
  const person = ann();
  person.says('ann', '#dev', 'tea?');
  person.says('bob', '#dev', 'yes please');
  return person;
}

describe('a line about ^', () => {
  it('is about the message that was shown to be meant, whoever speaks before Enter', () => {
    const person = amongTalk();
    person.types('/reply ^ here you ');
    expect(person.hint()).to.match(/2 is bob: yes please/);
    person.says('carl', '#dev', 'for me, too');
    expect(person.hint()).to.match(/2 is bob: yes please/);
    person.enters('are');
    expect(person.lastSent()).to.include({ cmd: 'reply', target: '#dev', seq: 2 });
    person.enters('/reply ^ and you');
    expect(person.lastSent()).to.include({ cmd: 'reply', seq: 3 });
  });

  it('is about the last message of one’s own where only those can be changed', () => {
    const person = amongTalk();
    person.types('/edit ^ coffee');
    expect(person.hint()).to.match(/1 is ann: tea\?/);
    person.says('ann', '#dev', 'or water?');
    person.enters('?');
    expect(person.lastSent()).to.include({ cmd: 'edit', seq: 1, text: 'coffee?' });
  });

  it('is about the same when it comes back', () => {
    const person = amongTalk();
    person.enters('/reply ^ here');
    const { tag } = person.lastSent();
    person.says('carl', '#dev', 'for me, too');
    person.hears({ ev: 'error', re: tag, code: 'store_unavailable', message: 'Later.' });
    expect(person.line).to.equal('/reply ^ here');
    expect(person.hint()).to.match(/2 is bob/);
    person.presses('enter');
    expect(person.lastSent()).to.include({ seq: 2 });
  });

  it('is about a message of the room that it names', () => {
    const person = amongTalk();
    person.says('bob', '#tea', 'green?');
    person.types('/react #tea:^ ');
    expect(person.hint()).to.match(/1 is bob: green\?/);
    person.says('bob', '#tea', 'or black?');
    person.enters('👍');
    expect(person.lastSent()).to.include({ target: '#tea', seq: 1 });
  });

  it('stays in the line where there is no message to be about', () => {
    const person = ann();
    person.says('bob', '#dev', 'mine is none');
    person.enters('/delete ^');
    expect(person.sent()).to.deep.equal([]);
    expect(person.line).to.equal('/delete ^');
  });
});

describe('a line about a number', () => {
  it('is about no message of another log that has it', () => {
    for (const line of ['/edit 1 coffee?', '/edit ^ coffee?', '/delete #dev:1']) {
      const person = amongTalk();
      person.types(line);
      person.connects('ann', { store: 'two' });
      person.isIn('#dev', 'bob');
      person.says('ann', '#dev', 'something else');
      person.sent();
      person.presses('enter');
      expect(person.sent(), line).to.deep.equal([]);
      expect(person.line).to.equal(line);
      expect(person.hint()).to.match(/The message that this is about is gone/);
      person.presses('ctrl-u');
      person.enters(line);
      expect(person.lastSent()).to.include({ target: '#dev' });
    }
  });

  it('of a log that is no more is not said again', () => {
    const person = amongTalk();
    person.enters('/reply 2 here you are');
    const { tag } = person.lastSent();
    person.connects('ann', { store: 'two', perhaps: [tag] });
    expect(person.window()).to.match(/Perhaps done before the connection was lost: \/reply 2/);
    person.presses('alt-s');
    expect(person.sent().filter(({ cmd }) => cmd === 'reply')).to.deep.equal([]);
  });
});
