/** What a person sees of a room's members, and does to them, without a terminal. */
import { expect } from 'chai';
import type { EventOf } from '../../../grammar/events.ts';
import type { Role } from '../../../grammar/roles.ts';
import { ok, type Sitter, ann as sitterAnn } from '../sitter.ts';

const at = '2026-11-22T12:01:00.000Z';

/** Ann, who is this in #dev, where bob is an op and eve is away; the list is open, on her. */
function inList(role: Role): Sitter {
  const person = sitterAnn();
  const members = [
    { nick: 'ann', role },
    { nick: 'bob', role: 'op' as const },
    { nick: 'eve', away: true as const },
  ];
  person.hears({ ev: 'room', room: '#dev', seq: 0, count: 3, members, settings: {} });
  person.presses('f2');
  return person;
}

describe('a person who looks at the members of a room', () => {
  it('sees who they are, and whom she ignores', () => {
    const person = inList('member');
    person.hears({ ev: 'ignored', re: person.lastSent().tag, people: ['eve'] });
    expect(person.window()).to.match(/ ann .*\n bob +op \n eve +away, ignored /);
  });

  it('knows a bot by its mark, in the list beside the messages, too', () => {
    const person = sitterAnn();
    const members = [{ nick: 'ann' }, { nick: 'ci', bot: true as const }];
    person.hears({ ev: 'room', room: '#dev', seq: 0, count: 2, members, settings: {} });
    expect(person.screen()).to.match(/ci bot/);
    person.presses('f2');
    expect(person.window()).to.match(/ ci +bot /);
  });

  it('is offered what her role lets her do, and no more', () => {
    const member = inList('member');
    member.presses('down');
    expect(member.hint()).to.match(/^bob \(op\): .*w who is it +i ignore +Esc/);
    const op = inList('op');
    op.presses('down', 'down');
    expect(op.hint()).to.match(/^eve: .*v give voice +k put out/);
    expect(op.hint()).not.to.match(/make op/);
    op.presses('up');
    expect(op.hint()).to.match(/k put out/);
    const owner = inList('owner');
    owner.presses('down');
    expect(owner.hint()).to.match(/o unmake op +k put out/);
    owner.presses('up');
    expect(owner.hint()).not.to.match(/ignore|put out/);
  });

  it('does it by a letter, as if she had typed it, and stays there', () => {
    const person = inList('owner');
    person.presses('down', 'down');
    person.types('v');
    expect(person.lastSent()).to.include({ cmd: 'voice', room: '#dev', nick: 'eve' });
    const given = { ev: 'role' as const, room: '#dev', at, from: 'ann', nick: 'eve' };
    person.hears({ ...given, seq: 99, role: 'voice' });
    expect(person.window()).to.match(/eve +voice, away/);
    expect(person.hint()).to.match(/v take voice/);
    person.presses('escape');
    expect(person.window()).to.match(/ann gave eve voice/);
  });

  it('writes to one in private by Enter', () => {
    const person = inList('member');
    person.presses('down', 'enter');
    expect(person.shown).to.equal('bob');
    person.presses('f2');
    expect(person.hint()).to.match(/There are no members here/);
  });
});

