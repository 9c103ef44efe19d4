/** A conversation over connections that break: who one is, what was asked, and what becomes of that. */
import { expect } from 'chai';
import { beginning, strictSetup } from '../../client/beginning.ts';
import { asked, closed, heard, opened } from '../../client/conversation.ts';
import { type Conversation, conversation, type TalkEffect } from '../../client/talk.ts';
import {
  again,
  error,
  inDev,
  message,
  ok,
  room,
  sent,
  told,
  ups,
  welcome,
  wire,
} from './in-dev.ts';

describe('a conversation over connections that break', () => {
  it('begins with JSON, then does its steps one by one, then says what was asked meanwhile', () => {
    const talk = conversation(beginning({ nick: 'ann', rooms: ['#dev'] }), 'p');
    expect(asked(talk, { cmd: 'say', text: 'early' })).to.deep.equal([]);
    expect(sent(opened(talk))).to.deep.equal([{ cmd: 'format', format: 'json' }]);
    const up = heard(talk, welcome('k1'));
    expect(ups(up)).to.deep.equal([{ resumed: false, perhaps: [], nick: 'guest-1' }]);
    expect(sent(up)).to.deep.equal([{ cmd: 'nick', nick: 'ann', tag: 'p-2' }]);
    expect(sent(heard(talk, ok('p-2')))).to.deep.equal([
      { cmd: 'join', rooms: ['#dev'], tag: 'p-3' },
    ]);
    expect(heard(talk, ok('p-3'))).to.deep.equal([
      { do: 'live' },
      { do: 'send', command: { cmd: 'say', text: 'early', tag: 'p-1' } },
    ]);
    expect(told(heard(talk, ok('p-1')))).to.deep.equal([ok('p-1')]);
    expect(told(heard(talk, ok('p-1'))), 'an answer is told once').to.deep.equal([]);
  });

  it('logs in before it enters a room, and again when the session is gone', () => {
    const account = { nick: 'ann', password: 'correct-horse' };
    const talk = conversation(beginning({ account, rooms: ['#dev'] }), 'p');
    opened(talk);
    const logsIn = { cmd: 'login', ...account };
    expect(sent(heard(talk, welcome('k1')))).to.deep.equal([{ ...logsIn, tag: 'p-1' }]);
    heard(talk, wire({ ev: 'nick', from: 'guest-1', to: 'ann', at: '' }));
    expect(sent(heard(talk, ok('p-1')))).to.deep.equal([
      { cmd: 'join', rooms: ['#dev'], tag: 'p-2' },
    ]);
    heard(talk, ok('p-2'));
    again(talk);
    expect(sent(heard(talk, error('p-3', 'no_such_session')))).to.deep.equal([
      { ...logsIn, tag: 'p-4' },
    ]);
    const refused = heard(talk, error('p-4', 'wrong_password'));
    expect(told(refused)).to.have.length(1);
    expect(refused.at(-1)).to.deep.equal({ do: 'live' });
  });

  it('of a program logs in by its certificate alone, and by its token where it has one', () => {
    const first = (token?: string) => {
      const options = { nick: 'ci', isCertified: true, ...(token !== undefined && { token }) };
      const talk = conversation(strictSetup(options), 'p');
      opened(talk);
      return sent(heard(talk, welcome('k1')));
    };
    expect(first()).to.deep.equal([{ cmd: 'login', nick: 'ci', tag: 'p-1' }]);
    expect(first('x')).to.deep.equal([{ cmd: 'login', nick: 'ci', password: 'x', tag: 'p-1' }]);
  });

  it('keeps the tag that a command has', () => {
    const [effect] = asked(inDev(), { cmd: 'ping', tag: 'mine' });
    expect(effect).to.deep.equal({ do: 'send', command: { cmd: 'ping', tag: 'mine' } });
  });

  it('tries a taken nick with a _ behind it, says so, and stays a guest after a few', () => {
    const talk = conversation(beginning({ nick: 'ann', rooms: [] }), 'p');
    opened(talk);
    heard(talk, welcome('k1'));
    const effects = heard(talk, error('p-1', 'nick_taken'));
    expect(told(effects)).to.deep.equal([
      wire({ ev: 'error', code: 'nick_taken', message: 'No.' }),
    ]);
    expect(sent(effects)).to.deep.equal([{ cmd: 'nick', nick: 'ann_', tag: 'p-2' }]);
    heard(talk, error('p-2', 'nick_taken'));
    heard(talk, error('p-3', 'nick_taken'));
    expect(heard(talk, error('p-4', 'nick_taken')).at(-1)).to.deep.equal({ do: 'live' });
  });

  it('is over when a step without an alternative is refused', () => {
    const talk = conversation(() => [{ command: { cmd: 'nick', nick: 'ann' } }], 'p');
    opened(talk);
    heard(talk, welcome('k1'));
    expect(heard(talk, error('p-1', 'nick_taken'))).to.deep.equal([{ do: 'end', why: 'No.' }]);
  });

  it('resumes from what it has read, and sends again, under the same tags, what was not answered', () => {
    const talk = inDev();
    heard(talk, message(8));
    for (const text of ['one', 'two']) asked(talk, { cmd: 'say', text });
    heard(talk, ok('p-2'));
    expect(sent(again(talk))).to.deep.equal([
      { cmd: 'resume', tag: 'p-4', token: 'k1', cursors: { '#dev': 8 } },
    ]);
    const effects = heard(talk, ok('p-4', { nick: 'guest-1', rooms: ['#dev'] }));
    expect(sent(effects)).to.deep.equal([{ cmd: 'say', text: 'two', tag: 'p-3' }]);
    expect(ups(effects)).to.deep.equal([{ resumed: true, perhaps: [], nick: 'guest-1' }]);
  });

  it('tells which rooms a session is in that was resumed, for it may have left others meanwhile', () => {
    const talk = inDev();
    again(talk);
    const [up] = heard(talk, ok('p-2', { nick: 'guest-1', rooms: ['#tea'] }));
    expect(up).to.have.nested.property('input.rooms').that.deep.equals(['#tea']);
  });

  describe('and what was said to a nick', () => {
    const whisper = (seq: number, text: string, to = 'bob') =>
      wire({ ev: 'message', log: '@k1', to, seq, at: '', from: 'guest-1', kind: 'say', text });
    const toBob = (text: string) => ({ cmd: 'msg', to: 'bob', text }) as const;

    /** Two messages to bob are on their way when the connection breaks. */
    function interrupted(before: (talk: Conversation) => void = () => {}): Conversation {
      const talk = inDev();
      before(talk);
      for (const text of ['psst', 'psst']) asked(talk, toBob(text));
      again(talk);
      return talk;
    }
    const resumes = (talk: Conversation): TalkEffect[] =>
      heard(talk, ok(talk.resumeTag ?? '', { nick: 'guest-1', rooms: ['#dev'] }));

    it('is said again only as far as it was said, when nobody knows who has the nick now', () => {
      const talk = interrupted();
      heard(talk, whisper(1, 'psst'));
      const effects = resumes(talk);
      expect(sent(effects)).to.deep.equal([{ ...toBob('psst'), tag: 'p-2' }]);
      expect(told(effects)).to.deep.equal([
        {
          ev: 'error',
          re: 'p-3',
          code: 'gone',
          message: 'Not sent: the connection broke first, and bob may be somebody else now.',
        },
      ]);
      expect([...talk.unanswered.keys()]).to.deep.equal(['p-2']);
    });

    it('goes to the log in which that person was written to before', () => {
      const talk = interrupted((talk) => {
        asked(talk, toBob('hello'));
        heard(talk, whisper(1, 'hello'));
        heard(talk, ok('p-2', { log: '@k1', seq: 1 }));
        heard(talk, wire({ ev: 'nick', from: 'bob', to: 'rob', at: '' }));
        heard(talk, wire({ ev: 'nick', from: 'rob', to: 'bob', at: '' }));
      });
      heard(talk, whisper(2, 'psst'));
      expect(sent(resumes(talk))).to.deep.equal([
        { ...toBob('psst'), tag: 'p-3' },
        { cmd: 'msg', to: '@k1', text: 'psst', tag: 'p-4' },
      ]);
    });

    it('is for nobody when the person of that log has quit', () => {
      const talk = interrupted((talk) => {
        asked(talk, toBob('hello'));
        heard(talk, ok('p-2', { log: '@k1', seq: 1 }));
        heard(talk, wire({ ev: 'quit', nick: 'bob', reason: '', at: '' }));
      });
      expect(sent(resumes(talk))).to.deep.equal([]);
    });
  });

  it('does not tell later that somebody was typing', () => {
    const talk = inDev();
    asked(talk, { cmd: 'typing', target: '#dev' });
    again(talk);
    expect(asked(talk, { cmd: 'typing', target: '#dev' })).to.deep.equal([]);
    expect(sent(heard(talk, ok('p-3', { rooms: ['#dev'] })))).to.deep.equal([]);
  });

  it('is called what the resumed session is called, not what the new connection was', () => {
    const talk = inDev();
    heard(talk, wire({ ev: 'nick', from: 'guest-1', to: 'ann', at: '' }));
    again(talk);
    const effects = heard(talk, ok('p-2', { nick: 'ann' }));
    expect(ups(effects)).to.deep.include({ resumed: true, perhaps: [], nick: 'ann' });
  });

  it('finishes its steps after a cut, under their first tags', () => {
    const talk = conversation(beginning({ nick: 'ann', rooms: ['#dev'] }), 'p');
    opened(talk);
    heard(talk, welcome('k1'));
    heard(talk, ok('p-1'));
    again(talk);
    expect(sent(heard(talk, ok('p-3')))).to.deep.equal([
      { cmd: 'join', rooms: ['#dev'], tag: 'p-2' },
    ]);
  });

  it('begins anew who and where it was when the session is gone, and names what is in doubt', () => {
    const talk = inDev();
    heard(talk, wire({ ev: 'nick', from: 'guest-1', to: 'ann', at: '' }));
    heard(talk, room(3, '#tea'));
    heard(talk, message(8));
    asked(talk, { cmd: 'room', room: '#dev' });
    heard(talk, ok('p-2', { room: '#dev' }));
    asked(talk, { cmd: 'say', text: 'perhaps' });
    closed(talk);
    asked(talk, { cmd: 'say', text: 'surely not' });
    opened(talk);
    heard(talk, welcome('k2'));
    const effects = heard(talk, error('p-5'));
    expect(ups(effects)).to.deep.equal([{ resumed: false, perhaps: ['p-3'], nick: 'guest-1' }]);
    expect(sent(effects)).to.deep.equal([{ cmd: 'nick', nick: 'ann', tag: 'p-6' }]);
    expect(sent(heard(talk, ok('p-6')))).to.deep.equal([
      { cmd: 'join', rooms: ['#tea', '#dev'], cursors: { '#tea': 3, '#dev': 8 }, tag: 'p-7' },
    ]);
    expect(sent(heard(talk, ok('p-7')))).to.deep.equal([
      { cmd: 'say', text: 'surely not', tag: 'p-4' },
    ]);
    expect(talk.token).to.equal('k2');
  });

  it('takes the token that the answer to a resume or a login has', () => {
    const talk = inDev();
    again(talk);
    heard(talk, ok('p-3', { nick: 'guest-1', rooms: ['#dev'], session: 'k7' }));
    expect(talk.token).to.equal('k7');
    asked(talk, { cmd: 'login', nick: 'ann', password: 'correct-horse' });
    heard(talk, ok('p-4', { nick: 'ann', session: 'k8' }));
    expect(talk.token).to.equal('k8');
  });

  it('tries later when the resume fails for another reason', () => {
    const talk = inDev();
    again(talk);
    expect(heard(talk, error('p-2', 'store_unavailable'))).to.deep.equal([
      { do: 'redial', why: 'No.' },
    ]);
    expect(talk.token).to.equal('k1');
  });

  it('forgets its cursors in another store', () => {
    const effects = again(inDev(), welcome('k2', 's2'));
    expect(sent(effects)).to.deep.include({ cmd: 'resume', tag: 'p-2', token: 'k1', cursors: {} });
  });

  it('does nothing to messages of another store that have the numbers of those that were meant', () => {
    const talk = inDev();
    closed(talk);
    asked(talk, { cmd: 'delete', target: '#dev', seq: 3 });
    asked(talk, { cmd: 'say', text: 'hello' });
    opened(talk);
    expect(told(heard(talk, welcome('k2', 's2')))).to.deep.include.members([
      {
        ev: 'error',
        re: 'p-2',
        code: 'no_such_message',
        message: 'Not sent: the server begins anew, and its messages are others.',
      },
    ]);
    heard(talk, error('p-4'));
    expect(sent(heard(talk, ok('p-5')))).to.deep.equal([{ cmd: 'say', text: 'hello', tag: 'p-3' }]);
  });

  it('is over when somebody else takes its session, but not when the server shuts down', () => {
    const bye = (code: string) => wire({ ev: 'bye', code, message: 'Bye.' });
    expect(heard(inDev(), bye('taken_over'))).to.deep.equal([{ do: 'end', why: 'Bye.' }]);
    expect(heard(inDev(), bye('shutdown'))).to.deep.equal([{ do: 'redial', why: 'Bye.' }]);
  });

  it('goes on when what took its session was its own earlier /resume, which arrived late', () => {
    const talk = inDev();
    const bye = wire({ ev: 'bye', code: 'taken_over', message: 'Elsewhere.' });
    again(talk);
    again(talk, welcome('k3'));
    heard(talk, ok(talk.resumeTag ?? '', { nick: 'guest-1', rooms: ['#dev'] }));
    expect(heard(talk, bye)).to.deep.equal([{ do: 'redial', why: 'Elsewhere.' }]);
    again(talk, welcome('k4'));
    heard(talk, ok(talk.resumeTag ?? '', { nick: 'guest-1', rooms: ['#dev'] }));
    expect(heard(talk, bye)).to.deep.equal([{ do: 'end', why: 'Elsewhere.' }]);
  });

  it('answers a ping', () => {
    expect(sent(heard(inDev(), wire({ ev: 'ping' })))).to.deep.equal([{ cmd: 'ping' }]);
  });

  it('does not talk to a protocol that it does not know', () => {
    const talk = conversation(() => [], 'p');
    opened(talk);
    const [effect] = heard(talk, wire({ ev: 'welcome', protocol: 2, store: 's1', session: 'k1' }));
    expect(effect).to.have.property('do', 'end');
  });
});
