import { expect } from 'chai';
import {
  configPath,
  configure,
  type Given,
  type Settings,
  type Surroundings,
} from '../../client-ink/config.ts';
import { sgrOf } from '../../client-ink/style.ts';

const terminal: Surroundings = { env: { TERM: 'xterm-256color' }, terminal: true };

function settings(text: string, given: Given = {}, around = terminal): Settings {
  const made = configure(given, { name: 'config.toml', text }, around);
  if ('mistakes' in made) throw new Error(made.mistakes.join('\n'));
  return made;
}

function mistakes(text: string, given: Given = {}): string[] {
  const made = configure(given, { name: 'config.toml', text }, terminal);
  return 'mistakes' in made ? made.mistakes : [];
}

describe('the configuration of the client', () => {
  it('needs nothing', () => {
    const made = configure({}, undefined, terminal);
    expect(made).to.include({ host: '127.0.0.1', port: 7667, plain: false, colours: 'many' });
    expect(made).to.not.have.property('nick');
  });

  it('is read from a file, and the command line goes before it', () => {
    const text = 'server = "chat.example:99"\nnick = "ann"\nrooms = ["#dev", "tea"]';
    expect(settings(text)).to.deep.include({
      host: 'chat.example',
      port: 99,
      nick: 'ann',
      rooms: ['#dev', '#tea'],
    });
    const given: Given = { server: '[::1]:7', nick: 'bob', rooms: ['a,#b', 'a'] };
    expect(settings(text, given)).to.deep.include({
      host: '::1',
      port: 7,
      nick: 'bob',
      rooms: ['#a', '#b'],
    });
  });

  it('tells nobody that somebody is typing, unless it is asked to', () => {
    expect(settings('').tellsTyping).to.equal(false);
    expect(settings('typing = true').tellsTyping).to.equal(true);
    expect(settings('typing = false', { typing: true }).tellsTyping).to.equal(true);
    expect(mistakes('typing = "yes"')).to.deep.equal(['config.toml: typing: is true or false.']);
  });

  it('binds keys anew and takes them away', () => {
    const { keymap } = settings('[keys]\n"ctrl-o" = "switcher"\nctrl-k = "none"');
    expect(keymap.get('ctrl-o')).to.equal('switcher');
    expect(keymap.has('ctrl-k')).to.equal(false);
  });

  it('knows colours by name, by number and by their parts', () => {
    const { palette } = settings('[colours]\nmention = "bold #d08770 on 236"\ndim = "208"');
    expect(palette).to.deep.equal({ mention: '1;38;2;208;135;112;48;5;236', dim: '38;5;208' });
    expect(sgrOf('bright-red on blue')).to.deep.equal({ codes: '91;44' });
    expect(sgrOf('')).to.deep.equal({ codes: '' });
    for (const wrong of ['256', 'bright-pink', 'red on', '#12', 'on bold']) {
      expect(sgrOf(wrong), wrong).to.have.property('problem');
    }
  });

  it('tells all mistakes at once, each with its file and key', () => {
    const text = [
      'server = "x y"',
      'nik = "ann"',
      'nick = 7',
      'rooms = ["#a/b"]',
      '[colours]',
      'mentoin = "red"',
      'mention = "sparkly"',
      '[keys]',
      'ctrl-k = "fly"',
    ].join('\n');
    const told = mistakes(text, { nick: '9x' });
    for (const part of [
      'config.toml: server: "x y" is no server',
      'config.toml: nik: is no setting. Did you mean nick?',
      'config.toml: nick: is a text in quotes.',
      "config.toml: rooms: #a/b can't be a room",
      'config.toml: colours.mentoin: is no tone. Did you mean mention?',
      'config.toml: colours.mention: sparkly is no style',
      'config.toml: keys: ',
      "--nick: 9x can't be a nick",
    ]) {
      expect(
        told.some((each) => each.startsWith(part)),
        `${part}\n${told.join('\n')}`,
      ).to.equal(true);
    }
    expect(told).to.have.length(8);
  });

  it('says where a file is no TOML', () => {
    expect(mistakes('nick = "ann"\nrooms = [')[0]).to.match(
      /^config\.toml: line [23], column \d+: /,
    );
  });

  it('draws without colours for NO_COLOR, and as lines for a dumb terminal or a pipe', () => {
    const env = { TERM: 'xterm-256color', NO_COLOR: '1' };
    expect(settings('', {}, { env, terminal: true }).colours).to.equal('none');
    expect(settings('', {}, { env: { ...env, NO_COLOR: '' }, terminal: true }).colours).to.equal(
      'many',
    );
    expect(settings('', {}, { env: { TERM: 'xterm' }, terminal: true }).colours).to.equal(
      'sixteen',
    );
    expect(settings('', {}, { env: { TERM: 'dumb' }, terminal: true }).plain).to.equal(true);
    expect(settings('', {}, { env, terminal: false }).plain).to.equal(true);
    expect(settings('', { plain: true }).plain).to.equal(true);
  });

  it('is where XDG says', () => {
    expect(configPath({ XDG_CONFIG_HOME: '/x' }, '/home/ann')).to.equal('/x/parlance/config.toml');
    for (const ignored of [undefined, '', 'relative']) {
      expect(configPath({ XDG_CONFIG_HOME: ignored }, '/home/ann')).to.equal(
        '/home/ann/.config/parlance/config.toml',
      );
    }
  });
});
