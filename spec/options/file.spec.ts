/** The configuration file of the server. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { configure } from '../../server/config.ts';
import { optionsIn } from '../../server/options/file.ts';
import { checkFile, optionsFrom } from '../../server/options/sources.ts';
import { type OptionName, optionNames, optionOf, settingOf } from '../../server/options/table.ts';
import { remarks, sample, table } from '../../server/options/told.ts';
import { newFolder } from '../support/folders.ts';
import { repository } from '../support/repository.ts';

const read = (text: string) => optionsIn({ name: 'parlance.toml', text });

describe('the configuration file of the server', () => {
  it('says what might be typed', () => {
    const text = 'port = 0\nmemory = true\nauto-join = ["#lobby", "#help"]\nlimits = false\n';
    const options = { port: '0', memory: true, autoJoin: '#lobby,#help', limits: false };
    expect(read(text)).to.deep.equal(options);
    expect(read('auto-join = []')).to.deep.equal({});
  });

  it('loses against what is typed', () => {
    const name = join(newFolder(), 'own.toml');
    writeFileSync(name, 'name = "tea"\nmotd = "Hello"\n');
    const sources = { typed: { motd: '' }, file: { name, asked: '--config' } };
    const from = optionsFrom(sources);
    expect(from).to.deep.equal({ options: { name: 'tea', motd: '' }, file: name });
  });

  it('is a file, so that nobody who reads it again waits for a writer', () => {
    const name = join(newFolder(), 'pipe');
    execFileSync('mkfifo', [name]);
    const read = optionsFrom({ typed: {}, file: { name, asked: '--config' } });
    const told = `${name} is a pipe or a device, and SIGHUP reads it again: name a file.`;
    expect(read).to.deep.equal({ mistakes: [told] });
  });

  it('tells all mistakes at once, each with its line, and the nearest name', () => {
    const text = [
      'prot = 7667',
      'port = "7667"',
      'memory = 1',
      'name = “tea”',
      'auto-join = "#lobby"',
      'grace = 1.5',
      'registration = "some"',
    ].join('\n');
    expect(read(text)).to.deep.equal({
      mistakes: [
        'parlance.toml: line 1: prot: is no setting. Did you mean port?',
        'parlance.toml: line 2: port: is a number, without quotes.',
        'parlance.toml: line 3: memory: is true or false, without quotes.',
        'parlance.toml: line 4: typographic quotes: write straight ones, as in name = "tea".\n' +
          '  name = “tea”\n         ^',
        'parlance.toml: line 5: auto-join: is a list of texts, such as ["#lobby", "#help"].',
        'parlance.toml: line 6: grace: is a whole number from 0 to 86400, not "1.5".',
        'parlance.toml: line 7: registration: is open, code or closed, not "some".',
      ],
    });
    expect(read('memory = true\ndata = "x"')).to.deep.equal({
      mistakes: [
        'parlance.toml: line 2: data: and --memory exclude each other: the log is in one place.',
      ],
    });
  });

  it('tells what is wrong with settings together beside what is wrong with others alone', () => {
    const from = read('data = "x"\nmemory = true\ntls-cert = ["a.pem"]\nrate = 0');
    expect(from).to.deep.equal({
      mistakes: [
        'parlance.toml: tls-key: and --tls-cert come in pairs: each certificate has its key.',
        'parlance.toml: line 1: data: and --memory exclude each other: the log is in one place.',
        'parlance.toml: line 4: rate: is a whole number from 1 to 1000000, not "0".',
      ],
    });
  });

  it('shows of a long line what is around the mistake', () => {
    const shown = (line: string) => {
      const from = read(line);
      return 'mistakes' in from ? from.mistakes.map((each) => each.split('\n').slice(1)) : [];
    };
    expect(shown(`${'x'.repeat(9000)} = `)).to.deep.equal([
      [`  …${'x'.repeat(77)} = `, `  ${' '.repeat(81)}^`],
    ]);
    expect(shown('x'.repeat(9000))[0]?.[0]).to.have.length.below(200);
  });

  it('is UTF-8, or refused', () => {
    const name = join(newFolder(), 'latin.toml');
    writeFileSync(name, Buffer.from('name = "caf\xe9"\n', 'latin1'));
    const { sentences } = checkFile({ file: { name, asked: '--check' } });
    expect(sentences).to.deep.equal([`--check: ${name} is not UTF-8: save it as that.`]);
  });

  it('has every option in its sample, which is in order with and without them', () => {
    const file = join(newFolder(), 'sample.toml');
    writeFileSync(file, sample());
    expect(checkFile({ file: { name: file, asked: '--check' } }).sentences).to.deep.equal([
      `${file} is in order: 0 settings.`,
    ]);
    const all = sample().replace(/^# ([a-z-]+ = )/gm, '$1');
    const options = read(all);
    expect(Object.keys(options)).to.deep.equal(optionNames);
    const defaults = Object.entries(options).filter(
      ([name]) => optionOf(name as OptionName).example === undefined,
    );
    expect(configure(Object.fromEntries(defaults))).to.deep.equal(configure({}));
  });

  it('may be missing, unless it was asked for', () => {
    const name = join(newFolder(), 'none.toml');
    expect(optionsFrom({ typed: {}, file: { name, asked: 'PARLANCE_CONFIG' } })).to.deep.equal({
      mistakes: [`PARLANCE_CONFIG: There is no file ${name}.`],
    });
    expect(checkFile({ file: { name, asked: '--check' } }).isSound).to.equal(false);
    expect(optionsFrom({ typed: {} })).to.deep.equal({ options: {}, file: undefined });
  });

  it('is told by README: a table, and remarks below it', () => {
    const path = join(repository, 'README.md');
    const text = readFileSync(path, 'utf8');
    const inside = /(?<=^\| option \| default \|.*\n\| --- .*\n)(?:\|.*\n)*\n(?:- .*\n)*/m;
    const told = `${table()}\n${remarks()}`;
    if (process.env.GOLDEN === 'write')
      writeFileSync(
        path,
        text.replace(inside, () => told),
      );
    else expect(inside.exec(text)?.[0]).to.equal(told);
    expect(new Set(optionNames.map(settingOf))).to.have.property('size', optionNames.length);
  });
});
