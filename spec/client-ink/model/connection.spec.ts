/** What a person sees of a connection that breaks, without a terminal. */
import { expect } from 'chai';
import { ann, ok } from '../sitter.ts';

describe('a person whose connection is lost', () => {
  it('sees it, and what is not confirmed goes on being sent in the same session', () => {
    const person = ann();
    person.learns({ link: 'lost', reason: 'the server does not answer' });
    person.learns({ link: 'connecting', attempt: 2, inMs: 3000 });
    expect(person.screen()).to.match(/connecting in 3 s \(try 2\): the server does not answer/);
    person.enters('are you there?');
    const { tag } = person.lastSent();
    person.connects('ann', { resumed: true });
    person.says('ann', '#dev', 'are you there?');
    person.hears(ok(tag, { seq: 1 }));
    expect(person.window().match(/are you there/g)).to.have.length(1);
  });

  it('is out of a room that they left by another device meanwhile', () => {
    const person = ann();
    person.connects('ann', { resumed: true, rooms: ['#tea'] });
    expect(person.shown).to.equal('#tea');
    expect(person.screen()).not.to.match(/#dev/);
  });

  it('sees each message once, also when it is told again', () => {
    const person = ann();
    const message = person.message('bob', '#dev', 'only once');
    person.hears(message, message);
    expect(person.window().match(/only once/g)).to.have.length(1);
  });

  it('decides what becomes of a line that was perhaps sent', () => {
    const person = ann();
    person.enters('hello?');
    const { tag } = person.lastSent();
    person.connects('ann', { perhaps: [tag], store: 'one' });
    person.isIn('#dev', 'bob');
    expect(person.window()).to.match(/\? +ann hello\?/);
    expect(person.hint()).to.match(/Alt-S sends it again, Alt-X drops it/);
    person.presses('alt-s');
    const again = person.lastSent();
    expect(again).to.include({ cmd: 'msg', text: 'hello?' });
    expect(again.tag).not.to.equal(tag);
    person.connects('ann', { perhaps: [again.tag] });
    person.isIn('#dev', 'bob');
    person.presses('alt-x');
    expect(person.window()).not.to.match(/hello\?/);
  });

  it('is told at any width which keys decide that, and what they are typing', () => {
    for (const columns of [40, 80, 200]) {
      const person = ann(columns);
      expect(person.hint()).to.match(/Ctrl-K.*F1/);
      person.types('/history #dev before=9 limit=');
      expect(person.hint()).to.match(/limit=/);
      person.presses('ctrl-u');
      person.enters('hello?');
      person.connects('ann', { perhaps: [person.lastSent().tag] });
      person.presses('left');
      expect(person.hint()).to.match(/Perhaps sent.*Alt-S.*Alt-X/);
    }
  });

  it('can go on typing, and is not in the rooms of a session that is gone', () => {
    const person = ann();
    person.connects('ann');
    person.enters('anybody?');
    expect(person.line).to.equal('anybody?');
    person.isIn('#dev', 'bob');
    person.presses('enter');
    expect(person.lastSent()).to.include({ text: 'anybody?' });
  });
});
