/** Options that are set while the client runs, and kept in its configuration. */
import fs, {
  chmodSync,
  lstatSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import { configure } from '../../../client-ink/config/config.ts';
import { changedBy, type Options } from '../../../client-ink/config/options.ts';
import { setOption } from '../../../client-ink/config/set-option.ts';
import { complete } from '../../../client-ink/editor/complete.ts';
import { lineOf } from '../../../client-ink/editor/line.ts';
import { wrongIn } from '../../../client-ink/editor/understand.ts';
import {
  options,
  type SettableName,
  tableNames,
  tables,
} from '../../../client-ink/language/options.ts';
import { sgrOf } from '../../../client-ink/layout/style.ts';
import { changed } from '../../../toml/change.ts';
import { afterwards } from '../../support/afterwards.ts';
import { anyCharacter } from '../../support/any-character.ts';
import { newFolder } from '../../support/folders.ts';
import { ann } from '../sitter.ts';

/** The options that a configuration of this text means. */
function optionsOf(text: string): Options {
  const made = configure({}, { name: 'config.toml', text }, { env: {}, terminal: true });
  if ('mistakes' in made) throw new Error(made.mistakes.join('\n'));
  return made.options;
}

const written = `# mine
nick = "ann" # that is me
# theme = "dark"
tell = [
  "bell", # aloud
]
mouse = true   # for now

[colours]
mention = "bold"
`;

describe('a configuration of which one setting is changed', () => {
  it('keeps its comments, its order and its blanks', () => {
    expect(changed(written, ['mouse'], false)).to.equal(
      written.replace('mouse = true   # for now', 'mouse = false   # for now'),
    );
    expect(changed(written, ['theme'], 'nord')).to.equal(
      written.replace('# theme = "dark"', '# theme = "dark"\ntheme = "nord"'),
    );
    expect(changed(written, ['tell'], ['osc9'])).to.equal(
      written.replace(/tell = \[[^\]]*\]/, 'tell = ["osc9"]'),
    );
    expect(changed(written, ['quiet'], '22:00-07:00')).to.equal(
      written.replace('# for now\n', '# for now\nquiet = "22:00-07:00"\n'),
    );
    expect(changed(written, ['nick'], undefined)).to.equal(
      written.replace('nick = "ann" # that is me\n', ''),
    );
    const example = 'nick = "ann"\n\n# [profiles.work]\n# nick = "bea"\n';
    expect(changed(example, ['theme'], 'nord')).to.equal(
      example.replace('"ann"\n', '"ann"\ntheme = "nord"\n'),
    );
    expect(changed('', ['theme'], 'nord')).to.equal('theme = "nord"\n');
    expect(changed('[keys]\n', ['theme'], 'nord')).to.equal('theme = "nord"\n[keys]\n');
  });

  it('keeps the ends of its lines, also those of Windows', () => {
    const windows = (text: string): string => text.replaceAll('\n', '\r\n');
    for (const [name, value] of [
      ['mouse', false],
      ['nick', 'bob'],
      ['theme', 'nord'],
      ['tell', ['osc9']],
      ['nick', undefined],
    ] as const) {
      const usual = changed(written, [name], value) ?? '';
      expect(changed(windows(written), [name], value), name).to.equal(windows(usual));
    }
  });

  it('is left alone where it can not be read', () => {
    expect(changed('nick = ann', ['theme'], 'nord')).to.equal(undefined);
  });

  it('says the one thing more, whatever its text and the value', () => {
    const lines = fc.constantFrom(
      ...written.split('\n'),
      'x = """',
      'a"""',
      "quiet = '#' # \"",
      '',
    );
    const names = fc.constantFrom('theme', 'mouse', 'tell', 'quiet', 'nick');
    const values = fc.oneof(fc.string({ unit: anyCharacter }), fc.boolean(), fc.array(fc.string()));
    fc.assert(
      fc.property(fc.array(lines, { maxLength: 8 }), names, values, (text, name, value) => {
        const once = changed(text.join('\n'), [name], value);
        if (once === undefined) return;
        const taken = changed(once, [name], undefined);
        expect(taken && changed(taken, [name], undefined)).to.equal(taken);
        expect(changed(once, [name], value)).to.equal(once);
      }),
      { numRuns: 20 },
    );
  });
});

