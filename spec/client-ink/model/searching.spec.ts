/** How a person finds what was said, without a terminal. */
import { expect } from 'chai';
import type { EventOf, Message } from '../../../grammar/events.ts';
import { ann, ok, type Sitter } from '../sitter.ts';

const found = (seq: number, text: string, room = '#dev'): Message => ({
  ev: 'message',
  room,
  seq,
  at: new Date(Date.parse('2026-11-20T12:00:00Z') + seq * 1000).toISOString(),
  from: 'bob',
  kind: 'say',
  text,
});

function answers(person: Sitter, events: Message[], next?: string): void {
  const { tag } = person.lastSent();
  const answer: EventOf<'search'> = { ev: 'search', re: tag, words: 'tea', events };
  person.hears({ ...answer, ...(next && { more: true, next }) }, ok(tag));
}

describe('a person who searches', () => {
  it('is shown what was found with its room, day and nick, and goes there with Enter', () => {
    const person = ann();
    for (let n = 1; n <= 60; n += 1) person.says('bob', '#tea', `number ${n}.`);
    person.presses('ctrl-s');
    person.types('tea');
    person.presses('enter');
    answers(person, [found(40, 'Green TÉA, mostly', '#tea'), found(7, 'tea?', '#tea')]);
    expect(person.window()).to.match(/#tea +20 Nov +bob Green TÉA, mostly *\n.* bob tea\?/);
    person.presses('down', 'enter');
    expect(person.shown).to.equal('#tea');
    expect(person.chosen()).to.match(/number 7\./);
  });

  it('types the same as a command, with all that it takes', () => {
    const person = ann();
    person.enters('/search "green tea" in=#dev from=bob');
    expect(person.sent().at(-1)).to.deep.include({
      cmd: 'search',
      words: '"green tea"',
      in: '#dev',
      from: 'bob',
    });
    person.presses('ctrl-s');
    person.types('tea after=7d');
    person.presses('enter');
    expect(person.lastSent()).to.deep.include({ cmd: 'search', words: 'tea', after: '7d' });
    person.types(' limit=x');
    person.presses('enter');
    expect(person.hint()).to.match(/limit=/);
  });

  it('has the list opened by the answer to a typed command, unless they write again', () => {
    const person = ann();
    person.enters('/search tea');
    answers(person, [found(3, 'tea?')]);
    expect(person.screen()).to.match(/search: tea/);
    expect(person.window()).to.match(/bob tea\?/);
    person.presses('escape');
    person.enters('/search tea');
    person.types('mean');
    answers(person, [found(3, 'tea?')]);
    expect(person.line).to.equal('mean');
    expect(person.window()).to.match(/#dev:3 .*<bob> tea\?/);
  });

  it('is shown more when they come to the end of the list, each once', () => {
    const person = ann();
    person.presses('ctrl-s');
    person.types('tea');
    person.presses('enter');
    answers(person, [found(9, 'tea nine'), found(8, 'tea eight')], '3f9');
    expect(person.window()).to.match(/tea eight *\n … and more/);
    person.presses('down');
    const [asked] = person.sent();
    expect(asked).to.deep.include({ cmd: 'search', words: 'tea', next: '3f9' });
    person.presses('down');
    expect(person.sent()).to.deep.equal([]);
    const events = [found(2, 'tea two')];
    person.hears({ ev: 'search', re: asked?.tag ?? '', words: 'tea', events });
    expect(person.window()).to.match(/tea nine *\n.*tea eight *\n.*tea two *$/);
  });

  it('sees that nothing was found, why it was refused, and can go on', () => {
    const person = ann();
    person.presses('ctrl-s');
    person.types('tea');
    person.presses('enter');
    answers(person, []);
    expect(person.window()).to.match(/nothing was found/);
    person.types(' in=#x');
    person.presses('enter');
    const { tag } = person.lastSent();
    person.hears({ ev: 'error', re: tag, code: 'no_such_room', message: 'There is no room #x.' });
    expect(person.hint()).to.equal('There is no room #x.');
    person.presses('escape');
    person.enters('hello');
    expect(person.lastSent()).to.deep.include({ cmd: 'msg', text: 'hello' });
  });

  it('goes on from what they looked for in this room with the same words', () => {
    const person = ann();
    person.presses('ctrl-r');
    person.types('tea');
    expect(person.hint()).to.match(/Ctrl-S searches all/);
    person.presses('ctrl-s', 'enter');
    expect(person.lastSent()).to.deep.include({ cmd: 'search', words: 'tea' });
  });

  it('finds a private conversation that is not on the list, and opens it', () => {
    const person = ann();
    person.enters('/search psst');
    const { room: _, ...rest } = found(3, 'psst') as Message & { room: string };
    answers(person, [{ ...rest, to: 'ann', log: '@k7' }]);
    expect(person.window()).to.match(/private/);
    person.presses('enter');
    expect(person.shown).to.equal('bob');
    expect(person.lastSent()).to.deep.include({ cmd: 'history', target: '@k7', around: 3 });
  });
});
