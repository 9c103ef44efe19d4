import { expect } from 'chai';
import type { Command } from '../../grammar/ast.ts';
import type { Event } from '../../grammar/events.ts';
import { roomKey } from '../../grammar/names.ts';
import {
  asked,
  type Conversation,
  type Cursors,
  conversation,
  cut,
  heard,
  type Move,
  opened,
} from '../../server/pipe/conversation.ts';

const dev = roomKey('#dev');

/** An event as it comes over the wire. */
const wire = (event: object): Event => event as Event;
const welcome = (session: string, store = 's1') =>
  wire({ ev: 'welcome', protocol: 1, store, nick: 'guest-1', session });
const ok = (re: string) => wire({ ev: 'ok', re });
const error = (re: string, code = 'no_such_session') =>
  wire({ ev: 'error', re, code, message: 'No.' });
const message = (seq: number) =>
  wire({ ev: 'message', room: '#dev', seq, at: '', from: 'ann', kind: 'say', text: `m${seq}` });

const sent = (moves: Move[]): Command[] =>
  moves.flatMap((move) => (move.do === 'send' ? [move.command] : []));
const told = (moves: Move[]): Event[] =>
  moves.flatMap((move) => (move.do === 'tell' ? [move.event] : []));
const others = (moves: Move[]): Move[] =>
  moves.filter((move) => move.do !== 'send' && move.do !== 'tell');

const join = (cursors: Cursors): Command => {
  const seq = cursors.get(dev);
  return { cmd: 'join', rooms: ['#dev'], ...(seq !== undefined && { cursors: { '#dev': seq } }) };
};

/** Connected for the first time, in #dev, at its event 7. */
function inDev(): Conversation {
  const talk = conversation((cursors) => [join(cursors)], 'p');
  opened(talk);
  heard(talk, welcome('k1'));
  heard(talk, wire({ ev: 'room', room: '#dev', seq: 7, count: 1, members: [], settings: {} }));
  heard(talk, ok('p-1'));
  return talk;
}

