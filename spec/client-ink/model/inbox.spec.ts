/** The inbox of mentions over all rooms, without a terminal. */
import { expect } from 'chai';
import { ann, ok } from '../sitter.ts';

describe('the inbox', () => {
  it('lists what calls one in all rooms and in private, the newest first, and goes there', () => {
    const person = ann(100, 24);
    person.presses('alt-1');
    person.says('bob', '#dev', 'ann: are you there?');
    person.says('bob', '#dev', 'anyone else?');
    person.says('carl', '#tea', 'nothing');
    person.says('carl', '#tea', 'ann?');
    person.whispers('bob', 'ann', 'psst');
    person.presses('alt-i');
    expect(person.window()).to.match(
      /#tea +12:01 +carl ann\?.*\n #dev .*bob ann: are you there\?.*\n private .*bob psst/,
    );
    person.presses('down', 'enter');
    expect(person.shown).to.equal('#dev');
    expect(person.chosen()).to.match(/are you there\?/);
    person.presses('escape', 'alt-i');
    expect(person.window())
      .to.match(/#tea/)
      .and.not.match(/are you there/);
  });

  it('goes to an old call without reading what came after it, which is read at its end', () => {
    const person = ann(100, 24);
    const dev = () => person.model.places.find(({ name }) => name === '#dev');
    person.presses('alt-1');
    person.says('bob', '#dev', 'ann: are you there?');
    for (let each = 1; each <= 60; each += 1) person.says('bob', '#dev', `number ${each}.`);
    person.presses('alt-i', 'enter');
    expect(person.chosen()).to.match(/are you there\?/);
    expect(dev()).to.include({ unread: 61, mentions: 1 });
    person.presses('escape');
    for (let each = 1; each <= 5; each += 1) person.presses('pagedown');
    expect(dev()).to.include({ unread: 0, mentions: 0 });
  });

  it('reads nothing of a room while the page with a call is on its way, and all that is seen when there is none', () => {
    const person = ann(100, 24);
    person.presses('alt-1');
    for (let each = 1; each <= 60; each += 1) person.says('bob', '#dev', `number ${each}.`);
    person.sent();
    const dev = () => person.model.places.find(({ name }) => name === '#dev');
    person.model = {
      ...person.model,
      places: person.model.places.map((place) =>
        place.name === '#dev' ? { ...place, oldest: 30 } : place,
      ),
    };
    person.enters('/history #dev around=1');
    const { tag } = person.lastSent();
    person.says('bob', '#dev', 'meanwhile');
    expect(person.shown).to.equal('#dev');
    expect(dev()).to.include({ unread: 61 });
    person.hears({
      ...{ ev: 'error', code: 'bad_cursor', message: 'Nothing.', re: tag ?? '' },
    });
    expect(dev()).to.include({ unread: 0 });
  });

  it('has the call of somebody who has gone since, and goes to that conversation', () => {
    const person = ann(100, 24);
    person.presses('alt-1');
    person.whispers('bob', 'ann', 'psst');
    person.learns({ link: 'lost', reason: 'gone' });
    person.connects('ann');
    person.presses('alt-i');
    expect(person.window()).to.match(/private .*bob psst/);
    person.presses('enter');
    expect(person.shown).to.equal('bob');
  });

  it('says what will stand there when nobody has called', () => {
    const person = ann(60, 16);
    person.presses('alt-i');
    expect(person.window()).to.match(/Nobody has called you/);
    person.presses('enter');
    expect(person.window()).to.not.match(/Nobody has called you/);
  });

  it('leaves out what was deleted, and what does not call', () => {
    const person = ann(100, 24);
    person.presses('alt-1');
    person.says('bob', '#dev', 'ann: one');
    person.says('bob', '#dev', 'ann: two');
    person.happens('#dev', { ev: 'delete', of: 2 });
    person.presses('alt-i');
    expect(person.window())
      .to.match(/ann: one/)
      .and.not.match(/two|deleted/);
  });

  it('of an account has what the server knows and the client does not hold', () => {
    const person = ann(100, 24);
    person.hears(ok('me.0', { nick: 'ann' }));
    person.model = { ...person.model, isAccount: true };
    person.presses('alt-1');
    person.sent();
    const counted = { room: '#tea', read: 3, unread: 9, mentions: 2 };
    person.hears({ ev: 'unread', logs: [counted] });
    person.presses('alt-i');
    const asked = person.sent().find(({ cmd }) => cmd === 'mentions');
    expect(asked).to.not.equal(undefined);
    const said = (seq: number, text: string) => ({
      ...{ ev: 'message' as const, room: '#tea', seq, at: '2026-11-22T11:00:00.000Z' },
      ...{ from: 'bob', kind: 'say' as const, text },
    });
    const events = [said(9, 'ann, new'), said(5, 'ann, newer'), said(2, 'ann, read')];
    person.hears({ ev: 'mentions', re: asked?.tag ?? '', events });
    expect(person.window())
      .to.match(/ann, newer?/)
      .and.not.match(/ann, read/);
    expect(person.window().match(/#tea/g)).to.have.length(2);
    person.presses('enter');
    expect(person.lastSent()).to.include({ cmd: 'history', around: 9 });
  });
});
