/** What a person sees of replies, edits, deletions and reactions, without a terminal. */
import { expect } from 'chai';
import { amongTalk, ann, ok, sitter } from '../sitter.ts';

describe('a message that lives on', () => {
  it('reads as it was edited, and says so', () => {
    const person = amongTalk();
    person.happens('#dev', { ev: 'edit', of: 1, text: 'shall we have coffee?' });
    expect(person.window()).to.match(/bob shall we have coffee\? \(edited\)\n.*ann yes please/);
    expect(person.window()).to.not.match(/tea/);
  });

  it('is a tombstone when it was deleted, with the reason', () => {
    const person = amongTalk();
    person.happens('#dev', { ev: 'react', of: 1, emoji: '👍' });
    person.happens('#dev', { ev: 'delete', of: 1, reason: 'wrong room' });
    expect(person.window()).to.match(/bob \(deleted: wrong room\)\n.*ann yes please/);
    expect(person.window()).to.not.match(/tea|👍/);
  });

  it('shows under it who reacts with what, and counts each person once', () => {
    const person = amongTalk();
    person.happens('#dev', { ev: 'react', of: 2, emoji: '👍' });
    person.happens('#dev', { ev: 'react', of: 2, emoji: '+1', from: 'carl' });
    person.happens('#dev', { ev: 'react', of: 2, emoji: '👍', from: 'carl' });
    person.happens('#dev', { ev: 'react', of: 2, emoji: '+1', from: 'Carl' });
    expect(person.window()).to.match(/ann yes please\n +👍 2 {2}\+1 *\n/);
    person.happens('#dev', { ev: 'unreact', of: 2, emoji: '👍' });
    expect(person.window()).to.match(/yes please\n +👍 {2}\+1 *\n/);
    person.happens('#dev', { ev: 'unreact', of: 2, from: 'carl' });
    expect(person.window()).to.match(/yes please\n.*green or black/);
  });

  it('keeps its reactions with people who take another nick', () => {
    const person = amongTalk();
    person.happens('#dev', { ev: 'react', of: 2, emoji: '👍' });
    person.hears({ ev: 'nick', from: 'bob', to: 'robert', at: '2026-11-22T12:02:00.000Z' });
    person.happens('#dev', { ev: 'unreact', of: 2, emoji: '👍', from: 'robert' });
    expect(person.window()).to.not.match(/👍/);
  });

  it('is quoted above what answers it, as it reads now', () => {
    const person = amongTalk();
    person.happens('#dev', { ev: 'message', kind: 'say', of: 1, text: 'gladly', from: 'carl' });
    expect(person.window()).to.match(/╭ bob: shall we have tea\? *\n.* carl gladly/);
    person.happens('#dev', { ev: 'edit', of: 1, text: 'coffee?' });
    expect(person.window()).to.match(/╭ bob: coffee\? *\n/);
    person.happens('#dev', { ev: 'delete', of: 1 });
    expect(person.window()).to.match(/╭ bob: \(deleted\) *\n/);
  });

  it('leaves the screen as it is when it becomes shorter under the eyes of a reader', () => {
    const person = ann(40, 6);
    for (const text of ['a', 'b', 'c', '1\n2\n3\n4\n5\n6\n7\n8\n9\n10']) {
      person.says('bob', '#dev', text);
    }
    person.presses(...Array<string>(8).fill('ctrl-up'));
    expect(person.window()).to.match(/1\n +2$/);
    person.happens('#dev', { ev: 'edit', of: 4, text: 'short' });
    expect(person.rows()).to.have.length(6);
    expect(person.window()).to.match(/> c\n.*> short \(edited\)$/);
  });

  it('is only named by its number where it is not loaded', () => {
    const person = amongTalk();
    person.happens('#dev', { ev: 'message', kind: 'say', of: 77, text: 'gladly', from: 'carl' });
    expect(person.window()).to.match(/╭ bob: message 77 *\n.* carl gladly/);
  });

  it('comes with what happened to it before it was loaded', () => {
    const person = sitter();
    person.connects('ann');
    for (let each = 1; each <= 4; each += 1) person.message('bob', '#dev', '');
    person.isIn('#dev', 'bob');
    const { tag } = person.lastSent();
    // Told before the page arrives, and read by the server before they were done.
    person.happens('#dev', { ev: 'edit', of: 1, text: 'uno' });
    person.happens('#dev', { ev: 'react', of: 2, emoji: '👍' });
    person.happens('#dev', { ev: 'delete', of: 3 });
    const at = '2026-11-22T12:01:01.000Z';
    const said = { ev: 'message', room: '#dev', at, from: 'bob', kind: 'say' } as const;
    const events = ['one', 'two', 'three', 'four'].map((text, index) => ({
      ...said,
      seq: index + 1,
      text,
    }));
    person.hears({ ev: 'history', re: tag, room: '#dev', events }, ok(tag));
    expect(person.window()).to.match(
      /bob uno \(edited\)\n.*two *\n +👍 *\n.*bob \(deleted\)\n.*bob four/,
    );
  });

  it('comes amended from the history of the server, too', () => {
    const person = sitter();
    person.connects('ann');
    for (let each = 1; each <= 4; each += 1) person.message('bob', '#dev', '');
    person.isIn('#dev', 'bob');
    const { tag } = person.lastSent();
    const common = { room: '#dev', at: '2026-11-22T12:01:01.000Z', from: 'bob' };
    const about = { ...common, of_from: 'bob' };
    person.hears({
      ev: 'history',
      re: tag,
      room: '#dev',
      events: [
        { ev: 'message', ...common, seq: 1, kind: 'say', text: 'now', edited: 4 },
        { ev: 'message', ...common, seq: 2, kind: 'say', text: '', deleted: 3 },
        { ev: 'delete', ...about, seq: 3, of: 2, reason: 'oops' },
        { ev: 'edit', ...about, seq: 4, of: 1, text: 'now' },
      ],
    });
    expect(person.window()).to.match(/bob now \(edited\)\n.*bob \(deleted: oops\)$/m);
  });

  it('changes without making a room unread; a reply to oneself calls', () => {
    const person = amongTalk();
    person.presses('alt-3');
    person.happens('#dev', { ev: 'edit', of: 1, text: 'ann: coffee?' });
    person.happens('#dev', { ev: 'delete', of: 3 });
    person.happens('#dev', { ev: 'react', of: 2, of_from: 'ann', emoji: '👍' });
    expect(person.counts('#dev')).to.deep.equal({ unread: 0, mentions: 0 });
    expect(person.hint()).to.match(/bob reacts 👍 to “yes please” in #dev/);
    person.effects = [];
    person.happens('#dev', { ev: 'message', kind: 'say', of: 2, of_from: 'ann', text: 'black' });
    expect(person.counts('#dev')).to.deep.equal({ unread: 1, mentions: 1 });
    expect(person.effects).to.deep.equal([{ do: 'call', title: 'bob in #dev', text: 'black' }]);
  });

  it('has nothing to do with the messages of another server that has its numbers', () => {
    const person = amongTalk();
    person.connects('ann', { store: 'two' });
    person.isIn('#dev', 'bob');
    const at = '2026-11-22T12:09:00.000Z';
    const about = { room: '#dev', at, from: 'bob', of_from: 'bob' };
    person.hears({ ev: 'edit', ...about, seq: 9, of: 1, text: 'something else' });
    expect(person.window()).to.match(/shall we have tea\?/);
  });
});

describe('a message that is chosen', () => {
  it('stands out, upwards from the lowest, until Escape', () => {
    const person = amongTalk();
    person.presses('alt-up', 'alt-up');
    expect(person.chosen()).to.match(/ann yes please {20,}$/);
    person.presses('alt-down');
    expect(person.chosen()).to.match(/green or black/);
    person.presses('escape');
    expect(person.chosen()).to.equal('');
  });

  it('is answered with r, in the words of a command', () => {
    const person = amongTalk();
    person.types('black');
    person.presses('alt-up');
    person.types('r');
    expect(person.line).to.equal('/reply 3 black');
    expect(person.hint()).to.equal('3 is bob: green or black?');
    person.presses('enter');
    const { tag, ...command } = person.lastSent();
    expect(command).to.deep.equal({ cmd: 'reply', target: '#dev', seq: 3, text: 'black' });
    expect(person.window()).to.match(/… +ann black/);
    person.happens('#dev', { ev: 'message', kind: 'say', of: 3, from: 'ann', text: 'black' });
    person.hears(ok(tag, { room: '#dev', seq: 4 }));
    expect(person.window().match(/ann black/g)).to.have.length(1);
  });

  it('is edited with e when it is one’s own: its text is in the line, and what stood there comes back', () => {
    const person = amongTalk();
    person.types('draft');
    person.presses('alt-up');
    person.types('e');
    expect(person.hint()).to.match(/Only what you said yourself/);
    person.presses('alt-up');
    person.types('e');
    expect(person.line).to.equal('/edit 2 yes please');
    person.types('!');
    person.presses('enter');
    expect(person.lastSent()).to.deep.include({ cmd: 'edit', seq: 2, text: 'yes please!' });
    person.presses('ctrl-_');
  });

  it('is deleted by d pressed twice, and not by one that is followed by something else', () => {
    const person = amongTalk();
    person.presses('alt-up', 'alt-up');
    person.types('d');
    expect(person.hint()).to.match(/d again deletes it/);
    expect(person.sent()).to.deep.equal([]);
    person.presses('alt-up', 'alt-down');
    person.types('d');
    expect(person.sent()).to.deep.equal([]);
    person.types('d');
    expect(person.lastSent()).to.deep.include({ cmd: 'delete', target: '#dev', seq: 2 });
  });

  it('is reacted to with an emoji by name, one of the list, or anything; the same again takes it back', () => {
    const person = amongTalk();
    const reacts = (...keys: string[]) => {
      person.presses('alt-up');
      person.types('+');
      for (const key of keys) {
        if (key.length > 1 && key !== 'or') person.presses(key);
        else person.types(key);
      }
      person.presses('enter');
      const {
        tag: _,
        target: __,
        ...command
      } = person.lastSent() as { tag: string; target: string };
      return command;
    };
    expect(reacts('r', 'o')).to.deep.equal({ cmd: 'react', seq: 3, emoji: '🚀' });
    expect(reacts('right', 'right')).to.deep.equal({ cmd: 'react', seq: 3, emoji: '😄' });
    expect(reacts('h', 'm')).to.deep.equal({ cmd: 'react', seq: 3, emoji: 'hm' });
    person.happens('#dev', { ev: 'react', of: 3, from: 'ann', emoji: '👍' });
    expect(reacts()).to.deep.equal({ cmd: 'unreact', seq: 3, emoji: '👍' });
    person.presses('alt-up');
    person.types('-');
    expect(person.lastSent()).to.deep.include({ cmd: 'unreact', seq: 3 });
  });

  it('is left by somebody who begins to write', () => {
    const person = amongTalk();
    person.presses('alt-up', 'alt-up');
    for (const letter of 'add it') person.types(letter);
    expect(person.line).to.equal('add it');
    expect(person.sent()).to.deep.equal([]);
  });

  it('stays where it is while others talk; whoever was at the end is there again afterwards', () => {
    const person = amongTalk();
    for (let n = 1; n <= 30; n += 1) person.says('bob', '#dev', `number ${n}.`);
    person.presses('alt-up', 'alt-up');
    const before = person.window();
    person.says('bob', '#dev', 'news');
    expect(person.window()).to.equal(before);
    expect(person.screen()).to.match(/↓ 1 below/);
    person.types('+');
    person.presses('enter');
    expect(person.window()).to.match(/news$/);
    expect(person.counts('#dev').unread).to.equal(0);
    person.presses('alt-up');
    person.says('bob', '#dev', 'more');
    person.presses('alt-3', 'alt-2');
    expect(person.window()).to.match(/news\n─+ new ─+\n.*more$/);
  });

  it('leads with g to what it answers', () => {
    const person = ann();
    for (let n = 1; n <= 60; n += 1) person.says('bob', '#dev', `number ${n}.`);
    person.happens('#dev', { ev: 'message', kind: 'say', of: 7, text: 'that one', from: 'carl' });
    person.presses('alt-up');
    person.types('g');
    expect(person.chosen()).to.match(/number 7\./);
  });

  it('is named by a command as on every other client: ^, numbers, and Tab', () => {
    const person = amongTalk();
    person.enters('/react ^ 🎉');
    expect(person.lastSent()).to.deep.include({ cmd: 'react', target: '#dev', emoji: '🎉' });
    person.types('/edit ^ no');
    expect(person.hint()).to.equal('2 is ann: yes please');
    person.presses('ctrl-u');
    person.types('/reply ');
    person.presses('tab', 'tab');
    expect(person.line).to.equal('/reply 3 ');
  });

  it('is named in its own log in private, and nowhere without one', () => {
    const person = ann();
    person.whispers('bob', 'ann', 'psst');
    person.presses('alt-4', 'alt-up');
    person.types('r');
    person.enters('what?');
    expect(person.lastSent()).to.deep.include({ cmd: 'reply', target: '@k1', seq: 1 });
    person.presses('alt-1');
    person.enters('/reply 1 what?');
    expect(person.sent()).to.deep.equal([]);
  });
});
