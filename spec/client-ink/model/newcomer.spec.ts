/** The first minute of somebody who has never seen the client. */
import { expect } from 'chai';
import type { EventOf } from '../../../grammar/events.ts';
import { ok, type Sitter, sitter } from '../sitter.ts';

const sizes = [
  [40, 10],
  [80, 24],
  [100, 30],
] as const;

function newcomer(columns = 80, rows = 24): Sitter {
  const person = sitter(columns, rows);
  person.connects('guest-2d');
  return person;
}

const list = (re: string, ...names: string[]): EventOf<'rooms'> => ({
  ev: 'rooms',
  re,
  rooms: names.map((room) => ({ room, count: 1 })),
});

describe('somebody who has said who to be', () => {
  it('is not greeted by the nick that the server makes up until then', () => {
    const person = sitter(80, 12, { nick: 'ann' });
    person.connects('guest-2d');
    expect(person.window()).to.match(/Welcome to parlance\.$/m);
    const later = sitter(80, 12, { nick: 'ann' });
    later.connects('ann');
    expect(later.window()).to.match(/Welcome to parlance, ann\.$/m);
  });
});

describe('a newcomer', () => {
  for (const [columns, rows] of sizes) {
    it(`reads on the first screen what to do, at ${columns}x${rows}`, () => {
      const person = newcomer(columns, rows);
      for (const words of ['/nick NAME', '/rooms', '/join #', 'F1', '/quit', 'guest-2d']) {
        expect(person.screen()).to.include(words);
      }
      expect(person.screen()).to.include('Welcome to parlance');
      expect(person.rows()).to.have.length(rows);
      person.isIn('#tea');
      expect(person.screen()).not.to.include('/nick NAME');
      expect(person.window()).to.match(/This is where #tea begins\./);
      person.says('bob', '#tea', 'hello');
      expect(person.window()).not.to.match(/is said to everybody here/);
    });
  }

  it('is in nobody’s way: what there is to read comes first', () => {
    const person = newcomer(40, 10);
    person.enters('/rooms');
    const names = Array.from({ length: 20 }, (_, index) => `#room-${index}`);
    person.hears(list(person.lastSent().tag, ...names));
    expect(person.window()).to.include('#room-0').and.not.include('/nick NAME');
    person.presses('escape');
    expect(person.window()).to.include('#room-19').and.not.include('/nick NAME');
  });

  for (const [columns, rows] of [
    [40, 10],
    [80, 24],
  ] as const) {
    it(`reads the whole reason why there is no connection, in ${columns}x${rows}`, () => {
      const person = sitter(columns, rows);
      const reason = '127.0.0.1:17680 is no Parlance server: a web server answers.';
      person.learns({ link: 'lost', reason });
      person.learns({ link: 'connecting', attempt: 2, inMs: 1000 });
      expect(person.window().replace(/\s+/g, ' ')).to.include(`${reason} It goes on trying;`);
      person.connects();
      expect(person.window()).to.not.include('web server');
    });
  }

  it('is not told what to do while there is no connection', () => {
    expect(sitter(80, 24).screen()).not.to.include('/join');
  });

  it('sees which rooms there are without having asked, gets them by Tab, and goes into one by letters', () => {
    const person = newcomer();
    const { cmd, tag } = person.lastSent();
    expect(cmd).to.equal('rooms');
    person.hears(list(tag, '#dev', '#tea'), ok(tag));
    expect(person.window()).to.match(/These rooms are open: *\n #dev +1 person *\n #tea +1 person/);
    person.presses('ctrl-k');
    person.types('te');
    expect(person.window()).to.match(/#tea +go into this room/);
    person.presses('enter');
    expect(person.lastSent()).to.deep.include({ cmd: 'join', rooms: ['#tea'] });
    person.types('/join #t');
    person.presses('tab');
    expect(person.line).to.equal('/join #tea ');
  });

  it('gets a room that was opened since: an old list is asked for again, a fresh one is not', () => {
    const person = newcomer();
    const { tag } = person.lastSent();
    person.hears(list(tag, '#dev'), ok(tag));
    person.types('/join #t');
    person.presses('tab');
    expect(person.sent()).to.deep.equal([]);
    expect(person.hint()).to.equal(
      'No room on the server completes this; /join #NAME opens a new one.',
    );
    person.presses('ctrl-u');
    person.types('/msg zo');
    person.presses('tab');
    expect(person.hint()).to.equal('Nothing completes this.');
    person.presses('ctrl-u');
    person.types('/join #t');
    person.waits(60_000);
    person.presses('tab', 'tab');
    const asked = person.sent();
    expect(asked).to.have.length(1);
    const [{ tag: again = '' } = { tag: '' }] = asked;
    person.hears(list(again, '#tea'), ok(again));
    person.presses('tab');
    expect(person.line).to.equal('/join #tea ');
    person.presses('ctrl-u');
    person.types('/join #d');
    person.presses('tab');
    expect(person.line, 'what is gone is not offered').to.equal('/join #d');
  });

  it('asks for no rooms where none may stand', () => {
    const person = newcomer();
    person.sent();
    person.waits(60_000);
    for (const line of ['/nick a', 'hello #t', '/jo']) {
      person.types(line);
      person.presses('tab', 'ctrl-u');
    }
    expect(person.sent()).to.deep.equal([]);
  });

  it('keeps no more than so many rooms in mind', () => {
    const person = newcomer();
    const { tag } = person.lastSent();
    const names = Array.from({ length: 5000 }, (_, index) => `#room-${index}`);
    person.hears(list(tag, ...names));
    expect(person.model.heard.length).to.be.at.most(2000);
  });
});