describe('a conversation over connections that break', () => {
  it('begins with JSON, then does its steps one by one, then says what was asked meanwhile', () => {
    const talk = conversation(() => [{ cmd: 'nick', nick: 'ann' }, { cmd: 'ping' }], 'p');
    expect(asked(talk, { cmd: 'say', text: 'early' })).to.deep.equal({ tag: 'p-1', moves: [] });
    expect(sent(opened(talk))).to.deep.equal([{ cmd: 'format', format: 'json' }]);
    expect(sent(heard(talk, welcome('k1')))).to.deep.equal([
      { cmd: 'nick', nick: 'ann', tag: 'p-2' },
    ]);
    expect(sent(heard(talk, ok('p-2')))).to.deep.equal([{ cmd: 'ping', tag: 'p-3' }]);
    expect(heard(talk, ok('p-3'))).to.deep.equal([
      { do: 'live' },
      { do: 'send', command: { cmd: 'say', text: 'early', tag: 'p-1' } },
    ]);
    expect(others(heard(talk, ok('p-1')))).to.deep.include.members([
      { do: 'settle', tag: 'p-1', answer: { kind: 'ok', ok: ok('p-1') } },
    ]);
  });

  it('ends when the server refuses a step', () => {
    const talk = conversation(() => [{ cmd: 'nick', nick: 'ann' }], 'p');
    opened(talk);
    heard(talk, welcome('k1'));
    expect(heard(talk, error('p-1', 'nick_taken'))).to.deep.equal([{ do: 'end', why: 'No.' }]);
  });

  it('resumes from what it has read, and sends again, under the same tags, what was not answered', () => {
    const talk = inDev();
    heard(talk, message(8));
    for (const text of ['one', 'two']) asked(talk, { cmd: 'say', text });
    heard(talk, ok('p-2'));
    cut(talk);
    opened(talk);
    expect(sent(heard(talk, welcome('k2')))).to.deep.equal([
      { cmd: 'resume', tag: 'p-4', token: 'k1', cursors: { '#dev': 8 } },
    ]);
    const moves = heard(talk, ok('p-4'));
    expect(sent(moves)).to.deep.equal([{ cmd: 'say', text: 'two', tag: 'p-3' }]);
    expect(others(moves)).to.deep.equal([{ do: 'note', note: 'resumed' }, { do: 'live' }]);
  });

  it('tells a replayed event once, and takes a room’s seq for read only when it begins there', () => {
    const talk = inDev();
    expect(told(heard(talk, message(7)))).to.deep.equal([]);
    expect(told(heard(talk, message(8)))).to.have.length(1);
    heard(talk, wire({ ev: 'room', room: '#dev', seq: 20, count: 1, members: [], settings: {} }));
    expect(told(heard(talk, message(9)))).to.have.length(1);
    expect(told(heard(talk, message(8)))).to.deep.equal([]);
  });

  it('goes on after what lagged skipped', () => {
    const talk = inDev();
    expect(told(heard(talk, wire({ ev: 'lagged', room: '#dev', from: 8, to: 90 })))).to.have.length(
      1,
    );
    expect(talk.cursors.get(dev)).to.equal(90);
  });

  it('finishes its steps after a cut, under their first tags', () => {
    const talk = conversation((cursors) => [{ cmd: 'nick', nick: 'ann' }, join(cursors)], 'p');
    opened(talk);
    heard(talk, welcome('k1'));
    heard(talk, ok('p-1'));
    cut(talk);
    opened(talk);
    heard(talk, welcome('k2'));
    expect(sent(heard(talk, ok('p-3')))).to.deep.equal([
      { cmd: 'join', rooms: ['#dev'], tag: 'p-2' },
    ]);
  });

  it('says so when the session is gone, gives up what was unanswered, and begins anew where it was', () => {
    const talk = inDev();
    heard(talk, message(8));
    asked(talk, { cmd: 'say', text: 'perhaps' });
    cut(talk);
    asked(talk, { cmd: 'say', text: 'certainly not' });
    opened(talk);
    heard(talk, welcome('k2'));
    expect(heard(talk, error('p-4'))).to.deep.equal([
      { do: 'note', note: 'gone' },
      { do: 'settle', tag: 'p-2', answer: { kind: 'lost' } },
      {
        do: 'send',
        command: { cmd: 'join', rooms: ['#dev'], cursors: { '#dev': 8 }, tag: 'p-5' },
      },
    ]);
    expect(sent(heard(talk, ok('p-5')))).to.deep.equal([
      { cmd: 'say', text: 'certainly not', tag: 'p-3' },
    ]);
    expect(talk.token).to.equal('k2');
  });

  it('tries later when the resume fails for another reason', () => {
    const talk = inDev();
    cut(talk);
    opened(talk);
    heard(talk, welcome('k2'));
    expect(heard(talk, error('p-2', 'store_unavailable'))).to.deep.equal([{ do: 'redial' }]);
    expect(talk.token).to.equal('k1');
  });

  it('forgets its cursors in another store', () => {
    const talk = inDev();
    cut(talk);
    opened(talk);
    const moves = heard(talk, welcome('k2', 's2'));
    expect(others(moves)).to.deep.equal([{ do: 'note', note: 'new_store' }]);
    expect(sent(moves)).to.deep.include({ cmd: 'resume', tag: 'p-2', token: 'k1', cursors: {} });
  });

  it('forgets a cursor that the server calls wrong', () => {
    const talk = inDev();
    heard(talk, wire({ ev: 'error', code: 'bad_cursor', target: '#dev', message: 'No.' }));
    expect(talk.cursors.has(dev)).to.equal(false);
  });

  it('is over when somebody else takes its session, but not when the server shuts down', () => {
    const bye = (code: string) => wire({ ev: 'bye', code, message: 'Bye.' });
    expect(heard(inDev(), bye('taken_over'))).to.deep.equal([{ do: 'end', why: 'Bye.' }]);
    expect(heard(inDev(), bye('shutdown'))).to.deep.equal([]);
  });

  it('answers a ping', () => {
    expect(sent(heard(inDev(), wire({ ev: 'ping' })))).to.deep.equal([{ cmd: 'ping' }]);
  });

  it('does not talk to a protocol that it does not know', () => {
    const talk = conversation(() => [], 'p');
    opened(talk);
    const [move] = heard(talk, wire({ ev: 'welcome', protocol: 2, store: 's1', session: 'k1' }));
    expect(move).to.have.property('do', 'end');
  });
});
