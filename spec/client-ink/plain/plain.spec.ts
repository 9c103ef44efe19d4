/** What a person at the plain client sees of what is said, and what becomes of what they type. */
import { expect } from 'chai';
import { talk as begin, type PlainEffect, type Talk } from '../../../client-ink/plain/state.ts';
import { typed } from '../../../client-ink/plain/typed.ts';
import type { Command } from '../../../grammar/ast.ts';
import { hear, inDev, lines, message, NOW, room, sent, talk, told, up } from './talking.ts';

describe('the plain client', () => {
  it('sends no password where others could read it, and says so', () => {
    const state = begin({ at: NOW, exposed: 'Others could read it.' });
    told(state, up());
    const tried = typed(state, '/login ann correct-horse');
    expect(sent(tried)).to.deep.equal([]);
    expect(lines(tried)).to.deep.equal([
      '! Others could read it.',
      '! Not sent: /login ann •••••••••••••',
    ]);
    expect(sent(typed(state, '/whoami'))).to.have.length(1);
  });

  it('says which room it says a line in', () => {
    const state = inDev();
    const [{ tag, ...command } = { cmd: 'quit' }] = sent(typed(state, 'hello'));
    expect(command).to.deep.equal({ cmd: 'msg', to: '#dev', text: 'hello' });
    expect(tag).to.be.a('string');
    expect(sent(typed(state, '/me waves'))[0]).to.include({ cmd: 'me', room: '#dev' });
    expect(sent(typed(state, '/part'))[0]).to.include({ cmd: 'part' });
  });

  it('says several lines, written in an editor, as one message', () => {
    const [command] = sent(typed(inDev(), 'one\ntwo'));
    expect(command).to.include({ cmd: 'msg', to: '#dev', text: 'one\ntwo' });
  });

  it('talks in the room that was entered last, or chosen', () => {
    const state = inDev();
    hear(state, room('#tea'));
    expect(sent(typed(state, 'a'))[0]).to.include({ to: '#tea' });
    const [asked] = sent(typed(state, '/room #dev'));
    expect(lines(hear(state, { ev: 'ok', re: asked?.tag, room: '#dev' }))).to.deep.equal([
      '* You are talking in #dev now.',
    ]);
    expect(sent(typed(state, 'b'))[0]).to.include({ to: '#dev' });
    hear(state, { ev: 'parted', room: '#dev', nick: 'ann', at: '' });
    expect(sent(typed(state, 'c'))[0]).to.include({ cmd: 'say' });
  });

  it('asks for what was said lately, once for each room', () => {
    const state = talk();
    told(state, up());
    const [asked] = sent(hear(state, room('#dev', 30)));
    expect(asked).to.include({ cmd: 'history', target: '#dev' });
    const events = Array.from({ length: 30 }, (_, index) => ({
      ...message(`number ${index + 1}.`),
      seq: index + 1,
    }));
    const shown = lines(hear(state, { ev: 'history', re: asked?.tag, room: '#dev', events }));
    expect(shown[0]).to.equal(
      '* #dev: 20 events from history (more: /history #dev before=11 limit=20, or after=30 limit=20)',
    );
    expect(shown.filter((line) => /<bob> number/.test(line))).to.have.length(20);
    expect(shown.at(-1)).to.match(/^30 \d\d:\d\d \[#dev\] <bob> number 30\.$/);
    expect(sent(hear(state, room('#dev', 30)))).to.deep.equal([]);
  });

  describe('in a room whose history is on its way', () => {
    const other = { ...message('elsewhere'), room: '#tea' };
    let state: Talk;
    let asked: Command | undefined;

    beforeEach(() => {
      state = talk();
      told(state, up());
      hear(state, room('#tea'));
      [asked] = sent(hear(state, room('#dev', 1)));
      const meanwhile = [{ ...message('new'), seq: 2 }, other].map((each) => hear(state, each));
      expect(meanwhile.flatMap(lines)).to.deep.equal([]);
    });

    const words = (heard: PlainEffect[]) =>
      lines(heard).map((line) => line.replace(/^.*?(?=\w+$)/, ''));

    it('shows what was said before above what is said meanwhile, on its day', () => {
      const events = [message('old', 'bob', '2026-11-21T12:01:00.000Z')];
      const heard = hear(state, { ev: 'history', re: asked?.tag, room: '#dev', events });
      expect(words(heard).slice(1)).to.deep.equal(['2026', 'old', '2026', 'new', 'elsewhere']);
      expect(words(hear(state, other))).to.deep.equal(['elsewhere']);
    });

    it('shows what is said meanwhile when that is refused', () => {
      const code = 'store_unavailable';
      const refused = hear(state, { ev: 'error', re: asked?.tag, code, message: 'No.' });
      expect(words(refused)).to.deep.equal(['2026', 'new', 'elsewhere']);
    });

    it('shows what is said meanwhile when that is more than a thousand lines', () => {
      let shown: string[] = [];
      for (let n = 0; n < 1000 && shown.length === 0; n += 1) shown = lines(hear(state, other));
      expect(shown).to.have.length.above(990);
      expect(words(hear(state, other))).to.deep.equal(['elsewhere']);
    });

    it('shows what is said meanwhile when the connection is lost', () => {
      const heard = told(state, { link: 'lost', reason: 'reset' });
      expect(words(heard)).to.deep.equal(['2026', 'new', 'elsewhere', 'reset']);
    });
  });

  it('shows a day before its first message, and every line of a message', () => {
    const state = inDev();
    expect(lines(hear(state, message('one\ntwo')))).to.deep.equal([
      '--- Sunday, 22 November 2026',
      `1 ${time('2026-11-22T12:01:00Z')} [#dev] <bob> one`,
      '    two',
    ]);
    expect(lines(hear(state, message('more')))).to.have.length(1);
  });

  it('shows the days of what was said before, and the day of what is said after it', () => {
    const state = inDev();
    const said = (text: string, day: string) => ({ ...message(text), at: `${day}T12:01:00Z` });
    const events = [
      said('old', '2026-11-20'),
      said('older', '2026-11-20'),
      said('new', '2026-11-21'),
    ];
    const shown = lines(hear(state, { ev: 'history', room: '#dev', events, more: false }));
    expect(shown.map((line) => line.replace(/^\d+ \d\d:\d\d /, ''))).to.deep.equal([
      '* #dev: 3 events from history',
      '--- Friday, 20 November 2026',
      '[#dev] <bob> old',
      '[#dev] <bob> older',
      '--- Saturday, 21 November 2026',
      '[#dev] <bob> new',
    ]);
    expect(lines(hear(state, message('now')))[0]).to.equal('--- Sunday, 22 November 2026');
  });

  it('tells replies, edits, deletions and reactions in a line each', () => {
    const state = inDev();
    const at = '2026-11-22T12:01:00.000Z';
    const about = { room: '#dev', at, from: 'bob', of: 3, of_from: 'ann' };
    const shown = [
      { ...message('sure'), of: 3, of_from: 'ann' },
      { ev: 'edit', ...about, of_from: 'bob', seq: 5, text: 'one\ntwo' },
      { ev: 'delete', ...about, of_from: 'bob', seq: 6, reason: 'wrong room' },
      { ev: 'react', ...about, seq: 7, emoji: '👍' },
      { ev: 'unreact', ...about, seq: 8 },
      { ...message('new'), edited: 5 },
      { ...message(''), deleted: 6 },
    ].flatMap((event) => lines(hear(state, event)));
    expect(shown.slice(1).map((line) => line.replace(/\d\d:\d\d \[#dev\] /, ''))).to.deep.equal([
      '1 <bob> (re ann 3) sure',
      '* bob edited 3: one',
      '    two',
      '* bob deleted 3: wrong room',
      "* bob reacted 👍 to ann's 3",
      "* bob took back all reactions from ann's 3",
      '1 <bob> new (edited)',
      '1 <bob> (deleted)',
    ]);
  });

  it('says with each message the number by which it is answered, edited, deleted and reacted to', () => {
    const state = inDev();
    const [, line] = lines(hear(state, message('tea?')));
    expect(line).to.match(/^1 \d\d:\d\d \[#dev\] <bob> tea\?$/);
    for (const [typedLine, command] of [
      ['/reply 1 yes', { cmd: 'reply', target: '#dev', seq: 1, text: 'yes' }],
      ['/edit 1 no', { cmd: 'edit', target: '#dev', seq: 1, text: 'no' }],
      ['/delete 1', { cmd: 'delete', target: '#dev', seq: 1 }],
      ['/react 1 +1', { cmd: 'react', target: '#dev', seq: 1, emoji: '+1' }],
    ] as const) {
      const [{ tag: _, ...asked } = { cmd: 'quit' }] = sent(typed(state, typedLine));
      expect(asked).to.deep.equal(command);
    }
    const whisper = { ...message('psst'), room: undefined, to: 'ann', log: '@k1', seq: 7 };
    const { room: _, ...told } = whisper;
    expect(lines(hear(state, told)).at(-1)).to.match(/^@k1:7 \d\d:\d\d \[bob -> ann\] <bob> psst$/);
    expect(sent(typed(state, '/reply @k1:7 yes'))[0]).to.include({ target: '@k1', seq: 7 });
  });

  it('says of what shows nowhere that it is done', () => {
    const state = inDev();
    const answers = (line: string, more: object = {}) => {
      const [asked] = sent(typed(state, line));
      return lines(hear(state, { ev: 'ok', re: asked?.tag, ...more }));
    };
    expect(answers('/ping')).to.deep.equal(['* pong']);
    expect(answers('/read #dev')).to.deep.equal(['* That is read, on all of your devices.']);
    expect(answers('/reply 1 yes', { room: '#dev', seq: 2 })).to.deep.equal([]);
  });

  it('tells an account what is read when its person says or asks something, in the room that they are in', () => {
    const state = begin({ at: NOW, nick: 'ann' });
    told(state, up());
    hear(state, room('#dev'));
    hear(state, message('hello'));
    expect(sent(typed(state, '/names')).map(({ cmd }) => cmd)).to.deep.equal(['names']);
    state.model = { ...state.model, isAccount: true };
    const [, read] = sent(typed(state, '/names'));
    expect(read).to.include({ cmd: 'read', target: '#dev', seq: 1 });
    expect(sent(typed(state, '/names'))).to.have.length(1);
  });

  it('shows the numbers that commands take to whoever asks for history, and what was found with its place', () => {
    const state = inDev();
    const [asked] = sent(typed(state, '/history limit=1'));
    const page = { ev: 'history', re: asked?.tag, room: '#dev', events: [message('old')] };
    expect(lines(hear(state, page)).at(-1)).to.match(/^1 \d\d:\d\d \[#dev\] <bob> old$/);
    const found = { ev: 'search', words: 'old', events: [message('old')] };
    expect(lines(hear(state, found)).at(-1)).to.match(/^\* .* #dev:1 <bob> old$/);
    expect(lines(hear(state, { ...found, events: [] }))).to.deep.equal([
      '* Search for old: nothing found',
    ]);
  });

  it('means by a number a message of the room in which it talks', () => {
    const state = inDev();
    expect(sent(typed(state, '/reply 3 sure'))[0]).to.include({ target: '#dev', seq: 3 });
    expect(sent(typed(state, '/react #tea:^ +1'))[0]).to.include({ target: '#tea' });
  });

  it('shows nothing that could steer a terminal, whoever sends it', () => {
    const state = inDev();
    const hostile = 'a\x1b[2J\x07\u202e\u2066b\rc\x9b31m';
    const shown = [
      hear(state, message(hostile)),
      hear(state, { ev: 'parted', room: '#dev', nick: 'bob', reason: hostile, at: '' }),
      hear(state, { ev: 'error', code: 'x', message: hostile }),
      hear(state, { ev: 'motd', text: hostile }),
      told(state, { link: 'lost', reason: hostile }),
    ];
    for (const line of shown.flatMap(lines)) expect(line).to.not.match(/[\p{Cc}\u202e\u2066]/u);
  });

  it('rings for mentions and private messages, not for its own', () => {
    const rings = (event: object) => hear(inDev(), event).some((effect) => effect.do === 'ring');
    expect(rings(message('tea, Ann?'))).to.equal(true);
    expect(rings(message('annual'))).to.equal(false);
    expect(rings(message('ann', 'ann'))).to.equal(false);
    expect(rings({ ...message('sure'), of: 3, of_from: 'ann' })).to.equal(true);
    const { room: _, ...whisper } = message('psst');
    expect(rings({ ...whisper, to: 'ann', log: '@k1' })).to.equal(true);
  });

  it('shows no password, whatever becomes of its line', () => {
    const state = inDev();
    const shown: string[] = [];
    shown.push(...lines(typed(state, '/register correct-horse more')));
    typed(state, '/login bob correct-horse');
    shown.push(...lines(told(state, { link: 'lost', reason: 'reset' })));
    shown.push(...lines(typed(state, '/password correct-horse correct-horse-too')));
    expect(shown.join('\n')).to.include('Not acknowledged: /login bob •••••••••••••');
    expect(shown.join('\n')).to.include('this waits: /password •');
    expect(shown.join('\n')).not.to.include('correct');
  });

  it('has a bell of its own', () => {
    const state = inDev();
    const off = typed(state, '/bell off');
    expect([sent(off), lines(off)]).to.deep.equal([[], ['* The bell is off.']]);
    expect(hear(state, message('ann?'))).to.not.deep.include({ do: 'ring' });
    typed(state, '/bell on');
    expect(hear(state, { ...message('ann?'), seq: 2 })).to.deep.include({ do: 'ring' });
  });

  it('says what is wrong with a line, and sends nothing', () => {
    const effects = typed(inDev(), '/join dev');
    expect(sent(effects)).to.deep.equal([]);
    expect(lines(effects).at(-1)).to.equal('! Not sent: /join dev');
  });
});

/** As this machine's clock shows it. */
function time(at: string): string {
  const date = new Date(at);
  const parts = [date.getHours(), date.getMinutes()];
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
}