describe('/set of an option', () => {
  const set = (file: string, name?: SettableName, value?: string) =>
    setOption(
      optionsOf(''),
      { ...(name !== undefined && { name }), ...(value !== undefined && { value }) },
      file,
    );

  it('takes effect, and is kept for the next time; off takes it out of the file, or leaves an empty list', () => {
    const file = join(newFolder(), 'made', 'config.toml');
    const nord = set(file, 'theme', 'nord');
    expect(nord.options.theme).to.equal('nord');
    expect(nord.sentences).to.deep.equal(['theme is nord (the colours).']);
    expect(optionsOf(readFileSync(file, 'utf8')).theme).to.equal('nord');
    expect(statSync(file).mode & 0o777).to.equal(0o600);
    set(file, 'words', 'deploy release');
    set(file, 'mouse', 'off');
    expect(set(file, 'theme', 'off').options.theme).to.equal('auto');
    expect(readFileSync(file, 'utf8')).to.equal('words = ["deploy", "release"]\nmouse = false\n');
    expect(set(file, 'tell', 'off').sentences).to.deep.equal([
      'tell is off (how you are told that somebody calls you).',
    ]);
    expect(optionsOf(readFileSync(file, 'utf8')).tell).to.deep.equal([]);
  });

  it('is whole in the file, also where the disk takes a little at a time', () => {
    const { writeSync } = fs;
    afterwards(() => {
      fs.writeSync = writeSync;
      syncBuiltinESMExports();
    });
    fs.writeSync = (file: number, text: unknown) => writeSync(file, `${text}`.slice(0, 3));
    syncBuiltinESMExports();
    const file = join(newFolder(), 'config.toml');
    set(file, 'words', 'deploy release');
    expect(readFileSync(file, 'utf8')).to.equal('words = ["deploy", "release"]\n');
  });

  it('goes through a link, and leaves the mode of the file', () => {
    const there = newFolder();
    const [file, link] = [join(there, 'dotfiles.toml'), join(there, 'config.toml')];
    writeFileSync(file, 'nick = "ann"\n');
    chmodSync(file, 0o662); // A umask takes some of that from a new file.
    symlinkSync(file, link);
    set(link, 'quiet', '22:00-07:00');
    expect(readFileSync(file, 'utf8')).to.equal('nick = "ann"\nquiet = "22:00-07:00"\n');
    expect(statSync(file).mode & 0o777).to.equal(0o662);
    expect(lstatSync(link).isSymbolicLink()).to.equal(true);
  });

  it('is refused as it would be in the file, which it then leaves alone', () => {
    const file = join(newFolder(), 'config.toml');
    const { options: same, sentences } = set(file, 'quiet', 'at night');
    expect(same.quiet).to.equal(undefined);
    expect(sentences).to.deep.equal([
      'quiet: is a part of the day such as "22:00-07:00", not "at night".',
    ]);
    expect(set(file, 'tell', 'bel').sentences[0]).to.include('Did you mean bell?');
    expect(() => statSync(file)).to.throw('ENOENT');
  });

  it('counts also where it can not be kept, which is told', () => {
    const file = join(newFolder(), 'config.toml');
    writeFileSync(file, 'nick = ann');
    const { options: now, sentences } = set(file, 'theme', 'light');
    expect(now.theme).to.equal('light');
    expect(sentences[1]).to.match(/^It is not kept: /);
    expect(readFileSync(file, 'utf8')).to.equal('nick = ann');
  });

  it('leaves alone what a key has changed meanwhile', () => {
    const before = optionsOf('');
    expect(changedBy(before, { ...before, typing: true })).to.deep.equal({ tellsTyping: true });
  });

  it('binds a key, colours a tone, makes an alias and says how one room shows who comes, each kept in its table', () => {
    const file = join(newFolder(), 'config.toml');
    writeFileSync(
      file,
      '# mine\nnick = "ann"\n\n[keys]\n# "ctrl-x" = "none"\nctrl-o = "find" # as ever\n',
    );
    const before = optionsOf(readFileSync(file, 'utf8'));
    const wishes = [
      ['keys.ctrl-o', 'switcher'],
      ['keys.ctrl-x', 'split-close'],
      ['colours.mention', 'bold #d08770'],
      ['aliases.t', '/topic $1 $*'],
      ['joins-in.#builds', 'hidden'],
    ] as const;
    const after = wishes.reduce((options, [name, value]) => {
      const outcome = setOption(options, { name, value }, file);
      expect(outcome.sentences, name).to.have.length(1);
      return outcome.options;
    }, before);
    const written = readFileSync(file, 'utf8');
    expect(written).to.equal(
      '# mine\nnick = "ann"\n\n[keys]\n# "ctrl-x" = "none"\nctrl-x = "split-close"\nctrl-o = "switcher" # as ever\n' +
        '\n[colours]\nmention = "bold #d08770"\n\n[aliases]\nt = "/topic $1 $*"\n\n[joins-in]\n"#builds" = "hidden"\n',
    );
    expect(optionsOf(written)).to.deep.equal(after);
    const now = changedBy(before, after);
    expect(now.keymap?.get('ctrl-o')).to.equal('switcher');
    expect(now.aliases?.get('t')).to.equal('/topic $1 $*');
    expect([...(now.joinsIn ?? [])]).to.deep.equal([['#builds', 'hidden']]);
    setOption(after, { name: 'keys.ctrl-o', value: 'off' }, file);
    expect(optionsOf(readFileSync(file, 'utf8')).keys).to.deep.equal({ 'ctrl-x': 'split-close' });
  });

  it('takes no word that every object knows for an entry or a style', () => {
    const file = join(newFolder(), 'config.toml');
    for (const key of ['constructor', 'toString', '__proto__']) {
      for (const table of tableNames) {
        const { sentences } = setOption(optionsOf(''), { name: `${table}.${key}` }, file);
        expect(sentences.join()).to.include(`${table}.${key} is as it usually is (`);
      }
      expect(sgrOf(key), key).to.have.property('problem');
    }
  });

  it('says what is wrong with an entry, and what may have been meant; the file is left alone', () => {
    const file = join(newFolder(), 'config.toml');
    const wrong = (name: SettableName, value: string) => set(file, name, value).sentences.join();
    expect(wrong('keys.ctrl-o', 'swicher')).to.include('Did you mean switcher?');
    expect(wrong('keys.Control+O', 'switcher')).to.include('Did you mean ctrl-o?');
    expect(wrong('colours.mentoin', 'red')).to.include('Did you mean mention?');
    expect(wrong('colours.mention', 'gren')).to.include('Did you mean green?');
    expect(wrong('aliases.join', '/part')).to.include('is a command already');
    expect(wrong('aliases.t', '/topci $*')).to.include('/topic');
    expect(wrong('joins-in.#builds', 'hiden')).to.include('Did you mean hidden?');
    expect(() => statSync(file)).to.throw('ENOENT');
    expect(set(file, 'keys').sentences).to.deep.equal([
      'keys is empty (what a key does): /set keys.ctrl-o switcher would be one.',
    ]);
  });

  it('shows one, or all', () => {
    expect(set('', 'theme').sentences).to.deep.equal(['theme is auto (the colours).']);
    expect(set('').sentences).to.have.length(
      Object.keys(options).length + Object.keys(tables).length,
    );
  });

  it('is completed and explained by the grammar, beside the settings of a room', () => {
    const choices = (text: string) => complete(lineOf(text), { rooms: [], nicks: [] }).choices;
    expect(choices('/set th')).to.deep.equal(['theme ']);
    expect(choices('/set theme n')).to.deep.equal(['nord ']);
    expect(choices('/set mo')).to.deep.equal(['moderated ', 'mouse ']);
    expect(choices('/set colours.me')).to.deep.equal(['colours.mention ']);
    expect(choices('/set keys.ctrl-o swi')).to.deep.equal(['switcher ']);
    expect(choices('/set joins-in.#dev hi')).to.deep.equal(['hidden ']);
    expect(wrongIn('/set theme nrod')?.message).to.include('Did you mean nord?');
    expect(wrongIn('/set quiet 22:00-07:00')).to.equal(undefined);
  });

  it('is done by the client, and one of a room by the server', () => {
    const person = ann();
    person.enters('/set theme nord');
    expect(person.effects).to.deep.equal([
      { do: 'set', place: person.model.shown, name: 'theme', value: 'nord' },
    ]);
    person.effects = [];
    person.enters('/set options');
    expect(person.effects).to.deep.equal([{ do: 'set', place: person.model.shown }]);
    person.effects = [];
    person.enters('/set #dev joins hidden');
    expect(person.effects).to.deep.equal([
      { do: 'set', place: person.model.shown, name: 'joins-in.#dev', value: 'hidden' },
    ]);
    person.effects = [];
    person.enters('/set #dev theme nord');
    expect(person.sent()).to.deep.equal([]);
    expect(person.hint()).to.include('leave #dev out');
    person.presses('ctrl-u');
    person.enters('/set #dev moderated on');
    expect(person.lastSent()).to.deep.include({ cmd: 'set', room: '#dev', name: 'moderated' });
  });
});
