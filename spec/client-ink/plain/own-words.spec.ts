/** What a person has made their own: words that stand for lines, lines for the beginning, and words that call them. */
import { expect } from 'chai';
import { configure } from '../../../client-ink/config/config.ts';
import { complete } from '../../../client-ink/editor/complete.ts';
import { lineOf } from '../../../client-ink/editor/line.ts';
import { keptPlace } from '../../../client-ink/model/kept.ts';
import { lostLines } from '../../../client-ink/model/unsent.ts';
import { talk } from '../../../client-ink/plain/state.ts';
import { typed } from '../../../client-ink/plain/typed.ts';
import { type Sitter, sitter } from '../sitter.ts';

const aliases = new Map([
  ['t', '/topic $1 $*'],
  ['k', '/msg #$1 hello $2'],
  ['shrug', '¯\\_(ツ)_/¯'],
  ['w', '/whois'],
  ['in', '/login ann $1'],
]);

const connected = (setting: Parameters<typeof sitter>[2]): Sitter => {
  const ann = sitter(120, 24, setting);
  ann.connects();
  ann.isIn('#dev', 'bob');
  return ann;
};

const mistakes = (text: string): string[] => {
  const made = configure({}, { name: 'config.toml', text }, { env: {}, terminal: true });
  return 'mistakes' in made ? made.mistakes : [];
};

describe('an alias', () => {
  let ann: Sitter;

  beforeEach(() => {
    ann = connected({ aliases });
    ann.sent();
  });

  const sends = (line: string) => {
    ann.enters(line);
    const { tag: _, ...command } = ann.lastSent();
    return command;
  };

  it('stands for its line, with the words that follow put in', () => {
    const topic = { cmd: 'topic', room: '#dev', text: 'green, mostly' };
    expect(sends('/t #dev green, mostly')).to.deep.equal(topic);
    expect(sends('/T  #dev  green, mostly')).to.deep.equal(topic);
    expect(sends('/k dev bob')).to.deep.include({
      cmd: 'msg',
      to: '#dev',
      text: 'hello bob',
    });
    expect(sends('/w bob')).to.deep.equal({ cmd: 'whois', nick: 'bob' });
    expect(sends('/shrug')).to.deep.include({ cmd: 'msg', to: '#dev', text: '¯\\_(ツ)_/¯' });
  });

  it('shows and keeps no password that stands behind it', () => {
    ann.types('/IN hunter2secret');
    expect(ann.screen()).to.include('/IN •••••••••••••').and.not.include('hunter2');
    const typing = ann.model.places.map((place) => keptPlace(place, ann.model).draft);
    expect(typing.join('')).to.equal('');
    ann.presses('ctrl-w', 'ctrl-y');
    expect(ann.line).to.equal('/IN ');
    ann.presses('ctrl-c');
    ann.enters('hello');
    ann.presses('up', 'ctrl-u');
    ann.types('/in hunter2secret');
    ann.presses('down', 'up');
    expect(ann.line).to.equal('hello');
    ann.presses('ctrl-c');
    ann.learns({ link: 'lost', reason: 'gone' });
    ann.enters('/in hunter2secret');
    expect(ann.lastSent()).to.include({ cmd: 'login', password: 'hunter2secret' });
    expect(lostLines(ann.model)).to.deep.equal(['/in ']);
    ann.presses('up');
    expect(ann.line).to.equal('hello');
    ann.connects('ann', { perhaps: [...ann.model.asked.keys()] });
    expect(ann.window())
      .to.match(/Perhaps done .*: \/in *$/m)
      .and.not.include('hunter2secret');
  });

  it('is refused where words are missing, and stays in the line', () => {
    ann.enters('/k dev');
    expect(ann.hint()).to.include('2 words are needed behind it: it stands for /msg #$1 hello $2');
    expect(ann.line).to.equal('/k dev');
    expect(ann.sent()).to.deep.equal([]);
  });

  it('is shown as what it means, with what is wrong with that', () => {
    ann.types('/w bob');
    expect(ann.hint()).to.equal('= /whois bob');
    ann.types(' carl dora');
    expect(ann.hint()).to.match(/^= \/whois bob carl dora {2}Expected/);
  });

  it('is completed, and so is what follows', () => {
    const known = { rooms: ['#dev'], nicks: ['bob'], aliases };
    const choices = (text: string) => complete(lineOf(text), known);
    expect(choices('/sh').choices).to.include('/shrug ');
    expect(choices('/w b')).to.deep.equal({ from: 3, choices: ['bob '] });
    expect(choices('/t #d')).to.deep.equal({ from: 3, choices: ['#dev '] });
    expect(choices('/k dev b')).to.deep.equal({ from: 7, choices: ['bob '] });
  });

  it('stands behind the commands that /help lists', () => {
    ann.enters('/help');
    const { tag: re } = ann.lastSent();
    const usages = ['/me TEXT', '/quit'].map((usage) => ({ usage, about: '', examples: [] }));
    ann.hears({ ev: 'help', re, commands: usages } as never);
    expect(ann.window()).to.match(/by your configuration:\n.*\/t: \/topic \$1 \$\*/);
  });

  it('works without a screen, too', () => {
    const state = talk({ at: 0, aliases });
    const [effect] = typed(state, '/w bob').filter((each) => each.do === 'send');
    expect(effect?.command).to.deep.include({ cmd: 'whois', nick: 'bob' });
  });

  it('is checked by the grammar when the configuration is read', () => {
    const text = [
      '[aliases]',
      'j = "/join #$1"',
      'jj = "/join #$1"',
      'wn = "/whois $1"',
      'quiet = "/notify $1 none until=$2"',
      'all = "/notify $1 $2"',
      'oops = "/jion $1"',
      'part = "/join #a"',
      'half = "/kick #$1"',
      '"a b" = "hello"',
    ].join('\n');
    expect(mistakes(text).map((each) => each.replace('config.toml: line ', ''))).to.deep.equal([
      '2: aliases.j: is a command already: /j.',
      '7: aliases.oops: There is no command /jion. Did you mean /join?',
      '8: aliases.part: is a command already: /part.',
      '9: aliases.half: Expected a nick such as ann after #x.',
      '10: aliases.a b: is no name: write one word without a slash, as in j = "/join $1".',
    ]);
  });
});

