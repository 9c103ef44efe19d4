/** What a person who is logged in has read, here and on another device, without a terminal. */
import { expect } from 'chai';
import type { EventOf } from '../../../grammar/events.ts';
import { page, Sitter } from '../sitter.ts';

/** Ann is logged in, in #dev, which she sees, and #tea, and was told nothing yet. */
function loggedIn(): Sitter {
  const person = new Sitter(100, 30, { logsIn: true });
  person.connects('ann');
  person.isIn('#dev', 'bob');
  person.isIn('#tea', 'bob');
  person.sent();
  return person;
}

const reads = (person: Sitter) =>
  person
    .sent()
    .flatMap((command) => (command.cmd === 'read' ? [[command.target, command.seq]] : []));

const unread = (...logs: EventOf<'unread'>['logs']): EventOf<'unread'> => ({ ev: 'unread', logs });

describe('a person who is logged in', () => {
  it('sees what is unread as the server has counted it, also in private', () => {
    const person = loggedIn();
    person.hears(
      unread(
        { room: '#tea', read: 4, unread: 5, mentions: 1 },
        { log: '@k7', with: 'eve', read: 0, unread: 2 },
      ),
    );
    expect(person.counts('#tea')).to.deep.equal({ unread: 5, mentions: 1 });
    expect(person.counts('eve')).to.deep.equal({ unread: 2, mentions: 2 });
    expect(person.screen()).to.match(/#tea +5!/);
  });

  it('finds the line above what is new when she comes to it', () => {
    const person = new Sitter(100, 30, { logsIn: true });
    person.connects('ann');
    person.isIn('#tea', 'bob');
    person.hears({ ev: 'room', room: '#dev', seq: 6, count: 2, members: [], settings: {} });
    const { tag } = person.lastSent();
    person.hears(unread({ room: '#dev', read: 4, unread: 2 }), page(tag, 1, 6, false));
    person.presses('alt-3');
    expect(person.window()).to.match(/number 4\.\n.* new .*\n.*number 5\./);
  });

  it('tells the server how far she has read, and not more often than it is of use', () => {
    const person = loggedIn();
    person.says('bob', '#dev', 'one');
    expect(reads(person), 'nobody has pressed a key').to.deep.equal([]);
    person.presses('home');
    expect(reads(person)).to.deep.equal([['#dev', 1]]);
    person.says('bob', '#dev', 'two');
    person.says('bob', '#dev', 'three');
    expect(reads(person)).to.deep.equal([]);
    person.waits(3000);
    expect(reads(person)).to.deep.equal([['#dev', 3]]);
    person.waits(60_000);
    person.says('bob', '#dev', 'four');
    expect(reads(person), 'she does not look any more').to.deep.equal([]);
  });

  it('has read what was on the screen when she goes elsewhere, and nothing that is below it', () => {
    const person = loggedIn();
    person.says('bob', '#dev', 'one');
    person.says('bob', '#dev', 'two');
    person.says('bob', '#tea', 'elsewhere');
    person.presses('alt-3');
    expect(reads(person)).to.deep.equal([
      ['#dev', 2],
      ['#tea', 1],
    ]);
  });

  it('has nothing unread here that she has read on another device', () => {
    const person = loggedIn();
    for (const text of ['one', 'two', 'ann: three']) person.says('bob', '#tea', text);
    expect(person.counts('#tea')).to.deep.equal({ unread: 3, mentions: 1 });
    person.hears({ ev: 'read', room: '#tea', seq: 2 });
    expect(person.counts('#tea')).to.deep.equal({ unread: 1, mentions: 1 });
    person.hears({ ev: 'read', room: '#tea', seq: 3 });
    expect(person.counts('#tea')).to.deep.equal({ unread: 0, mentions: 0 });
  });

  it('asks again when the connection is back: it may have been read elsewhere meanwhile', () => {
    const person = loggedIn();
    person.says('bob', '#tea', 'one');
    person.learns({ link: 'lost', reason: 'gone' });
    person.connects('ann', { resumed: true });
    const asked = person.sent().find(({ cmd }) => cmd === 'unread') as { tag: string } | undefined;
    person.hears({ ...unread(), re: asked?.tag ?? '' });
    expect(person.counts('#tea').unread).to.equal(0);
    expect(person.window()).not.to.match(/nothing/i);
  });
});

describe('a guest', () => {
  it('has nobody to tell what she has read', () => {
    const person = new Sitter(100, 30);
    person.connects('ann');
    person.isIn('#dev', 'bob');
    person.says('bob', '#dev', 'one');
    person.presses('home');
    expect(reads(person)).to.deep.equal([]);
  });
});

describe('a person who has chosen what rings', () => {
  const rings = (person: Sitter): number =>
    person.effects.splice(0).filter((effect) => effect.do === 'call').length;
  const chosen = (...levels: EventOf<'notify'>['levels']): EventOf<'notify'> => ({
    ev: 'notify',
    levels,
  });

  it('is rung for by all that is said where she wants that, and by nothing where she does not', () => {
    const person = loggedIn();
    person.hears(chosen({ level: 'none' }, { room: '#tea', level: 'all' }));
    person.says('bob', '#dev', 'ann: hi');
    person.whispers('bob', 'ann', 'psst');
    expect(rings(person)).to.equal(0);
    person.says('bob', '#tea', 'anybody?');
    expect(rings(person)).to.equal(1);
    expect(person.counts('#tea')).to.deep.equal({ unread: 1, mentions: 0 });
  });

  it('is called again when the time is over', () => {
    const person = loggedIn();
    const until = '2026-11-22T12:02:00.000Z';
    person.hears(chosen({ level: 'mentions' }, { room: '#tea', level: 'none', until }));
    person.says('bob', '#tea', 'ann: hi');
    expect(rings(person)).to.equal(0);
    person.waits(60_000);
    person.says('bob', '#tea', 'ann: hi');
    expect(rings(person)).to.equal(1);
  });
});
