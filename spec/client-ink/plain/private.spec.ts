/** With whom a person at the plain client talks in private, whoever has the nick by then. */
import { expect } from 'chai';
import type { Talk } from '../../../client-ink/plain/state.ts';
import { typed } from '../../../client-ink/plain/typed.ts';
import { hear, inDev, lines, message, sent, talk, told, up } from './talking.ts';

describe('a private conversation at the plain client', () => {
  const at = '2026-11-22T12:01:00.000Z';
  const whisper = (text: string, log = '@k1', seq = 1, from = 'bob', to = 'ann') => {
    const { room: _, ...rest } = message(text, from);
    return { ...rest, to, log, seq };
  };
  const quit = { ev: 'quit', nick: 'bob', reason: '', at };
  const isNew = '--- a new conversation: this bob is not the one before';

  function withBob(): Talk {
    const state = inDev();
    hear(state, whisper('psst'));
    return state;
  }

  it('says what is for somebody in their log, whatever they are called by then', () => {
    const state = withBob();
    expect(sent(typed(state, '/msg Bob yes?'))[0]).to.include({ cmd: 'msg', to: '@k1' });
    hear(state, { ev: 'nick', from: 'bob', to: 'rob', at });
    expect(sent(typed(state, '/notice rob yes?'))[0]).to.include({ cmd: 'notice', to: '@k1' });
    expect(sent(typed(state, '/msg bob who are you?'))[0]).to.include({ to: 'bob' });
  });

  it('says nothing to somebody else who has the nick, unless the person means them', () => {
    const state = withBob();
    hear(state, quit);
    for (const line of ['/msg @k1 hm', '/reply @k1:1 hm']) {
      expect(sent(typed(state, line))).to.deep.equal([]);
    }
    const refused = typed(state, '/msg bob a secret');
    expect(sent(refused)).to.deep.equal([]);
    expect(lines(refused)).to.deep.equal([
      '! The bob you talked to is gone. The line once more is for whoever is called that now.',
      '! Not sent: /msg bob a secret',
    ]);
    typed(state, 'hello');
    expect(sent(typed(state, '/msg bob a secret'))).to.deep.equal([]);
    expect(sent(typed(state, '/msg bob a secret'))[0]).to.include({ cmd: 'msg', to: 'bob' });
    const shown = lines(hear(state, whisper('a secret', '@k2', 1, 'ann', 'bob')));
    expect(shown[0]).to.equal(isNew);
    expect(sent(typed(state, '/msg bob hello'))[0]).to.include({ to: '@k2' });
  });

  it('tells by a line when somebody else has the nick', () => {
    const state = withBob();
    hear(state, quit);
    expect(lines(hear(state, whisper('hi', '@k2')))[0]).to.equal(isNew);
    expect(lines(hear(state, whisper('hi', '@k2', 2)))).to.have.length(1);
  });

  it('says who is found to be gone after a loss of the connection', () => {
    const state = withBob();
    told(state, { link: 'lost', reason: 'reset' });
    expect(sent(typed(state, '/msg carl hi'))).to.deep.equal([]);
    const [asked] = sent(told(state, up(true)));
    expect(asked).to.include({ cmd: 'history', target: '@k1' });
    const page = { ev: 'history', re: asked?.tag, log: '@k1', events: [] };
    expect(lines(hear(state, page))).to.deep.equal(['* The bob you talked to is gone.']);
  });

  it('begin with whoever has the nick when the first connection is there', () => {
    expect(sent(typed(talk(), '/msg bob hi'))[0]).to.include({ cmd: 'msg', to: 'bob' });
  });
});