describe('on-connect', () => {
  const onConnect = ['/away lunch', '/msg #dev back again'];

  it('is given at the beginning of each new session, and not when one goes on', () => {
    const ann = sitter(120, 24, { onConnect });
    ann.connects();
    expect(ann.sent().map(({ cmd }) => cmd)).to.deep.equal(['notify', 'rooms', 'away', 'msg']);
    ann.connects('ann', { resumed: true });
    expect(ann.sent().map(({ cmd }) => cmd)).to.deep.equal(['notify']);
    ann.connects();
    expect(ann.sent().map(({ cmd }) => cmd)).to.include.members(['away', 'msg']);
  });

  it('is checked by the grammar when the configuration is read', () => {
    const lines = ['/away lunch', 'hello', '/jion #a', '/server work', '/format json'];
    const text = `on-connect = ${JSON.stringify(lines)}`;
    expect(
      mistakes(text).map((each) => each.replace('config.toml: line 1: on-connect: ', '')),
    ).to.deep.equal([
      '"hello": Name the room: none is shown yet, as in /msg #dev hello.',
      '"/jion #a": There is no command /jion. Did you mean /join?',
      '"/server work": is not for the server: on-connect takes what a server is asked.',
      '"/format json": is not for the server: on-connect takes what a server is asked.',
    ]);
  });
});

describe('a word of ones own', () => {
  it('calls as the nick does, as whole words and whatever their case', () => {
    const ann = connected({ words: ['deploy', 'code freeze', 'c++'] });
    ann.effects = [];
    const isCalled = (text: string): boolean => {
      ann.presses('alt-1');
      ann.effects = [];
      ann.says('bob', '#dev', text);
      return ann.effects.some((effect) => effect.do === 'call');
    };
    expect(isCalled('Deploy now?')).to.equal(true);
    expect(isCalled('a code  freeze today')).to.equal(true);
    expect(isCalled('I like C++!')).to.equal(true);
    expect(isCalled('it is redeployed')).to.equal(false);
    expect(isCalled('code is freeze')).to.equal(false);
    expect(ann.counts('#dev')).to.deep.equal({ unread: 5, mentions: 3 });
    ann.happens('#dev', { ev: 'edit', of: 4, text: 'the deploy is over' });
    ann.presses('alt-2');
    expect(ann.window().match(/▌/g)).to.have.length(4);
  });

  it('does not when one says it oneself, and no more when the option is changed', () => {
    const ann = connected({ words: ['deploy'] });
    ann.effects = [];
    ann.says('ann', '#dev', 'deploy');
    ann.takes({ in: 'options', options: { ...ann.model, words: [] } });
    ann.says('bob', '#dev', 'deploy');
    expect(ann.effects.filter((effect) => effect.do === 'call')).to.deep.equal([]);
  });
});
