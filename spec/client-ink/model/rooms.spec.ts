/** What a person sees of rooms and people, without a terminal. */
import { expect } from 'chai';
import { ann, ok, type Sitter } from '../sitter.ts';

describe('a person in rooms', () => {
  it('is shown the first room that they come into, and others stay on the list', () => {
    expect(ann().shown).to.equal('#dev');
    expect(ann().screen()).to.match(/2 #dev .*\n.*3 #tea /);
  });

  it('is taken to a room that they asked to join', () => {
    const person = ann();
    person.enters('/join #new');
    person.isIn('#new');
    person.hears(ok(person.lastSent().tag, { room: '#new' }));
    expect(person.shown).to.equal('#new');
  });

  it('is taken to the last of the rooms that they asked to join, also where they are already', () => {
    const person = ann();
    person.enters('/join #dev,#tea');
    person.hears(ok(person.lastSent().tag, { rooms: ['#dev', '#tea'] }));
    expect(person.shown).to.equal('#tea');
    person.enters('/join #dev');
    person.types('hm');
    person.hears(ok(person.lastSent().tag, { room: '#dev' }));
    expect(person.shown, 'not while they write').to.equal('#tea');
  });

  it('goes to a room by switching to it, and is told of one that they ask about', () => {
    const person = ann();
    const members = [{ nick: 'ann' }];
    const state = { ev: 'room' as const, seq: 0, count: 1, members, settings: {} };
    person.enters('/room #tea');
    person.hears(ok(person.lastSent().tag, { room: '#tea' }));
    expect(person.shown).to.equal('#tea');
    person.enters('/names #other');
    person.hears({ ...state, room: '#other', re: person.lastSent().tag });
    expect(person.shown).to.equal('#tea');
    expect(person.window()).to.match(/#other: 1 person: ann/);
  });

  it('sees who has which role, who gives it, and who owns a room when its owner is gone', () => {
    const person = ann();
    const at = '2026-11-22T12:01:00.000Z';
    person.says('bob', '#dev', 'hi');
    const given = { ev: 'role' as const, room: '#dev', at, from: 'ann', nick: 'bob' };
    person.hears({ ...given, seq: 99, role: 'op' });
    expect(person.screen()).to.match(/ann made bob an op/);
    expect(person.screen()).to.match(/@bob/);
    person.hears({ ev: 'inherited', room: '#dev', nick: 'bob', at });
    expect(person.screen()).to.match(/~bob/);
    expect(person.window()).to.match(/bob owns #dev now/);
    person.hears({ ...given, seq: 100, role: 'voice' });
    expect(person.screen()).to.match(/\+bob/);
    person.hears({ ...given, seq: 101, role: 'member' });
    expect(person.screen()).not.to.match(/[~@+]bob/);
    person.hears({ ev: 'joined', room: '#dev', nick: 'eve', role: 'op', at });
    expect(person.screen()).to.match(/@eve/);
  });

  it('is told of what is set, of an invitation, and that they were put out', () => {
    const person = ann();
    const at = '2026-11-22T12:01:00.000Z';
    person.says('bob', '#dev', 'hi');
    const told = { room: '#dev', at, from: 'bob' };
    person.hears({ ev: 'setting', ...told, seq: 99, name: 'moderated', value: 'on' });
    expect(person.window()).to.match(/bob set moderated to on/);
    person.hears({ ev: 'invitation', room: '#new', from: 'carl', at });
    expect(person.window()).to.match(/carl invites you to #new: type \/join #new/);
    person.hears({ ev: 'kicked', ...told, seq: 100, nick: 'ann', reason: 'noise' });
    expect(person.window()).to.match(/bob put ann out: noise/);
    expect(person.screen()).not.to.match(/#dev: 1 person/);
    person.enters('hello?');
    expect(person.window()).to.match(/not in|join/);
  });

  it('takes a room that they were put out of off the list, by a key or with /part', () => {
    const ways: ((person: Sitter) => void)[] = [
      (person) => person.presses('alt-w'),
      (person) => {
        person.enters('/part');
        expect(person.sent()).to.deep.equal([]);
      },
    ];
    for (const way of ways) {
      const person = ann();
      person.presses('alt-w');
      expect(person.hint()).to.equal('/part leaves a room.');
      const at = '2026-11-22T12:01:00.000Z';
      person.hears({ ev: 'kicked', room: '#dev', seq: 1, at, from: 'bob', nick: 'ann' });
      expect(person.shown).to.equal('#dev');
      way(person);
      expect(person.model.places.map(({ name }) => name)).to.deep.equal(['parlance', '#tea']);
      expect(person.line).to.equal('');
    }
  });

  it('leaves several rooms, though they are out of one of them already', () => {
    const person = ann();
    const at = '2026-11-22T12:01:00.000Z';
    person.hears({ ev: 'kicked', room: '#dev', seq: 1, at, from: 'bob', nick: 'ann' });
    person.enters('/part #dev,#tea lunch');
    const { tag, ...command } = person.lastSent();
    expect(command).to.deep.equal({ cmd: 'part', rooms: ['#tea'], reason: 'lunch' });
    person.hears({ ev: 'parted', room: '#tea', nick: 'ann', reason: 'lunch', at });
    person.hears(ok(tag, { room: '#tea' }));
    expect(person.model.places.map(({ name }) => name)).to.deep.equal(['parlance']);
    expect(person.line).to.equal('');
  });

  it('leaves a room that is being joined anew after the session was lost', () => {
    const person = ann();
    person.learns({ link: 'lost', reason: 'gone' });
    person.connects('ann');
    person.sent();
    person.enters('/part #tea');
    const { tag, ...command } = person.lastSent();
    expect(command).to.deep.equal({ cmd: 'part', rooms: ['#tea'] });
    person.isIn('#tea', 'bob');
    const at = '2026-11-22T12:01:00.000Z';
    person.hears({ ev: 'parted', room: '#tea', nick: 'ann', at }, ok(tag, { room: '#tea' }));
    expect(person.model.places.map(({ name }) => name)).to.deep.equal(['parlance', '#dev']);
  });

  it('takes a room off the list that could not be joined anew, and leaves the others', () => {
    const person = ann();
    person.learns({ link: 'lost', reason: 'gone' });
    person.connects('ann');
    person.isIn('#dev', 'bob');
    person.enters('/part #dev,#tea lunch');
    const { tag: re } = person.lastSent();
    person.hears({ ev: 'error', code: 'not_in_room', message: 'You are not in #tea.', re });
    expect(person.model.places.map(({ name }) => name)).to.deep.equal(['parlance', '#dev']);
    const { tag, ...command } = person.lastSent();
    expect(command).to.deep.equal({ cmd: 'part', rooms: ['#dev'], reason: 'lunch' });
    person.hears({ ev: 'error', code: 'not_in_room', message: 'You are not in #dev.', re: tag });
    expect(person.window()).to.include('You are not in #dev.');
  });

  it('is told why a room stays on the list that they are out of', () => {
    const person = ann();
    person.types('a thought');
    const at = '2026-11-22T12:01:00.000Z';
    person.hears({ ev: 'kicked', room: '#dev', seq: 1, at, from: 'bob', nick: 'ann' });
    person.presses('alt-3');
    person.enters('/part #dev');
    expect(person.sent()).to.deep.equal([]);
    expect(person.shown).to.equal('#tea');
    expect(person.window()).to.include('#dev stays on the list for what you have written there.');
  });

  it('goes on in a room that is renamed, with what was said in it, and is out of one that is deleted', () => {
    const person = ann();
    const at = '2026-11-22T12:01:00.000Z';
    person.says('bob', '#dev', 'good morning');
    person.hears({ ev: 'renamed', room: '#kitchen', seq: 99, at, from: 'bob', was: '#dev' });
    expect(person.shown).to.equal('#kitchen');
    expect(person.window()).to.match(/good morning[\s\S]*bob renamed #dev to #kitchen/);
    person.hears({ ev: 'welcomed', room: '#kitchen', from: 'bob', text: 'tea at five', at });
    expect(person.window()).to.match(/#kitchen welcomes you: tea at five/);
    person.enters('hello');
    expect(person.lastSent())
      .to.deep.include({ text: 'hello' })
      .and.to.deep.include({ to: '#kitchen' });
    person.hears({ ev: 'forgotten', room: '#kitchen', from: 'bob', at });
    expect(person.window()).to.match(/bob has deleted #kitchen/);
    person.enters('hello?');
    expect(person.lastSent()).to.equal(undefined);
  });

  it('sees what is said where they are, and counts of what is said elsewhere', () => {
    const person = ann();
    person.says('bob', '#dev', 'good morning');
    person.says('bob', '#tea', 'green?');
    person.says('carl', '#tea', 'ann: or black?');
    expect(person.window()).to.match(/:01 +bob good morning/);
    expect(person.counts('#dev')).to.deep.equal({ unread: 0, mentions: 0 });
    expect(person.counts('#tea')).to.deep.equal({ unread: 2, mentions: 1 });
    expect(person.screen()).to.match(/#tea +2!/);
  });

  it('hears the bell when somebody calls them, and not when they say their own nick', () => {
    const person = ann();
    person.says('ann', '#dev', 'ann is here');
    person.says('bob', '#dev', 'annoying');
    expect(person.effects).to.deep.equal([]);
    person.says('bob', '#tea', 'hi, ANN!');
    expect(person.effects).to.deep.equal([{ do: 'call', title: 'bob in #tea', text: 'hi, ANN!' }]);
  });

  it('hears no bell after they have switched it off, until it is on again', () => {
    const person = ann();
    person.enters('/bell off');
    expect(person.window()).to.match(/The bell is off/);
    person.says('bob', '#tea', 'ann?');
    person.whispers('bob', 'ann', 'psst');
    expect(person.effects).to.deep.equal([]);
    expect(person.counts('#tea')).to.deep.equal({ unread: 1, mentions: 1 });
    person.enters('/bell on');
    person.says('bob', '#tea', 'ann!');
    expect(person.effects).to.deep.equal([{ do: 'call', title: 'bob in #tea', text: 'ann!' }]);
  });

  it('sees how much is unread above and below a list of rooms that is longer than the screen', () => {
    const person = ann(80, 12);
    for (let each = 1; each <= 20; each += 1) person.isIn(`#room${each}`);
    person.says('bob', '#tea', 'one');
    person.says('bob', '#room1', 'two');
    expect(person.screen()).not.to.match(/↑/);
    person.presses('ctrl-k');
    person.types('room10');
    person.presses('enter');
    expect(person.screen())
      .to.match(/↑ 2 unread/)
      .and.not.match(/↓/);
    person.says('bob', '#room20', 'ann?');
    expect(person.screen()).to.match(/↓ 1 mention/);
  });

  it('reads what was counted by going there, where a line is drawn above what is new', () => {
    const person = ann();
    person.presses('alt-3');
    person.says('bob', '#tea', 'old');
    person.presses('alt-2');
    person.says('bob', '#tea', 'fresh');
    person.presses('alt-3');
    expect(person.counts('#tea').unread).to.equal(0);
    expect(person.window()).to.match(/old\n─+ new ─+ *\n.*fresh/);
  });

  it('is told of joins and parts that follow each other in one line', () => {
    const person = ann();
    const at = '2026-11-22T12:02:00.000Z';
    person.hears(
      { ev: 'joined', room: '#dev', nick: 'dora', at },
      { ev: 'joined', room: '#dev', nick: 'emil', at },
      { ev: 'quit', nick: 'bob', reason: 'lunch', at },
      { ev: 'parted', room: '#dev', nick: 'dora', at },
    );
    expect(person.window()).to.match(/dora came and went · emil joined · bob \(lunch\) quit/);
    expect(person.window().match(/:02 /g)).to.have.length(1);
  });

  it('sees who is there and who is away', () => {
    const person = ann();
    person.hears({ ev: 'away', nick: 'bob', text: 'lunch', at: '2026-11-22T12:02:00.000Z' });
    expect(person.screen()).to.match(/│ bob z/);
    person.hears({ ev: 'back', nick: 'bob', at: '2026-11-22T12:03:00.000Z' });
    expect(person.screen()).not.to.match(/bob z/);
    const at = '2026-11-22T12:04:00.000Z';
    person.hears({ ev: 'joined', room: '#dev', nick: 'carl', away: true, at });
    expect(person.screen()).to.match(/│ carl z/);
  });

  it('sees a new nick in the room, in the list, and in a private conversation', () => {
    const person = ann();
    person.whispers('bob', 'ann', 'psst');
    person.hears({ ev: 'nick', from: 'bob', to: 'robert', at: '2026-11-22T12:02:00.000Z' });
    expect(person.window()).to.match(/bob is now robert/);
    expect(person.screen()).to.match(/4 robert +1!/);
    expect(person.screen()).to.match(/│ robert/);
  });

  it('no longer has a room on the list that they left', () => {
    const person = ann();
    person.hears({ ev: 'parted', room: '#dev', nick: 'ann', at: '2026-11-22T12:02:00.000Z' });
    expect(person.shown).to.equal('#tea');
    expect(person.screen()).not.to.match(/#dev/);
  });
});
