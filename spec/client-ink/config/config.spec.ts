/** The configuration of the client: its file, its command line and its environment, and what goes before what. */
import { expect } from 'chai';
import {
  configPath,
  configure,
  type GivenOptions,
  type Settings,
  type Surroundings,
} from '../../../client-ink/config/config.ts';
import { optionsFor } from '../../../client-ink/config/options.ts';
import { type Profile, whyNotLoggedIn } from '../../../client-ink/config/profiles.ts';
import { sgrOf } from '../../../client-ink/layout/style.ts';

const terminal: Surroundings = { env: { TERM: 'xterm-256color' }, terminal: true };

/** The server that is shown first. */
const first = (...given: Parameters<typeof settings>): Profile =>
  settings(...given).profiles.begun[0];

function settings(text: string, given: GivenOptions = {}, around = terminal): Settings {
  const made = configure(given, { name: 'config.toml', text }, around);
  if ('mistakes' in made) throw new Error(made.mistakes.join('\n'));
  return made;
}

const tcp = (host: string, port: number) => ({ by: 'tcp', host, port });

function mistakes(text: string, given: GivenOptions = {}): string[] {
  const made = configure(given, { name: 'config.toml', text }, terminal);
  return 'mistakes' in made ? made.mistakes : [];
}

describe('the configuration of the client', () => {
  it('needs nothing', () => {
    const made = configure({}, undefined, terminal);
    expect(made).to.deep.include({ plain: false, colours: 'many' });
    expect(first('')).to.deep.equal({
      address: tcp('127.0.0.1', 7667),
      routeFlags: {},
      rooms: [],
      onConnect: [],
    });
  });

  it('is read from a file, and the command line goes before it', () => {
    const text = 'server = "chat.example:99"\nnick = "ann"\nrooms = ["#dev", "tea"]';
    expect(first(text)).to.deep.include({
      address: tcp('chat.example', 99),
      nick: 'ann',
      rooms: ['#dev', '#tea'],
    });
    const given: GivenOptions = { server: '[::1]:7', nick: 'bob', rooms: ['a,#b', 'a'] };
    expect(first(text, given)).to.deep.include({
      address: tcp('::1', 7),
      nick: 'bob',
      rooms: ['#a', '#b'],
    });
  });

  it('says to which account to log in, and what writes the password, which it holds nowhere', () => {
    const text = 'login = "ann"\npassword-command = "pass show chat"';
    expect(first(text).login).to.deep.equal({ nick: 'ann', command: 'pass show chat' });
    expect(first('', { login: 'bob' }).login).to.deep.equal({ nick: 'bob' });
    expect(mistakes('password = "correct-horse"')).to.have.length(1);
    expect(mistakes('', { login: '9x' })).to.deep.equal([
      '--login: "9x" can\'t be a nick: a nick may not start with a digit.',
    ]);
  });

  it('says how the server is reached; a file that it names lies beside it', () => {
    const text = 'server = "tls://chat.example"\nca = "ours.pem"\nproxy = "socks5://127.0.0.1"';
    const file = { name: '/home/ann/.config/parlance/config.toml', text };
    const firstOf = (given: GivenOptions) => {
      const made = configure(given, file, terminal);
      return 'profiles' in made ? made.profiles.begun[0] : undefined;
    };
    expect(firstOf({ routeFlags: { ca: 'mine.pem', key: 'k' } })).to.deep.include({
      address: { by: 'tls', host: 'chat.example', port: 7667 },
      routeFlags: { ca: 'mine.pem', key: 'k', proxy: 'socks5://127.0.0.1' },
    });
    expect(firstOf({})).to.deep.include({
      routeFlags: { ca: '/home/ann/.config/parlance/ours.pem', proxy: 'socks5://127.0.0.1' },
    });
  });

  it('has several servers as profiles, each of which says what the settings above them do not', () => {
    const text = [
      'nick = "ann"',
      'rooms = ["#all"]',
      '[profiles.work]',
      'server = "tls://chat.example"',
      'login = "ann"',
      '[profiles.home]',
      'server = "unix:/run/parlance.sock"',
      'nick = "annie"',
      'rooms = ["#tea"]',
    ].join('\n');
    const work = {
      name: 'work',
      address: { by: 'tls', host: 'chat.example', port: 7667 },
      nick: 'ann',
      login: { nick: 'ann' },
      rooms: ['#all'],
    };
    const home = {
      name: 'home',
      address: { by: 'unix', path: '/run/parlance.sock' },
      nick: 'annie',
      rooms: ['#tea'],
    };
    const made = (given: GivenOptions) => settings(text, given).profiles;
    expect(made({}).begun).to.containSubset([work, home]);
    expect(made({ server: 'home', nick: 'bob' })).to.containSubset({
      begun: [{ ...home, nick: 'bob' }],
      others: [work],
    });
    expect(made({ server: 'home' }).begun).to.have.length(1);
    const elsewhere = made({ server: 'other.example' });
    expect(elsewhere.begun).to.containSubset([
      { address: tcp('other.example', 7667), nick: 'ann' },
    ]);
    expect(elsewhere.begun[0]).to.not.have.property('name');
    expect(elsewhere.others.map(({ name }) => name)).to.deep.equal(['work', 'home']);
  });

  it('tells whoever is not logged in, since their login is for another server, what to write; nobody who has said who to be', () => {
    const text = [
      'server = "tls://chat.example"',
      'login = "ann"',
      '[profiles.work]',
      'server = "tls://other.example"',
      '[profiles.home]',
      'server = "unix:/run/parlance.sock"',
      'nick = "annie"',
    ].join('\n');
    const why = (profile: Profile | undefined) => profile && whyNotLoggedIn(profile);
    const [work, home] = settings(text).profiles.begun;
    expect(why(work)).to.equal(
      'You are not logged in here: login = "ann" in your configuration is for tls://chat.example:7667 alone. ' +
        'Write login = "ann" below [profiles.work].',
    );
    expect(why(home)).to.equal(undefined);
    expect(why(first(text, { server: 'tls://third.example' }))).to.match(
      /Start with --login ann, or write \[profiles\.NAME\] with server = "tls:\/\/third\.example:7667" and login = "ann"\.$/,
    );
    for (const given of [{ login: 'ann' }, { nick: 'ann' }])
      expect(why(first(text, { server: 'tls://third.example', ...given }))).to.equal(undefined);
    expect(why(first('login = "ann"'))).to.equal(undefined);
  });

  it('gives a login, its password and the lines at the beginning to no other server than they were written for', () => {
    const text = [
      'server = "tls://chat.example"',
      'nick = "ann"',
      'login = "ann"',
      'password-command = "pass show chat"',
      'on-connect = ["/msg bot secret"]',
      '[profiles.same]',
      'rooms = ["#tea"]',
      '[profiles.again]',
      'server = "tls://chat.example:7667"',
      '[profiles.clear]',
      'server = "chat.example"',
      '[profiles.other]',
      'server = "tls://other.example"',
      'login = "annie"',
    ].join('\n');
    const whole = {
      login: { nick: 'ann', command: 'pass show chat' },
      onConnect: ['/msg bot secret'],
    };
    const [same, again, clear, other] = settings(text).profiles.begun;
    expect([same, again]).to.containSubset([whole, whole]);
    expect(clear).to.deep.include({ nick: 'ann', onConnect: [] }).and.not.have.property('login');
    expect(other).to.deep.include({ login: { nick: 'annie' }, onConnect: [] });
    const typed = (server: string, more: GivenOptions = {}) => first(text, { server, ...more });
    expect(typed('tls://chat.example')).to.deep.include(whole);
    for (const server of ['tls://evil.example', 'chat.example', 'tls://chat.example:7668']) {
      expect(typed(server), server)
        .to.deep.include({ onConnect: [] })
        .and.not.have.property('login');
      expect(typed(server, { login: 'ann' }).login, server).to.deep.equal({ nick: 'ann' });
    }
    expect(first(text.replace(/^server.*/, ''), { server: 'evil.example' })).to.deep.include({
      onConnect: [],
    });
  });

  it('says which profile is meant by a word that is nearly one, and is no address', () => {
    const text = '[profiles.work]\nserver = "tls://chat.example"';
    expect(mistakes(text, { server: 'wrok' })).to.deep.equal([
      'wrok is no profile. Did you mean work? A server is written as tcp://wrok.',
    ]);
    for (const server of ['wrok.example', 'tcp://wrok', 'localhost', '127.0.0.1']) {
      expect(mistakes(text, { server }), server).to.deep.equal([]);
    }
    expect(mistakes('', { server: 'wrok' })).to.deep.equal([]);
  });

  it('says what is wrong with a profile', () => {
    const text = [
      '[profiles."chat.example"]',
      '[profiles.work]',
      'sever = "tls://chat.example"',
      'nick = "9x"',
      '[profiles]',
      'home = "tls://home.example"',
    ];
    expect(mistakes(text.slice(0, 4).join('\n'))).to.deep.equal([
      'config.toml: line 1: profiles.chat.example: "chat.example" can\'t name a profile: write letters and digits, as in [profiles.work].',
      'config.toml: line 3: profiles.work.sever: is no setting. Did you mean server?',
      'config.toml: line 4: profiles.work.nick: "9x" can\'t be a nick: a nick may not start with a digit.',
    ]);
    expect(mistakes(text.slice(4).join('\n'))).to.deep.equal([
      'config.toml: line 2: profiles.home: is a table: its name on a line of its own, as in [profiles.work], then its settings.',
    ]);
  });

  it('tells nobody that somebody is typing, unless it is asked to', () => {
    expect(settings('').options.typing).to.equal(false);
    expect(settings('typing = true').options.typing).to.equal(true);
    expect(settings('typing = false', { typing: true }).options.typing).to.equal(true);
    expect(mistakes('typing = "yes"')).to.deep.equal([
      'config.toml: line 1: typing: is true or false, without quotes.',
    ]);
  });

  it('binds keys anew and takes them away', () => {
    const { options } = settings('[keys]\n"ctrl-o" = "switcher"\nctrl-k = "none"');
    const { keymap } = optionsFor(options);
    expect(keymap.get('ctrl-o')).to.equal('switcher');
    expect(keymap.has('ctrl-k')).to.equal(false);
  });

  it('knows colours by name, by number and by their parts', () => {
    const styles = { mention: 'bold #d08770 on 236', dim: '208' };
    const { options } = settings('[colours]\nmention = "bold #d08770 on 236"\ndim = "208"');
    expect(options.colours).to.deep.equal(styles);
    expect(sgrOf(styles.mention)).to.deep.equal({ codes: '1;38;2;208;135;112;48;5;236' });
    expect(sgrOf(styles.dim)).to.deep.equal({ codes: '38;5;208' });
    expect(sgrOf('bright-red on blue')).to.deep.equal({ codes: '91;44' });
    expect(sgrOf('')).to.deep.equal({ codes: '' });
    for (const wrong of ['256', 'bright-pink', 'red on', '#12', 'on bold']) {
      expect(sgrOf(wrong), wrong).to.have.property('problem');
    }
  });

  it('tells all mistakes at once, each with its file, line and key', () => {
    const text = [
      'server = "x y"',
      'nik = "ann"',
      'nick = 7',
      'rooms = ["#a/b", "a b"]',
      '[colours]',
      'mentoin = "red"',
      'mention = "sparkly"',
      'error = "bodl rde"',
      '[keys]',
      'ctrl-k = "serch"',
      '"crtl-o" = "search"',
      'x = "find"',
    ].join('\n');
    expect(mistakes(text, { nick: '9x' })).to.have.members([
      '--nick: "9x" can\'t be a nick: a nick may not start with a digit.',
      'config.toml: line 1: server: "x y" is no server: write chat.example or chat.example:7667.',
      'config.toml: line 2: nik: is no setting. Did you mean nick?',
      'config.toml: line 3: nick: is a text in quotes.',
      'config.toml: line 4: rooms: "#a/b" can\'t be a room: a room\'s name may not hold a comma, colon, slash or =.',
      'config.toml: line 4: rooms: "#a b" can\'t be a room: a room\'s name may not hold spaces or control characters.',
      'config.toml: line 6: colours.mentoin: is no tone. Did you mean mention?',
      'config.toml: line 7: colours.mention: sparkly is no style: write such as "bold cyan", "208", "#d08770 on 236" or "reverse".',
      'config.toml: line 8: colours.error: bodl is no style. Did you mean bold?',
      'config.toml: line 10: keys.ctrl-k: can\'t do "serch". Did you mean search?',
      'config.toml: line 11: keys.crtl-o: is no key. Did you mean ctrl-o?',
      'config.toml: line 12: keys.x: types itself: put ctrl- or alt- before it, such as ctrl-x.',
    ]);
  });

  it('finds the line of a setting however it is written', () => {
    const texts: [string, number][] = [
      ['\ufeffnick = "ann"\ncolours.mention = "sparkly"', 2],
      ['[ colours ]\r\n\r\n  mention  = "sparkly"', 3],
      ['# mention = "red"\ncolours = { mention = "sparkly" }', 2],
      ['[keys]\n"ctrl-=" = "search"\n\'ctrl-o\' = "fly"', 3],
      ['rooms = [\n  "#dev",\n  "#a b",\n]', 1],
    ];
    for (const [text, line] of texts) {
      const told = mistakes(text);
      expect(told, text).to.have.length(1);
      expect(told[0], text).to.match(new RegExp(`^config\\.toml: line ${line}: `));
    }
  });

  it('says in words why a file is no TOML, with the line and a caret', () => {
    expect(mistakes('rooms = ["#dev"]\nnick = "ann\ntyping = true')).to.deep.equal([
      'config.toml: line 2: unclosed quote: a text begins with a quote and ends with one.\n' +
        '  nick = "ann\n' +
        '             ^',
    ]);
    const cases: [string, RegExp][] = [
      ["nick = 'ann\n", /line 1: unclosed quote/],
      ['rooms = ["#a, "b"]', /line 1: unclosed quote/],
      ['nick = "ann', /line 1: unclosed quote/],
      ['nick = “ann”', /line 1: typographic quotes/],
      ['nick = ann', /line 1: no value: write a text in quotes/],
      ['nick =', /line 1: no value/],
      ['nick "ann"', /line 1: no setting: write a name, =/],
      ['nick', /line 1: no setting/],
      ['rooms = [\n"#dev"\nnick = "ann"', /line 3: unfinished list/],
      ['[keys\nctrl-o = "search"', /line 1: unfinished table/],
      ['[keys]\nctrl-/ = "search"', /line 2: a name with such characters stands in quotes/],
      ['nick = "a"\nnick = "b"', /line 2: this is there twice/],
      ['nick = "ann" rooms = ["#dev"]', /line 1: something follows the value/],
      ['nick = "a\\u006eick"\nserver = "\\s"', /line 2: unknown escape/],
    ];
    for (const [text, sentence] of cases) {
      const told = mistakes(text);
      expect(told, text).to.have.length(1);
      expect(told[0], text).to.match(sentence);
    }
  });

  it('tells of every line that is no TOML', () => {
    const text = 'nick = ann\nserver = "chat.example\ntyping = true\nrooms = "#dev';
    expect(mistakes(text).map((each) => /line \d/.exec(each)?.[0])).to.deep.equal([
      'line 1',
      'line 2',
      'line 4',
    ]);
  });

  it('calls a mistake by the variable in which it was made', () => {
    const called = { server: 'PARLANCE_SERVER', nick: 'PARLANCE_NICK', rooms: 'PARLANCE_JOIN' };
    expect(mistakes('', { server: 'x:0', nick: 'a b', rooms: ['#'], called })).to.deep.equal([
      'PARLANCE_SERVER: "x:0" is no server: a port is a number from 1 to 65535.',
      'PARLANCE_NICK: "a b" can\'t be a nick: a nick is made of letters, digits and -_.[]{}\\|^`.',
      'PARLANCE_JOIN: "#" can\'t be a room: a room\'s name has at least one character after the #.',
    ]);
  });

  it('says how a server is written to somebody who gives an address of the web', () => {
    const given: [string, string][] = [
      ['http://chat.example/', 'write chat.example or chat.example:7667.'],
      ['udp://chat.example:99', 'write chat.example:99.'],
      ['chat.example:port', 'a port is a number from 1 to 65535.'],
      ['chat.example 99', 'write chat.example:99.'],
    ];
    for (const [server, sentence] of given) {
      expect(mistakes('', { server })).to.deep.equal([
        `HOST:PORT: "${server}" is no server: ${sentence}`,
      ]);
    }
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
