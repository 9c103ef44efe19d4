/** What a person sees of rooms, people and connections, without a terminal. */
import { expect } from 'chai';
import type { EventOf } from '../../grammar/events.ts';
import { type Sitter, sitter } from './sitter.ts';

/** Ann, connected, in #dev with bob, and with #tea. */
function ann(columns?: number, rows?: number): Sitter {
  const person = sitter(columns, rows);
  person.connects('ann');
  person.isIn('#dev', 'bob');
  person.isIn('#tea', 'bob', 'carl');
  person.sent();
  return person;
}

const ok = (re: string, more: Partial<EventOf<'ok'>> = {}): EventOf<'ok'> => ({
  ev: 'ok',
  re,
  done: 'say',
  ...more,
});

describe('a person at the screen', () => {
  describe('in rooms', () => {
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

    it('goes to a room by switching to it, and is told of one that they ask about', () => {
      const person = ann();
      const members = [{ nick: 'ann' }];
      const state = { ev: 'room' as const, seq: 0, count: 1, members, settings: {} };
      person.enters('/room #tea');
      person.hears({ ...state, room: '#tea', re: person.lastSent().tag });
      expect(person.shown).to.equal('#tea');
      person.enters('/names #other');
      person.hears({ ...state, room: '#other', re: person.lastSent().tag });
      expect(person.shown).to.equal('#tea');
      expect(person.window()).to.match(/#other, 1 person: ann/);
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
      expect(person.effects).to.deep.equal([{ do: 'bell' }]);
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

  describe('saying something', () => {
    it('sees it as being sent until the server has it, and then once', () => {
      const person = ann();
      person.enters('hello');
      const command = person.lastSent();
      expect(command).to.include({ cmd: 'msg', to: '#dev', text: 'hello' });
      expect(person.window()).to.match(/… +ann hello/);
      expect(person.screen()).to.match(/1 sending/);
      person.says('ann', '#dev', 'hello');
      person.hears(ok(command.tag, { room: '#dev', seq: 1 }));
      expect(person.window().match(/hello/g)).to.have.length(1);
      expect(person.screen()).not.to.match(/sending/);
    });

    it('gets a refused line back, with the reason', () => {
      const person = ann();
      person.enters('/topic no');
      const { tag } = person.lastSent();
      expect(person.line).to.equal('');
      person.hears({ ev: 'error', re: tag, code: 'not_in_room', message: 'You are not in #dev.' });
      expect(person.line).to.equal('/topic no');
      expect(person.window()).to.match(/!! You are not in #dev/);
    });

    it('does not lose what they type meanwhile to a line that comes back', () => {
      const person = ann();
      person.enters('first');
      const { tag } = person.lastSent();
      person.types('second');
      person.hears({ ev: 'error', re: tag, code: 'store_unavailable', message: 'Later.' });
      expect(person.line).to.equal('second');
      person.presses('up');
      expect(person.line).to.equal('first');
    });

    it('keeps a line that can not be sent, and sees why', () => {
      const person = ann();
      person.enters('/jion #dev');
      expect(person.line).to.equal('/jion #dev');
      expect(person.hint()).to.match(/Did you mean \/join/);
      expect(person.sent()).to.deep.equal([]);
    });

    it('says it in the room that they see, whatever the server thinks of', () => {
      const person = ann();
      person.enters('/topic release on friday');
      const [first, second] = person.sent();
      expect(first).to.include({ cmd: 'room', room: '#dev' });
      expect(second).to.include({ cmd: 'topic', text: 'release on friday' });
    });

    it('does not act in a room that they do not see', () => {
      const person = ann();
      person.whispers('bob', 'ann', 'psst');
      person.presses('alt-4');
      person.enters('/me waves');
      expect(person.sent()).to.deep.equal([]);
      expect(person.line).to.equal('/me waves');
    });

    it('opens a private conversation with its first message, and is there then', () => {
      const person = ann();
      person.enters('/msg bob psst');
      const { tag } = person.lastSent();
      expect(person.window()).to.match(/→ bob: psst/);
      person.whispers('ann', 'bob', 'psst');
      person.hears(ok(tag, { log: '@k1', seq: 1 }));
      expect(person.shown).to.equal('bob');
      expect(person.window().match(/psst/g)).to.have.length(1);
    });

    it('sends several lines as one message', () => {
      const person = ann();
      person.types('one');
      person.presses('alt-enter');
      person.enters('two');
      expect(person.lastSent()).to.include({ cmd: 'msg', text: 'one\ntwo' });
    });

    it('is asked before more than three pasted lines are sent', () => {
      const person = ann();
      person.pastes('1\n2\n3\n4');
      person.presses('enter');
      expect(person.sent()).to.deep.equal([]);
      expect(person.screen()).to.match(/Send all these lines/);
      person.types('n');
      expect(person.line).to.equal('1\n2\n3\n4');
      person.presses('enter');
      person.types('y');
      expect(person.lastSent()).to.include({ text: '1\n2\n3\n4' });
      person.pastes('1\n2\n3');
      person.presses('enter');
      expect(person.lastSent()).to.include({ text: '1\n2\n3' });
    });

    it('does not send the newline at the end of what they pasted', () => {
      const person = ann();
      person.pastes('one\n');
      person.presses('enter');
      expect(person.lastSent()).to.include({ text: 'one' });
      person.pastes('1\n2\n3\n');
      person.presses('enter');
      expect(person.lastSent()).to.include({ text: '1\n2\n3' });
    });

    it('finds a draft where they left it', () => {
      const person = ann();
      person.types('half a thou');
      person.presses('alt-3');
      expect(person.line).to.equal('');
      person.types('tea');
      person.presses('alt-/');
      expect(person.line).to.equal('half a thou');
    });
  });

  describe('when the connection is lost', () => {
    it('sees it, and what is not confirmed goes on being sent in the same session', () => {
      const person = ann();
      person.learns({ link: 'lost', reason: 'the server does not answer' });
      person.learns({ link: 'connecting', attempt: 2, inMs: 3000 });
      expect(person.screen()).to.match(/connecting in 3 s \(try 2\)/);
      person.enters('are you there?');
      const { tag } = person.lastSent();
      person.connects('ann', { resumed: true });
      person.says('ann', '#dev', 'are you there?');
      person.hears(ok(tag, { seq: 1 }));
      expect(person.window().match(/are you there/g)).to.have.length(1);
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

  describe('moving about', () => {
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
});

function page(re: string, from: number, to: number, more: boolean): EventOf<'history'> {
  const events = Array.from({ length: to - from + 1 }, (_, index) => ({
    ev: 'message' as const,
    room: '#dev',
    seq: from + index,
    at: new Date(Date.parse('2026-11-22T12:00:00Z') + (from + index) * 100).toISOString(),
    from: 'bob',
    kind: 'say' as const,
    text: `number ${from + index}.`,
  }));
  return { ev: 'history', re, room: '#dev', events, ...(more && { more: true }) };
}
