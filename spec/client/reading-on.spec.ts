/** What a conversation reads of the rooms that it enters: each event once, from where it was, whatever breaks. */
import { expect } from 'chai';
import fc from 'fast-check';
import { beginning } from '../../client/beginning.ts';
import { asked, heard, opened } from '../../client/conversation.ts';
import { resumable } from '../../client/session.ts';
import { conversation, type TalkEffect } from '../../client/talk.ts';
import type { Event } from '../../grammar/events.ts';
import { logKey, roomKey } from '../../grammar/names.ts';
import {
  again,
  dev,
  error,
  inDev,
  inRooms,
  message,
  ok,
  room,
  sent,
  told,
  welcome,
  wire,
} from './in-dev.ts';

describe('a conversation in its rooms', () => {
  it('goes on in a room that gets another name, and resumes under the new name', () => {
    const talk = inDev();
    const renamed = { ev: 'renamed', room: '#new', seq: 8, at: '', from: 'ann', was: '#dev' };
    expect(told(heard(talk, wire(renamed)))).to.have.length(1);
    const next = wire({ ...message(9), room: '#new' });
    expect(told(heard(talk, next))).to.deep.equal([next]);
    const [resume] = sent(again(talk));
    expect(resume).to.deep.include({ cmd: 'resume', cursors: { '#new': 9 } });
  });

  it('goes on in a room that got another name while it was away', () => {
    const talk = inDev();
    again(talk);
    heard(talk, message(8));
    heard(talk, wire({ ev: 'renamed', room: '#new', seq: 9, at: '', from: 'ann', was: '#dev' }));
    heard(talk, wire({ ...message(10), room: '#new' }));
    heard(talk, room(10, '#new'));
    expect([...talk.cursors]).to.deep.equal([[roomKey('#new'), 10]]);
    expect([...talk.rooms.values()]).to.deep.equal(['#new']);
  });

  it('takes what was read on another device for nothing that has happened', () => {
    const talk = inDev();
    const read = wire({ ev: 'read', room: '#dev', seq: 99 });
    expect(heard(talk, read)).to.deep.equal([
      { do: 'hear', input: { link: 'event', event: read } },
    ]);
  });

  it('goes into each room by itself when it may not go into all', () => {
    const talk = conversation(beginning({ rooms: ['#a', '#b'] }), 'p');
    opened(talk);
    heard(talk, welcome('k1'));
    expect(sent(heard(talk, error('p-1', 'server_full')))).to.deep.equal([
      { cmd: 'join', rooms: ['#a'], tag: 'p-2' },
    ]);
    const refused = heard(talk, error('p-2', 'server_full'));
    expect(sent(refused)).to.deep.equal([{ cmd: 'join', rooms: ['#b'], tag: 'p-3' }]);
  });

  it('reads a room on from where another device has entered it, when it may not enter it itself as it begins', () => {
    const talk = conversation(beginning({ rooms: ['#a', '#b'] }), 'p');
    const inB = (seq: number) => wire({ ...message(seq), room: '#b' });
    opened(talk);
    heard(talk, welcome('k1'));
    heard(talk, room(5, '#b'));
    expect(heard(talk, inB(6)), 'it may come again behind the answer').to.deep.equal([]);
    heard(talk, error('p-1', 'server_full'));
    expect(heard(talk, inB(7)), 'it is yet to be entered by itself').to.deep.equal([]);
    heard(talk, ok('p-2', { room: '#a' }));
    const refused = heard(talk, error('p-3', 'server_full'));
    expect(refused.at(-1)).to.include({ do: 'redial' });
    expect(sent(again(talk))[0]).to.deep.include({ cursors: { '#b': 5 } });
  });

  it('reads a room on from where another device has entered it, when it gets another name before it is entered here', () => {
    const talk = conversation(beginning({ rooms: ['#dev'] }), 'p');
    const renamed = wire({ ev: 'renamed', room: '#new', seq: 7, at: '', from: 'ann', was: '#dev' });
    opened(talk);
    heard(talk, welcome('k1'));
    heard(talk, room(5));
    expect(heard(talk, message(6)), 'it may come again behind the answer').to.deep.equal([]);
    expect(heard(talk, renamed).at(-1)).to.include({ do: 'redial' });
    expect(sent(again(talk))[0]).to.deep.include({ cursors: { '#new': 5 } });
    const missed = wire({ ...message(6), room: '#new' });
    expect(told(heard(talk, missed))).to.deep.equal([missed]);
    expect(told(heard(talk, renamed))).to.deep.equal([renamed]);
  });

  it('tells a replayed event once, and takes a room’s seq for read only when it begins there', () => {
    const talk = inDev();
    again(talk);
    expect(heard(talk, message(7))).to.deep.equal([]);
    expect(told(heard(talk, message(8)))).to.have.length(1);
    heard(talk, room(20));
    expect(told(heard(talk, message(9)))).to.have.length(1);
    expect(heard(talk, message(8))).to.deep.equal([]);
  });

  describe('that hears something else than what follows in a room', () => {
    const redials = (effects: TalkEffect[]) => {
      expect(effects.map((effect) => effect.do)).to.deep.equal(['redial']);
      expect(effects[0]).to.have.property('why').that.contains('#dev');
    };

    it('says so, and resumes from the last that it has', () => {
      const talk = inDev();
      redials(heard(talk, message(9)));
      expect(sent(again(talk))[0]).to.deep.include({ cursors: { '#dev': 7 } });
      for (const seq of [8, 9]) expect(told(heard(talk, message(seq)))).to.have.length(1);
      heard(talk, room(9));
      heard(talk, ok('p-2', { rooms: ['#dev'] }));
      expect(told(heard(talk, message(10)))).to.have.length(1);
    });

    it('does so, too, when it comes twice, or when more lagged than is told', () => {
      redials(heard(inDev(), message(7)));
      redials(heard(inDev(), wire({ ev: 'lagged', room: '#dev', from: 9, to: 20 })));
    });

    it('does so in a replay that leaves something out', () => {
      const talk = inDev();
      again(talk);
      redials(heard(talk, message(9)));
    });

    it('does not mind what was said while it was not there', () => {
      const talk = inDev();
      heard(talk, wire({ ev: 'parted', room: '#dev', nick: 'guest-1', at: '' }));
      asked(talk, { cmd: 'join', rooms: ['#dev'] });
      heard(talk, wire({ ...room(20), re: 'p-2' }));
      heard(talk, ok('p-2', { room: '#dev', cursors: { '#dev': 20 } }));
      expect(told(heard(talk, message(21)))).to.have.length(1);
    });

    it('does not mind what was said while it was put out, which it is told itself', () => {
      const talk = inDev();
      const kicked = { ev: 'kicked', room: '#dev', seq: 8, at: '', from: 'ann', nick: 'guest-1' };
      expect(told(heard(talk, wire(kicked)))).to.have.length(1);
      expect([...talk.rooms.keys()]).to.deep.equal([]);
      asked(talk, { cmd: 'join', rooms: ['#dev'] });
      heard(talk, wire({ ...room(20), re: 'p-2' }));
      heard(talk, ok('p-2', { room: '#dev', cursors: { '#dev': 20 } }));
      expect(told(heard(talk, message(21)))).to.have.length(1);
    });

    it('does not mind what it has asked to hear again', () => {
      const talk = inDev();
      asked(talk, { cmd: 'join', rooms: ['#dev'], cursors: { '#dev': 3 } });
      expect(heard(talk, message(4))).to.deep.equal([]);
    });

    it('tells each event once and in order in the end, whatever the server leaves out or repeats', () => {
      const gone = fc.array(fc.constantFrom('told', 'left out', 'twice'), { maxLength: 30 });
      fc.assert(
        fc.property(gone, (fates) => {
          const talk = inDev();
          const seqs: number[] = [];
          /** True when the connection is given up. */
          const hear = (event: Event): boolean => {
            const effects = heard(talk, event);
            for (const each of told(effects)) if ('seq' in each) seqs.push(each.seq as number);
            return effects.some((effect) => effect.do === 'redial');
          };
          /** On a new connection all is replayed up to `end`. */
          const resume = (end: number): void => {
            const [command] = sent(again(talk));
            for (let seq = (talk.cursors.get(dev) ?? 0) + 1; seq <= end; seq += 1) {
              expect(hear(message(seq))).to.equal(false);
            }
            heard(talk, ok(command?.tag ?? '', { rooms: ['#dev'] }));
          };
          let end = 7;
          for (const fate of [...fates, 'told']) {
            end += 1;
            const times = { told: 1, 'left out': 0, twice: 2 }[fate] ?? 0;
            for (let time = 0; time < times; time += 1) if (hear(message(end))) resume(end);
          }
          expect(seqs).to.deep.equal(Array.from({ length: end - 7 }, (_, n) => n + 8));
        }),
      );
    });
  });

  it('goes on after what lagged skipped', () => {
    const talk = inDev();
    const lagged = wire({ ev: 'lagged', room: '#dev', from: 8, to: 90 });
    expect(told(heard(talk, lagged))).to.deep.equal([lagged]);
    expect(talk.cursors.get(dev)).to.equal(90);
  });

  it('reads a room on from where it entered it, though the connection broke before it was told where', () => {
    const talk = conversation(inRooms, 'p');
    opened(talk);
    heard(talk, welcome('k1'));
    again(talk);
    heard(talk, wire({ ...room(9), re: 'p-2' }));
    expect(told(heard(talk, message(10)))).to.deep.equal([]);
    expect(sent(heard(talk, ok('p-2', { rooms: ['#dev'] })))).to.deep.equal([
      { cmd: 'join', rooms: ['#dev'], tag: 'p-1' },
    ]);
    expect(told(heard(talk, message(11)))).to.deep.equal([]);
    const effects = heard(talk, ok('p-1', { room: '#dev', cursors: { '#dev': 7 } }));
    expect(effects.map((effect) => effect.do)).to.deep.equal(['redial']);
    const [resume] = sent(again(talk));
    expect(resume).to.include({ cmd: 'resume', token: 'k1' });
    expect(resume).to.deep.include({ cursors: { '#dev': 7 } });
    expect(told(heard(talk, message(8)))).to.deep.equal([message(8)]);
  });

  it('reads a room on where it was, though the connection broke before it was told that it is in it again', () => {
    const talk = inDev();
    asked(talk, { cmd: 'part', rooms: ['#dev'] });
    heard(talk, wire({ ev: 'parted', room: '#dev', nick: 'guest-1', at: '' }));
    heard(talk, ok('p-2'));
    asked(talk, { cmd: 'join', rooms: ['#dev'], cursors: { '#dev': 7 } });
    expect(told(heard(talk, message(8)))).to.deep.equal([message(8)]);
    const [resume] = sent(again(talk));
    expect(resume).to.deep.include({ cmd: 'resume', cursors: { '#dev': 8 } });
  });

  it('reads a room from where it enters it again, though it never heard that it had left it', () => {
    const talk = inDev();
    asked(talk, { cmd: 'part', rooms: ['#dev'] });
    again(talk);
    asked(talk, { cmd: 'join', rooms: ['#dev'] });
    heard(talk, ok(talk.resumeTag ?? '', { nick: 'guest-1', rooms: [] }));
    heard(talk, ok('p-2', { room: '#dev' }));
    heard(talk, wire({ ...room(9), re: 'p-4' }));
    heard(talk, ok('p-4', { room: '#dev', cursors: { '#dev': 9 } }));
    expect(told(heard(talk, message(10)))).to.deep.equal([message(10)]);
  });

  it('reads a room on that is entered later, too', () => {
    const talk = inDev();
    asked(talk, { cmd: 'join', rooms: ['#tea'] });
    again(talk);
    heard(talk, wire({ ...room(3, '#tea'), re: 'p-3' }));
    heard(talk, ok('p-3', { rooms: ['#dev', '#tea'] }));
    const effects = heard(talk, ok('p-2', { room: '#tea', cursors: { '#tea': 1 } }));
    expect(effects.map((effect) => effect.do)).to.deep.equal(['hear', 'redial']);
    expect(sent(again(talk))[0]).to.deep.include({ cursors: { '#dev': 7, '#tea': 1 } });
  });

  it('knows a room that was joined or made from one that was asked about', () => {
    const talk = inDev();
    asked(talk, { cmd: 'join', rooms: ['#tea'] });
    asked(talk, { cmd: 'names', room: '#far' });
    asked(talk, { cmd: 'room', room: '#us', private: true });
    const state = (name: string, re: string) => wire({ ...room(3, name), re });
    expect(told(heard(talk, state('#tea', 'p-2')))).to.deep.equal([room(3, '#tea')]);
    expect(told(heard(talk, state('#far', 'p-3')))).to.deep.equal([state('#far', 'p-3')]);
    expect(told(heard(talk, state('#us', 'p-4')))).to.deep.equal([room(3, '#us')]);
    expect([...talk.rooms.values()]).to.deep.equal(['#dev', '#tea', '#us']);
    expect(talk.cursors.get(roomKey('#us'))).to.equal(3);
  });

  it('does not go back to a room that it has left', () => {
    const talk = inDev();
    heard(talk, wire({ ev: 'parted', room: '#dev', nick: 'guest-1', at: '' }));
    again(talk);
    expect(sent(heard(talk, error('p-2')))).to.deep.equal([]);
  });

  it('goes into a room without the cursor that the server calls wrong', () => {
    const talk = inDev();
    again(talk);
    heard(talk, error('p-2'));
    const wrong = error('p-3', 'bad_cursor', { target: '#dev' });
    expect(sent(heard(talk, wrong))).to.deep.equal([{ cmd: 'join', rooms: ['#dev'], tag: 'p-4' }]);
    expect(talk.cursors.has(dev)).to.equal(false);
  });

  it('reads a room from where it enters it, though it was refused before to enter it from elsewhere', () => {
    const talk = inDev();
    asked(talk, { cmd: 'join', tag: 't1', rooms: ['#tea'], cursors: { '#tea': 5 } });
    expect(told(heard(talk, error('t1', 'too_many_rooms')))).to.have.length(1);
    asked(talk, { cmd: 'join', tag: 't2', rooms: ['#tea'] });
    heard(talk, wire({ ...room(40, '#tea'), re: 't2' }));
    heard(talk, ok('t2', { room: '#tea', cursors: { '#tea': 40 } }));
    const effects = heard(talk, wire({ ...message(41), room: '#tea' }));
    expect(effects.map((effect) => effect.do)).to.deep.equal(['hear']);
  });

  it('reads a room on from where another device has entered it, when it is refused to enter it itself', () => {
    const talk = inDev();
    const inTea = (seq: number) => wire({ ...message(seq), room: '#tea' });
    asked(talk, { cmd: 'join', tag: 't1', rooms: ['#tea'] });
    heard(talk, room(5, '#tea'));
    expect(heard(talk, inTea(6)), 'it would come again behind the answer').to.deep.equal([]);
    asked(talk, { cmd: 'join', tag: 't2', rooms: ['#tea'] });
    expect(told(heard(talk, error('t1', 'store_unavailable')))).to.have.length(1);
    const effects = heard(talk, error('t2', 'store_unavailable'));
    expect(effects.map((effect) => effect.do)).to.deep.equal(['hear', 'redial']);
    expect(sent(again(talk))[0]).to.deep.include({ cursors: { '#dev': 7, '#tea': 5 } });
    expect(told(heard(talk, inTea(6)))).to.have.length(1);
  });

  it('reads a room on from where another device has entered it, when it hears that it had entered it itself before it left', () => {
    const talk = inDev();
    asked(talk, { cmd: 'join', tag: 't1', rooms: ['#tea'] });
    heard(talk, room(5, '#tea'));
    const effects = heard(talk, ok('t1', { room: '#tea' }));
    expect(effects.map((effect) => effect.do)).to.deep.equal(['hear', 'redial']);
    expect(sent(again(talk))[0]).to.deep.include({ cursors: { '#dev': 7, '#tea': 5 } });
  });

  it('reads a private conversation on where it was, once it has logged in and what it lacks was read on another device', () => {
    const talk = inDev();
    const inPrivate = (seq: number) =>
      wire({
        ev: 'message',
        to: 'ann',
        log: '@k3',
        seq,
        at: '',
        from: 'bob',
        kind: 'say',
        text: 'x',
      });
    expect(told(heard(talk, inPrivate(1)))).to.have.length(1);
    asked(talk, { cmd: 'login', tag: 'l', nick: 'ann', password: 'correct-horse' });
    expect(heard(talk, inPrivate(1)), 'it is known').to.deep.equal([]);
    expect(heard(talk, inPrivate(3)), 'the 2 was read elsewhere').to.deep.equal([]);
    const effects = heard(talk, ok('l', { nick: 'ann', session: 'k9' }));
    expect(effects.map((effect) => effect.do)).to.deep.equal(['hear', 'redial']);
    expect(sent(again(talk))[0]).to.deep.include({ token: 'k9', cursors: { '#dev': 7, '@k3': 1 } });
    for (const seq of [2, 3]) expect(told(heard(talk, inPrivate(seq)))).to.have.length(1);
  });

  it('is still in a room that it was refused to enter again, and reads it on', () => {
    const talk = inDev();
    asked(talk, { cmd: 'join', tag: 't1', rooms: ['#dev', '#tea'], cursors: { '#dev': 3 } });
    heard(talk, error('t1', 'too_many_rooms'));
    const effects = heard(talk, message(8));
    expect(effects.map((effect) => effect.do)).to.deep.equal(['hear']);
    expect(talk.cursors.get(dev)).to.equal(8);
  });

  it('names the cursors of all rooms, and of the newest private logs up to a hundred', () => {
    const rooms = Array.from({ length: 60 }, (_, n) => roomKey(`#r${n}`));
    const privates = Array.from({ length: 1000 }, (_, n) => logKey(`@p${n}`));
    const cursors = new Map([...privates, ...rooms, roomKey('#left')].map((log) => [log, 1]));
    const named = Object.keys(resumable(rooms, cursors));
    expect(named).to.deep.equal([...rooms, ...privates.slice(-40)]);
  });
});