describe('a person who puts somebody out', () => {
  it('is told what it does, and does it when she says yes', () => {
    const person = inList('op');
    person.presses('down', 'down');
    person.sent();
    person.types('k');
    expect(person.sent()).to.deep.equal([]);
    expect(person.screen()).to.match(/Do it\? y\/n \/kick #dev eve/);
    expect(person.hint()).to.match(/^eve is put out of #dev, and everybody there is told/);
    person.types('n');
    expect(person.sent()).to.deep.equal([]);
    person.types('k');
    person.types('y');
    expect(person.lastSent()).to.include({ cmd: 'kick', room: '#dev', nick: 'eve' });
    expect(person.hint()).to.match(/^eve: /);
  });

  it('is asked also when she has typed it, and has the line as before when she does not', () => {
    const person = sitterAnn();
    person.enters('/kick bob noise');
    expect(person.sent()).to.deep.equal([]);
    person.presses('escape');
    expect(person.line).to.equal('/kick bob noise');
    person.presses('enter', 'enter');
    expect(person.lastSent()).to.include({ cmd: 'kick', nick: 'bob', reason: 'noise' });
    expect(person.line).to.equal('');
  });
});

describe('a person who bans somebody', () => {
  const hits = (re: string): EventOf<'hits'> => ({
    ...{ ev: 'hits', re, room: '#dev', does: 'ban', who: 'spam*', count: 2 },
    people: ['spam1', 'spam2'],
  });

  it('sees first whom that would hit, and does it when she says yes', () => {
    const person = sitterAnn();
    person.enters('/ban spam* for=2h noise');
    const asked = person.lastSent();
    const ban = { cmd: 'ban', room: '#dev', who: 'spam*', for: '2h', reason: 'noise' };
    expect(asked).to.include({ ...ban, preview: true });
    person.types('y');
    expect(person.sent(), 'it is not known yet').to.deep.equal([]);
    person.hears(hits(asked.tag), ok(asked.tag));
    expect(person.screen()).to.match(/Do it\? y\/n \/ban spam\*/);
    expect(person.hint()).to.match(/spam1, spam2/);
    person.types('y');
    expect(person.lastSent()).to.include(ban).and.not.have.property('preview');
    expect(person.line).to.equal('');
  });

  it('is told why she may not, and has the line as before', () => {
    const person = sitterAnn();
    person.enters('/mute bob');
    const re = person.lastSent().tag;
    person.hears({ ev: 'error', re, code: 'not_allowed', message: 'Only ops mute.' });
    expect(person.hint()).to.equal('Only ops mute.');
    expect(person.line).to.equal('/mute bob');
    person.enters(' ?');
    expect(person.lastSent()).to.include({ cmd: 'mute', preview: true });
    expect(person.line).to.equal('');
  });

  it('does so by a key in the list of members, which stays', () => {
    const person = inList('op');
    person.presses('down', 'down');
    person.types('b');
    const asked = person.lastSent();
    expect(asked).to.include({ cmd: 'ban', room: '#dev', who: 'eve', preview: true });
    person.hears({ ...hits(asked.tag), who: 'eve' }, ok(asked.tag));
    person.presses('enter');
    expect(person.lastSent()).to.include({ cmd: 'ban', who: 'eve' });
    expect(person.hint()).to.match(/^eve: /);
  });
});

describe('a person who asks for the nick that she has', () => {
  it('is told so where she typed it, and reads of no change', () => {
    const person = sitterAnn();
    person.enters('/nick ann');
    const { tag } = person.lastSent();
    person.hears({ ev: 'nick', from: 'ann', to: 'ann', at }, ok(tag, { nick: 'ann' }));
    expect(person.window()).to.include('You are ann already.').and.not.include('is now');
  });
});

describe('a person who ignores somebody', () => {
  it('has what is held read anew, here and where she comes later', () => {
    const person = sitterAnn();
    person.says('bob', '#dev', 'spam');
    person.says('bob', '#tea', 'spam');
    person.enters('/ignore bob');
    const { tag } = person.lastSent();
    person.hears({ ev: 'ignored', re: tag, people: ['bob'] }, ok(tag));
    expect(person.lastSent()).to.include({ cmd: 'history', target: '#dev' });
    expect(person.window()).not.to.match(/spam/);
    expect(person.hint()).to.equal('You ignore bob');
    person.presses('alt-3');
    expect(person.lastSent()).to.include({ cmd: 'history', target: '#tea' });
  });

  it('hears of what they do no more than where it stands', () => {
    const person = sitterAnn();
    person.says('eve', '#dev', 'hi');
    const before = person.counts('#tea');
    person.hears({ ev: 'hidden', room: '#tea', seq: 1, at });
    expect(person.counts('#tea')).to.deep.equal(before);
    person.hears({ ev: 'hidden', log: '@k9', seq: 1, at });
    expect(person.screen()).not.to.match(/@k9/);
  });
});
