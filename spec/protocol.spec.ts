/** PROTOCOL.md can't lie: its conversations are played, its objects are checked, and its reference lacks nothing. */
import { existsSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import * as v from 'valibot';
import { commands } from '../grammar/commands/index.ts';
import { events } from '../grammar/events.ts';
import { remedies } from '../grammar/fault-codes.ts';
import { faultCodes } from '../grammar/faults.ts';
import { isFault } from '../grammar/language.ts';
import { language } from './support/language.ts';
import { openServer } from './support/server.ts';
import { play, readTranscript } from './support/transcript.ts';
import { eventProblem, unknownFields } from './support/vocabulary.ts';

const root = new URL('..', import.meta.url);
const name = 'PROTOCOL.md';
const text = readFileSync(new URL(name, root), 'utf8');
const lines = text.split('\n');

interface Block {
  /** The heading above it. */
  readonly heading: string;
  /** The line of its first line in the document. */
  readonly line: number;
  readonly source: string;
}

/** The fenced blocks of one kind. */
function blocks(kind: string): Block[] {
  const found: Block[] = [];
  let heading = '';
  let start: number | undefined;
  for (const [index, line] of lines.entries()) {
    if (start !== undefined && line === '```') {
      found.push({ heading, line: start + 1, source: lines.slice(start, index).join('\n') });
      start = undefined;
    } else if (line === `\`\`\`${kind}`) start = index + 1;
    else if (start === undefined && line.startsWith('#')) heading = line.replace(/^#+ /, '');
  }
  return found;
}

const transcripts = blocks('transcript');
/** What stands outside the transcripts. */
const prose = transcripts.reduce((rest, { source }) => rest.replace(source, ''), text);

const reference = readFileSync(new URL('grammar/REFERENCE.md', root), 'utf8');
const referenceLines = reference.split('\n');

/** How GitHub names the anchor of a heading. */
const anchor = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');

describe('a conversation in PROTOCOL.md', () => {
  it('is there', () => expect(transcripts).not.to.deep.equal([]));

  for (const { heading, line, source } of transcripts) {
    const conversations = readTranscript(source, name, line);
    it(`goes as it is written under "${heading}", line ${line}`, async () => {
      expect(conversations).to.have.length(1);
      for (const conversation of conversations) await play(conversation);
    });
  }

  it('expects no field that its event does not have', () =>
    expect(transcripts.flatMap(({ source }) => unknownFields(source))).to.deep.equal([]));
});

describe('PROTOCOL.md', () => {
  it('is read in ten minutes: 25,000 bytes at most', () =>
    expect(Buffer.byteLength(text)).to.be.at.most(25_000));

  it('shows commands that can be sent', () => {
    const shown = [...prose.matchAll(/(?:^ *|`)(\{"cmd":.*?\})(?:`|$)/gm)].map(
      ([, object = '']) => object,
    );
    expect(shown).not.to.deep.equal([]);
    const wrong = shown.filter((object) =>
      isFault(language.readObject(object.replaceAll('…', 'x'))),
    );
    expect(wrong).to.deep.equal([]);
  });

  it('shows events that can be heard', () => {
    const shown = [...prose.matchAll(/(?:^ *|`)(\{"ev":.*?\})(?:`|$)/gm)].map(
      ([, object = '']) => object,
    );
    expect(shown.filter((object) => eventProblem(object) !== undefined)).to.deep.equal([]);
  });

  it('tells every limit as the server does', async () => {
    const server = await openServer();
    const bot = await server.connect();
    bot.send('/format json');
    const { limits } = await bot.event('welcome');
    for (const [limit, value] of Object.entries(limits)) {
      const written = `\\b(${value}|${value.toLocaleString('en')})\\b`;
      const told = new RegExp(`${written}.*\`${limit}\`|\`${limit}\`.{0,80}${written}`);
      expect(told.test(prose), `${limit} ${value}`).to.equal(true);
    }
  });

  it('tells to whom every event goes that nobody asked for', () => {
    const [, section = ''] = /^## Who is told what\n(.*?)^## /ms.exec(text) ?? [];
    for (const presence of ['joined', 'parted', 'quit', 'nick', 'count', 'away', 'back', 'typing'])
      expect(section).to.include(`\`${presence}\``);
  });

  it('names the specs of every promise', () => {
    const [, section = ''] = /^## Promises\n(.*?)^## /ms.exec(text) ?? [];
    const promises = section.split('\n').filter((line) => /^\| (?!promise |---)/.test(line));
    expect(promises).to.have.length.above(5);
    for (const promise of promises) expect(promise).to.match(/\]\(spec\/\S+\.(spec\.ts|txt)\)/);
  });

  it('has a row for every reason of a bye', () => {
    const codes = v.getExamples(events.bye.entries.code);
    expect(codes).to.have.length.above(3);
    for (const code of codes)
      expect(lines.filter((line) => line.startsWith(`| \`${code}\` |`))).to.have.length(1);
  });
});

describe('the reference', () => {
  it('has a heading for every command', () => {
    for (const command of Object.keys(commands))
      expect(referenceLines).to.include(`### \`/${command}\``);
  });

  it('has a heading for every event', () => {
    for (const event of Object.keys(events))
      expect(referenceLines).to.include(`### Event \`${event}\``);
  });

  it('says once what a program does about a code, if the person has nothing to choose', () => {
    const codes = remedies.flatMap(([, those]) => those);
    expect(codes).to.have.length(new Set(codes).size);
    for (const [remedy, those] of remedies)
      expect(reference).to.include(
        `\n| ${remedy} | ${those.map((code) => `\`${code}\``).join(', ')} |`,
      );
  });

  it('has a row for every code of an error, and every word that may be expected', () => {
    for (const word of [...faultCodes, ...[...language.words.keys()]])
      expect(reference, word).to.include(`\n| \`${word}\` |`);
  });
});

describe('a link', () => {
  const documents = [
    'PROTOCOL.md',
    'grammar/REFERENCE.md',
    'README.md',
    'SECURITY.md',
    'CONTRIBUTING.md',
    'server/README.md',
    'client-ink/README.md',
    'spec/README.md',
    'spec/third-party/README.md',
  ];

  /** The anchors of a document. */
  const anchorsOf = (file: URL): string[] =>
    readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('#'))
      .map((line) => anchor(line.replace(/^#+ /, '')));

  for (const document of documents) {
    it(`of ${document} leads to what is there`, () => {
      const at = new URL(document, root);
      const links = readFileSync(at, 'utf8').matchAll(/\]\(([^)\s]+)\)/g);
      for (const [, link = ''] of links) {
        if (link.includes('://')) continue;
        const target = new URL(link, at);
        const wanted = target.hash.slice(1);
        target.hash = '';
        expect(existsSync(target), link).to.equal(true);
        if (wanted !== '') expect(anchorsOf(target), link).to.include(wanted);
      }
    });
  }
});
