/** What a person at the plain client is told of the connection, and what becomes of what they typed without one. */
import { expect } from 'chai';
import { waiting } from '../../../client-ink/plain/state.ts';
import { passed } from '../../../client-ink/plain/talk.ts';
import { typed } from '../../../client-ink/plain/typed.ts';
import { welcome } from '../sitter.ts';
import { hear, inDev, lines, NOW, sent, talk, told, up } from './talking.ts';

describe('the connection of the plain client', () => {
  it('says in words what is not acknowledged, and what became of it', () => {
    const state = inDev();
    const [hello] = sent(typed(state, 'hello'));
    expect(lines(told(state, { link: 'lost', reason: 'reset' }))).to.deep.equal([
      '* Connection lost: reset',
      '* Not acknowledged: /msg #dev hello',
    ]);
    expect(lines(typed(state, 'more'))).to.deep.equal(['* Not connected: this waits: more']);
    expect(lines(told(state, up(true)))).to.deep.equal(['* Connected again; nothing was missed.']);
    told(state, { link: 'lost', reason: 'reset' });
    expect(lines(told(state, up(false, [hello?.tag ?? ''])))).to.deep.equal([
      '* Connected to parlance as ann.',
      '! Perhaps sent, perhaps not: /msg #dev hello',
    ]);
    expect(waiting(state).map(({ line }) => line)).to.deep.equal(['more']);
    expect(state.failed).to.equal(true);
  });

  it('talks no more in a room that they left by another device meanwhile', () => {
    const state = inDev();
    expect(lines(told(state, { ...up(true), rooms: [] }))).to.deep.equal([
      '* Connected again; nothing was missed.',
      '* You left #dev.',
    ]);
    expect(sent(typed(state, 'hello'))[0]).to.include({ cmd: 'say' });
  });

  it('says why there is no connection, and fails when there never will be one', () => {
    const state = talk();
    expect(lines(told(state, { link: 'lost', reason: 'Nobody listens.' }))).to.deep.equal([
      '* Not connected: Nobody listens.',
    ]);
    expect(lines(told(state, { link: 'connecting', attempt: 2, inMs: 2000 }))).to.have.length(1);
    expect(lines(told(state, { link: 'lost', reason: 'Nobody listens.' }))).to.deep.equal([]);
    const version = 'The server speaks version 2 of the protocol, and this program only version 1.';
    const effects = told(state, { link: 'over', reason: version, asked: false });
    expect(lines(effects)).to.deep.equal([`! ${version}`]);
    expect(effects.at(-1)).to.deep.equal({ do: 'end' });
    expect(state.failed).to.equal(true);
  });

  it('ends without a word when the person wanted it', () => {
    const state = inDev();
    expect(told(state, { link: 'over', reason: 'closed', asked: true })).to.deep.equal([
      { do: 'end' },
    ]);
    expect(state.failed).to.equal(false);
  });

  it('takes the nick that a ghost had when it is free', () => {
    const state = talk('ann');
    told(state, { ...up(), welcome: welcome('guest-1', 'one') });
    const taken = { ev: 'error', code: 'nick_taken', message: 'ann is in use.' };
    const [asked] = sent(hear(state, taken));
    expect(asked).to.include({ cmd: 'whois', nick: 'ann' });
    const ghost = { ev: 'whois', re: asked?.tag, nick: 'ann', rooms: [], connected: false };
    expect(lines(hear(state, ghost))).to.deep.equal([
      '* ann has lost the connection, perhaps you yourself a moment ago. You are guest-1 until it is free.',
    ]);
    hear(state, { ev: 'ok', re: asked?.tag });
    expect(sent(passed(state, NOW + 14_000))).to.deep.equal([]);
    const [again] = sent(passed(state, NOW + 15_000));
    expect(again).to.include({ cmd: 'nick', nick: 'ann' });
    expect(lines(hear(state, { ...taken, re: again?.tag }))).to.deep.equal([]);
  });
});
