/** Somebody whose nick is held by a ghost: the session that they had before. */
import { expect } from 'chai';
import type { EventOf } from '../../../grammar/events.ts';
import { ok, type Sitter, sitter } from '../sitter.ts';

const at = '2026-11-22T12:02:00.000Z';
const taken = { ev: 'error', code: 'nick_taken', message: 'ann is in use.' } as const;

const whois = (re: string, connected: boolean): EventOf<'whois'> => ({
  ev: 'whois',
  re,
  nick: 'ann',
  rooms: [],
  since: at,
  connected,
});

/** Who asked to be ann, is ann_, and is in #dev with whoever is ann. */
function secondAnn(connected: boolean): Sitter {
  const person = sitter(120, 24, { nick: 'ann' });
  person.connects('guest-k3');
  person.sent();
  person.hears(taken, { ev: 'nick', from: 'guest-k3', to: 'ann_', at });
  const { tag, ...question } = person.lastSent();
  expect(question).to.deep.equal({ cmd: 'whois', nick: 'ann' });
  person.hears(whois(tag, connected), ok(tag));
  const members = [{ nick: 'ann' }, { nick: 'ann_' }];
  person.hears({ ev: 'room', room: '#dev', seq: 0, count: 2, members, settings: {} });
  person.sent();
  return person;
}

describe('a person whose nick a ghost has', () => {
  it('is told so, and takes it when the ghost is gone', () => {
    const person = secondAnn(false);
    expect(person.hint()).to.match(/ann has lost the connection.* You are ann_ until it is free/);
    person.hears({ ev: 'quit', nick: 'ann', reason: 'connection lost', at });
    expect(person.lastSent()).to.include({ cmd: 'nick', nick: 'ann' });
    expect(person.hint()).to.match(/until it is free/);
    person.hears({ ev: 'nick', from: 'ann_', to: 'ann', at });
    expect(person.screen()).to.match(/ann> /);
    expect(person.hint()).to.not.match(/until it is free/);
    person.waits(60_000);
    expect(person.sent()).to.deep.equal([]);
  });

  it('looks after a ghost that nobody tells of', () => {
    const person = secondAnn(false);
    person.waits(14_000);
    expect(person.sent()).to.deep.equal([]);
    person.waits(1_000);
    const asked = person.lastSent();
    expect(asked).to.include({ cmd: 'nick', nick: 'ann' });
    person.hears({ ...taken, re: asked.tag });
    const again = person.lastSent();
    expect(again).to.include({ cmd: 'whois', nick: 'ann' });
    const before = person.screen();
    person.hears(whois(again.tag, false), ok(again.tag));
    expect(person.screen()).to.equal(before);
    person.waits(15_000);
    expect(person.lastSent()).to.include({ cmd: 'nick', nick: 'ann' });
  });

  it('leaves it to somebody who is here until they go', () => {
    const person = secondAnn(true);
    person.presses('alt-1');
    expect(person.window()).to.match(/ann is somebody who is here. You are ann_ until they go/);
    person.waits(60_000);
    expect(person.sent()).to.deep.equal([]);
    person.hears({ ev: 'nick', from: 'ann', to: 'anna', at });
    expect(person.lastSent()).to.include({ cmd: 'nick', nick: 'ann' });
  });

  it('may give it up once they have it', () => {
    const person = secondAnn(false);
    person.hears({ ev: 'quit', nick: 'ann', reason: 'connection lost', at });
    const { tag: taken } = person.lastSent();
    person.hears({ ev: 'nick', from: 'ann_', to: 'ann', at }, ok(taken, { nick: 'ann' }));
    person.enters('/nick zoe');
    const { tag } = person.lastSent();
    person.hears({ ev: 'nick', from: 'ann', to: 'zoe', at });
    expect(person.sent()).to.deep.equal([]);
    person.hears(ok(tag, { nick: 'zoe' }));
    person.waits(60_000);
    expect(person.sent()).to.deep.equal([]);
  });

  it('does not take it any more when they have chosen another', () => {
    const person = secondAnn(false);
    person.enters('/nick zoe');
    const { tag } = person.lastSent();
    person.hears({ ev: 'nick', from: 'ann_', to: 'zoe', at }, ok(tag, { nick: 'zoe' }));
    person.hears({ ev: 'quit', nick: 'ann', reason: '', at });
    person.waits(60_000);
    expect(person.sent()).to.deep.equal([]);
  });
});
