/** What a person sees of others who are typing, and what those hear, without a terminal. */
import { expect } from 'chai';
import { ann, sitter as anybody, welcome } from '../sitter.ts';

const at = '2026-11-22T12:02:00.000Z';

describe('typing', () => {
  it('is shown until the message comes, or for a few seconds', () => {
    const person = ann();
    person.hears({ ev: 'typing', room: '#dev', nick: 'bob', at });
    expect(person.screen()).to.match(/bob is typing …/);
    person.hears({ ev: 'typing', room: '#dev', nick: 'carl', at });
    expect(person.screen()).to.match(/bob and carl are typing …/);
    person.says('bob', '#dev', 'hello');
    expect(person.screen()).to.match(/ carl is typing …/);
    person.waits(6000);
    expect(person.screen()).to.not.match(/typing/);
  });

  it('is shown where it is done', () => {
    const person = ann();
    person.hears({ ev: 'typing', room: '#tea', nick: 'bob', at });
    expect(person.screen()).to.not.match(/typing/);
    person.presses('alt-3');
    expect(person.screen()).to.match(/bob is typing …/);
  });

  it('is told to nobody without being asked for', () => {
    const person = ann();
    person.types('hello');
    expect(person.sent()).to.deep.equal([]);
  });

  it('is told by whoever wants it, every three seconds, and not of commands', () => {
    const person = anybody(120, 24, { tellsTyping: true });
    person.learns({ link: 'up', welcome: welcome('ann', 'one'), resumed: false, perhaps: [] });
    person.isIn('#dev', 'bob');
    person.sent();
    person.types('h');
    expect(person.lastSent()).to.deep.include({ cmd: 'typing', target: '#dev' });
    person.types('e');
    expect(person.sent()).to.deep.equal([]);
    person.waits(3000);
    person.presses('left');
    expect(person.sent()).to.deep.equal([]);
    person.types('l');
    expect(person.sent()).to.have.length(1);
    person.waits(3000);
    person.presses('ctrl-e', 'ctrl-u');
    for (const letter of '/who') person.types(letter);
    expect(person.sent()).to.deep.equal([]);
  });
});
