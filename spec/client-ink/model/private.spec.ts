/** Private conversations, each with one person, whatever that person and others are called. */
import { expect } from 'chai';
import { ok, type Sitter, sitter } from '../sitter.ts';

const at = '2026-11-22T12:02:00.000Z';

/** Zoe, to whom ann has said four things, and who looks at them. */
function zoe(): Sitter {
  const person = sitter();
  person.connects('zoe');
  for (const text of ['one', 'two', 'three', 'four']) person.whispers('ann', 'zoe', text);
  person.presses('alt-2');
  person.sent();
  return person;
}

/** The same, and ann has quit. */
function zoeAlone(): Sitter {
  const person = zoe();
  person.hears({ ev: 'quit', nick: 'ann', reason: 'bye', at });
  return person;
}

describe('a private conversation', () => {
  it('shows, counts and rings for what somebody else of the same nick says, below a line', () => {
    const person = zoeAlone();
    person.presses('alt-1');
    for (const text of ['five', 'six']) person.whispers('ann', 'zoe', text, '@k2');
    expect(person.counts('ann')).to.deep.equal({ unread: 2, mentions: 2 });
    expect(person.effects.filter((effect) => effect.do === 'call')).to.have.length(2);
    person.presses('alt-2');
    expect(person.window()).to.match(
      /four\n.*ann \(bye\) quit.*\n─+ a new conversation: this ann is not the one before ─+ *\n─+ new ─+ *\n.*five\n.*six/,
    );
  });

  it('shows what one says oneself to somebody else of the same nick', () => {
    const person = zoeAlone();
    person.enters('/msg ann are you new?');
    const { tag } = person.lastSent();
    person.whispers('zoe', 'ann', 'are you new?', '@k2');
    person.hears(ok(tag, { log: '@k2', seq: 1 }));
    expect(person.window()).to.match(/this ann is not the one before.*\n.*zoe are you new\?/);
    person.enters('hello');
    expect(person.lastSent()).to.include({ cmd: 'msg', to: '@k2', text: 'hello' });
  });

  it('is talked to by its log, and not by a nick that another may have by then', () => {
    const person = zoe();
    person.enters('hi');
    expect(person.lastSent()).to.include({ cmd: 'msg', to: '@k1', text: 'hi' });
  });

  it('keeps in the line what is for somebody who is gone', () => {
    const person = zoeAlone();
    for (const line of ['are you there?', '/reply 4 yes', '/react 4 👍']) {
      person.enters(line);
      expect(person.sent()).to.deep.equal([]);
      expect(person.line).to.equal(line);
      expect(person.hint()).to.match(/The ann of this conversation is gone/);
      person.presses('ctrl-u');
    }
    expect(person.screen().split('\n')[0]).to.match(/ann +gone/);
  });

  it('gets back what could not be said, and knows then that they are gone', () => {
    const person = zoe();
    person.enters('are you there?');
    const { tag } = person.lastSent();
    person.hears({ ev: 'error', re: tag, code: 'gone', message: 'Gone.' });
    expect(person.line).to.equal('are you there?');
    person.presses('enter');
    expect(person.sent()).to.deep.equal([]);
  });

  it('leaves a line that was begun for somebody who is gone to them, and others get a window', () => {
    const person = zoeAlone();
    person.types('I wanted to tell you');
    person.whispers('ann', 'zoe', 'hi, I am new', '@k2');
    expect(person.counts('ann')).to.deep.equal({ unread: 0, mentions: 0 });
    expect(person.screen()).to.match(/2 ann .*\n.*3 ann +1!/);
    person.presses('enter');
    expect(person.sent()).to.deep.equal([]);
    expect(person.line).to.equal('I wanted to tell you');
    person.presses('alt-3');
    expect(person.window()).to.match(
      /this ann is not the one before.*\n─+ new ─+ *\n.*hi, I am new/,
    );
    person.enters('hello');
    expect(person.lastSent()).to.include({ to: '@k2' });
  });

  it('lets nobody delete, edit or answer a message of another log with the same number', () => {
    const person = zoe();
    person.whispers('zoe', 'ann', 'mine');
    person.hears({ ev: 'quit', nick: 'ann', reason: 'bye', at });
    person.presses('alt-up');
    person.types('d');
    for (const text of ['1', '2', '3', '4', '5', '6']) person.whispers('ann', 'zoe', text, '@k2');
    person.types('d');
    expect(person.lastSent()).to.include({ cmd: 'delete', target: '@k1', seq: 5 });
    const other = zoeAlone();
    other.presses('alt-1');
    other.whispers('ann', 'zoe', 'new', '@k2');
    other.presses('alt-2', 'alt-up');
    expect(other.chosen()).to.match(/new/);
    other.presses('alt-up');
    expect(other.chosen()).to.match(/new/);
  });

  it('follows its person to another nick, and lets another one have theirs', () => {
    const person = zoe();
    person.hears({ ev: 'nick', from: 'ann', to: 'anna', at });
    person.whispers('ann', 'zoe', 'I took it', '@k2');
    expect(person.screen()).to.match(/2 anna .*\n.*3 ann +1!/);
    person.hears({ ev: 'quit', nick: 'ann', reason: '', at });
    person.enters('still there?');
    expect(person.lastSent()).to.include({ to: '@k1' });
    person.hears({ ev: 'nick', from: 'anna', to: 'ann', at });
    expect(person.shown).to.equal('ann');
    person.hears({ ev: 'away', nick: 'ann', text: 'tea', at });
    person.presses('alt-3');
    expect(person.window()).not.to.match(/is away/);
  });

  it('learns after a loss of the connection who is called how, and who is gone', () => {
    const person = zoe();
    person.whispers('bob', 'zoe', 'hi', '@k7');
    person.learns({ link: 'lost', reason: 'gone' });
    person.connects('zoe', { resumed: true });
    const [ann, bob] = person.sent();
    expect(ann).to.include({ cmd: 'history', target: '@k1', after: 4 });
    expect(bob).to.include({ cmd: 'history', target: '@k7', after: 1 });
    person.hears({ ev: 'history', re: ann?.tag ?? '', log: '@k1', with: 'anna', events: [] });
    person.hears({ ev: 'history', re: bob?.tag ?? '', log: '@k7', events: [] });
    expect(person.shown).to.equal('anna');
    person.presses('alt-3');
    expect(person.screen().split('\n')[0]).to.match(/bob +gone/);
  });

  it('ends with the session of a guest', () => {
    const person = zoe();
    person.connects('zoe');
    person.sent();
    person.enters('are you the same?');
    expect(person.sent()).to.deep.equal([]);
    expect(person.line).to.equal('are you the same?');
  });

  it('does not begin without a connection, when nobody knows who is called how', () => {
    const person = zoe();
    person.learns({ link: 'lost', reason: 'gone' });
    person.enters('to you');
    expect(person.lastSent()).to.include({ to: '@k1' });
    person.enters('/msg bob to whom?');
    expect(person.sent()).to.deep.equal([]);
    expect(person.line).to.equal('/msg bob to whom?');
  });

  it('takes nobody away from what they are writing elsewhere', () => {
    const person = zoe();
    person.enters('/msg bob psst');
    const { tag } = person.lastSent();
    person.types('to ann');
    person.whispers('zoe', 'bob', 'psst', '@k7');
    person.hears(ok(tag, { log: '@k7', seq: 1 }));
    person.presses('enter');
    expect(person.lastSent()).to.include({ to: '@k1', text: 'to ann' });
  });
});
