/** How a person moves about in rooms and what was said there, without a terminal. */
import { expect } from 'chai';
import { actions } from '../../../client-ink/keyboard/actions.ts';
import { ann, ok, page, sitter } from '../sitter.ts';

describe('a person who moves about', () => {
  it('goes to what is unread, mentions first, and back', () => {
    const person = ann();
    person.isIn('#misc', 'bob');
    person.says('bob', '#tea', 'tea');
    person.says('bob', '#misc', 'ann?');
    person.presses('alt-a');
    expect(person.shown).to.equal('#misc');
    person.presses('alt-a');
    expect(person.shown).to.equal('#tea');
    person.presses('alt-/');
    expect(person.shown).to.equal('#misc');
  });

  it('sees in the status line what is unread, the first of which a key goes to', () => {
    const person = ann(100, 24);
    person.isIn('#misc', 'bob');
    person.says('bob', '#misc', 'tea');
    person.says('bob', '#tea', 'ann?');
    person.says('bob', '#tea', 'ann!');
    person.presses('alt-1');
    person.says('bob', '#dev', 'hello');
    expect(person.screen()).to.match(/3:#tea 2! 2:#dev 1 4:#misc 1/);
    person.presses('alt-a');
    expect(person.shown).to.equal('#tea');
    expect(person.screen()).to.match(/ 4:#misc 1 2:#dev 1/);
    person.presses('alt-a', 'alt-a');
    expect(person.shown).to.equal('#dev');
    for (let each = 1; each <= 30; each += 1) {
      person.isIn(`#room${each}`);
      person.says('bob', `#room${each}`, each === 30 ? 'ann' : 'x');
    }
    expect(person.screen()).to.match(/:#room30 1! .*\+\d+ *\n/);
  });

  it('puts rooms into an order of their own, below the server', () => {
    const person = ann(100, 24);
    person.isIn('#misc', 'bob');
    person.presses('alt-4', 'alt-pageup', 'alt-pageup', 'alt-pageup');
    expect(person.shown).to.equal('#misc');
    expect(person.screen()).to.match(/1 parlance .*\n 2 #misc .*\n 3 #dev .*\n 4 #tea /);
    person.presses('alt-1', 'alt-pagedown', 'alt-4', 'alt-pagedown', 'alt-2', 'alt-pagedown');
    expect(person.screen()).to.match(/1 parlance .*\n 2 #dev .*\n 3 #misc .*\n 4 #tea /);
  });

  it('goes to a room by a few letters of its name', () => {
    const person = ann();
    person.presses('ctrl-k');
    person.types('te');
    expect(person.window()).to.match(/#tea/);
    person.presses('enter');
    expect(person.shown).to.equal('#tea');
    expect(person.line).to.equal('');
  });

  it('is offered rooms that call before people whose names are shorter', () => {
    const person = ann();
    person.isIn('#design', 'de', 'bob');
    person.isIn('#developers');
    person.says('bob', '#developers', 'ann!');
    person.presses('ctrl-k');
    person.types('de');
    expect(person.window()).to.match(/ de .*\n #developers .*1! *\n #design/);
    person.types('s');
    expect(person.window()).to.match(/#design/);
  });

  it('begins to talk to somebody in the same way', () => {
    const person = ann();
    person.presses('ctrl-k');
    person.types('bob');
    person.presses('enter');
    person.enters('psst');
    expect(person.lastSent()).to.include({ cmd: 'msg', to: 'bob', text: 'psst' });
  });

  it('keeps the view where it is while text arrives, and is told how much is below', () => {
    const person = ann();
    for (let each = 1; each <= 60; each += 1) person.says('bob', '#dev', `number ${each}.`);
    person.presses('pageup', 'pageup');
    const before = person.window();
    person.says('bob', '#dev', 'the latest');
    expect(person.window()).to.equal(before);
    expect(person.screen()).to.match(/↓ \d+ below/);
    expect(person.counts('#dev').unread).to.equal(1);
    person.presses('escape');
    expect(person.window()).to.match(/the latest$/);
    expect(person.counts('#dev').unread).to.equal(0);
  });

  it('reads older history above without a jump', () => {
    const person = sitter();
    person.connects('ann');
    for (let each = 1; each <= 100; each += 1) person.message('bob', '#dev', '');
    person.isIn('#dev', 'bob');
    const first = person.lastSent();
    expect(first).to.include({ cmd: 'history', target: '#dev' });
    person.hears(page(first.tag, 41, 100, true));
    person.presses('pageup');
    const asked = person.lastSent();
    expect(asked).to.include({ cmd: 'history', before: 41 });
    const before = person.window();
    person.hears(page(asked.tag, 1, 40, false));
    expect(person.window()).to.equal(before);
    person.presses('ctrl-home');
    expect(person.window()).to.match(/number 1\./);
    expect(person.sent()).to.deep.equal([]);
  });

  it('keeps what they read when messages were missed, and has the rest read when they come down', () => {
    const person = ann();
    for (let n = 1; n <= 60; n += 1) person.says('bob', '#dev', `line ${n}.`);
    person.presses('pageup');
    const before = person.window();
    person.sent();
    person.hears({ ev: 'lagged', room: '#dev', from: 61, to: 160 });
    expect(person.window()).to.equal(before);
    expect(person.sent()).to.deep.equal([]);
    person.presses('ctrl-end');
    const { tag, ...asked } = person.lastSent();
    expect(asked).to.deep.equal({ cmd: 'history', target: '#dev', limit: 200 });
    const events = [159, 160].map((seq) => ({
      ...person.message('bob', '#dev', `line ${seq}.`),
      seq,
    }));
    person.hears({ ev: 'history', re: tag, room: '#dev', events, more: true }, ok(tag));
    expect(person.window()).to.match(/line 159\.\s.*line 160\./);
    expect(person.window()).to.not.match(/line 60\./);
  });

  it('sees the line of a day up to the border of the list beside it', () => {
    const person = ann(80);
    person.says('bob', '#dev', 'hello');
    expect(person.screen()).to.match(/│─+ Sunday, 22 November 2026 ─+│/);
  });

  it('finds what was said, further up and down again', () => {
    const person = ann();
    for (let each = 1; each <= 60; each += 1) person.says('bob', '#dev', `number ${each}.`);
    person.presses('ctrl-r');
    person.types('number 1');
    expect(person.window()).to.match(/number 19\./);
    person.presses('up', 'up');
    expect(person.window()).to.match(/number 17\./);
    person.presses('escape');
    expect(person.window()).to.match(/number 60\.$/);
    expect(person.line).to.equal('');
  });

  it('finds by words, in every script, while the last one is being typed', () => {
    const person = ann();
    const found = (typed: string): string => {
      person.presses('ctrl-r');
      person.types(typed);
      person.presses('alt-up');
      const chosen = person.chosen();
      person.presses('escape', 'escape');
      return chosen;
    };
    for (const text of [
      '今日は成語しりとりをした',
      'قال مُحَمَّدٌ',
      'the café is open',
      'teapot 👍',
      'last',
    ])
      person.says('bob', '#dev', text);
    expect(found('しりと')).to.include('成語しりとり');
    expect(found('محمد')).to.include('قال');
    expect(found('open CAF')).to.include('café');
    expect(found('👍')).to.include('teapot');
    expect(found('pot')).to.include('last');
  });

  it('chooses what was found, to answer it', () => {
    const person = ann();
    for (let each = 1; each <= 60; each += 1) person.says('bob', '#dev', `number ${each}.`);
    person.presses('ctrl-r');
    person.types('number 7.');
    person.presses('alt-up');
    person.types('r');
    expect(person.line).to.equal('/reply 7 ');
  });

  it('is told of every key in full, however narrow the screen is', () => {
    const person = ann(40, 10);
    person.presses('f1');
    const seen: string[] = [];
    for (let page = 0; page < 40; page += 1) {
      seen.push(person.window());
      person.presses('pagedown');
    }
    expect(seen.at(-1)).to.equal(seen.at(-2));
    const words = seen.join('\n').replace(/\s+/g, ' ');
    for (const does of Object.values(actions)) {
      for (const word of does.split(' ')) expect(words).to.include(word);
    }
  });

  it('leaves only when sure, and never loses a line to Ctrl-C', () => {
    const person = ann();
    person.types('important');
    person.presses('ctrl-c');
    expect(person.line).to.equal('');
    person.presses('up');
    expect(person.line).to.equal('important');
    person.presses('ctrl-c', 'ctrl-c');
    expect(person.screen()).to.match(/Quit\?/);
    person.types('x');
    expect(person.line).to.equal('x');
    person.presses('ctrl-c', 'ctrl-c', 'ctrl-c');
    expect(person.effects.at(-1)).to.deep.equal({ do: 'quit' });
  });
});
