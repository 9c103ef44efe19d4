/** What documents and comments say of the code: files that they name are there, and a `/msg` goes the way that CONTRIBUTING tells. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { open } from './store/directories.ts';
import { newDirectory } from './support/folders.ts';
import { repository } from './support/repository.ts';
import { openServer } from './support/server.ts';

const read = (path: string): string => readFileSync(join(repository, path), 'utf8');
const documents = [
  ...readdirSync(repository).filter((name) => name.endsWith('.md')),
  ...['server', 'client-ink', 'spec'].map((folder) => `${folder}/README.md`),
];

const sources = ['grammar', 'server', 'client', 'client-ink', 'toml', 'spec'].flatMap((folder) =>
  readdirSync(join(repository, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(tsx?|md)$/.test(name))
    .map((name) => join(folder, name)),
);

const comments = /\/\*\*.*?\*\/|^ *\/\/[^\n]*/gms;

describe('a file that is named', () => {
  const named =
    /(?<![\w./-])(?:(?:grammar|server|client|client-ink|toml|spec)\/[\w./-]*\w|\w[\w./-]*\.tsx?\b)/g;
  /** What is made up for an example. */
  const imagined = /shrug|echo\.ts|\bx\.tsx?$/;
  const isThere = (name: string): boolean =>
    existsSync(join(repository, name)) ||
    sources.some((source) => `/${source}`.endsWith(`/${name.replace(/^(\.\.?\/)+/, '')}`));

  for (const [what, paths] of [
    ['in a document', documents],
    ['in a comment', sources],
  ] as const) {
    it(`${what} is there`, () => {
      const missing = paths.flatMap((path) => {
        const text = path.endsWith('.md')
          ? read(path)
          : (read(path).match(comments) ?? []).join('\n');
        return [...text.matchAll(named)]
          .map(([name]) => name)
          .filter((name) => !imagined.test(name) && !isThere(name))
          .map((name) => `${path}: ${name}`);
      });
      expect(missing).to.deep.equal([]);
    });
  }
});

describe('whatever a file exports', () => {
  interface Exported {
    readonly file: string;
    readonly name: string;
    readonly isTold: boolean;
  }

  const code = sources.filter((path) => /\.tsx?$/.test(path));
  const files = code.filter((path) => !path.startsWith('spec/'));

  const exportsOf = (file: string): Exported[] =>
    [
      ...read(file).matchAll(
        /^(.*\n)?^export (?:async )?(?:function\*?|class|interface|type|const) (\w+)/gm,
      ),
    ].map(([, before = '', name = '']) => ({
      file,
      name,
      isTold: before.trimEnd().endsWith('*/'),
    }));

  /**
   * A command is told by the first sentence of its file, a function that has several forms at each of them, and an empty
   * value such as `noRegime` by its type.
   */
  const isToldElsewhere = ({ file, name }: Exported, all: readonly Exported[]): boolean =>
    (file.includes('/commands/') && all.length === 1 && read(file).startsWith('/**')) ||
    all.some((each) => each.isTold && `no${each.name}` === name) ||
    all.filter((each) => each.name === name).length > 1;

  it('says what it means', () => {
    const untold = files.flatMap((file) => {
      const all = exportsOf(file);
      return all.filter((each) => !each.isTold && !isToldElsewhere(each, all));
    });
    expect(untold.map(({ file, name }) => `${file} ${name}`)).to.deep.equal([]);
  });

  /** TypeScript writes these into the types of what other files export, and so has to find them. */
  const inferred = ['grammar/reading/rule.ts Typed', 'server/rooms/people/tries.ts Counts'];

  it('is named by another one, which imports it', () => {
    const importers = new Map<string, string[]>();
    for (const file of code) {
      const text = read(file).replace(comments, '');
      for (const [, from = ''] of text.matchAll(/(?:from|import\() *'(\.[^']+)'/g)) {
        const target = join(dirname(file), from);
        importers.set(target, [...(importers.get(target) ?? []), text]);
      }
    }
    const unused = files.flatMap(exportsOf).filter(({ file, name }) => {
      const word = new RegExp(`\\b${name}\\b`);
      return !importers.get(file)?.some((text) => word.test(text));
    });
    expect(unused.map(({ file, name }) => `${file} ${name}`)).to.have.members(inferred);
  });

  it('is in a file that opens with a sentence of its own', () => {
    const silent = files.filter((file) => !/^(?:#!.*\n)?\/\*\*/.test(read(file)));
    expect(silent).to.deep.equal([]);
  });
});

describe('a /msg', () => {
  interface Step {
    readonly file: string;
    readonly functions: readonly string[];
  }

  /** The steps of the section that tells its way: a file, and functions in it. */
  function steps(): Step[] {
    const [, section = ''] = /^## A `\/msg`.*?$(.*?)^## /ms.exec(read('CONTRIBUTING.md')) ?? [];
    return [...section.matchAll(/`([\w/-]+\.ts)` ((?:`[\w#]+`(?:, )?)+)/g)].map(
      ([, file = '', names = '']) => ({ file, functions: names.match(/[\w#]+/g) ?? [] }),
    );
  }

  /** In the other thread, where nobody counts calls. */
  const isElsewhere = (file: string): boolean => file.startsWith('server/store/sqlite/');

  it('goes through the functions that CONTRIBUTING lists, and they are called', async () => {
    const server = await openServer({}, await open(newDirectory()));
    const [ann, bob] = [await server.party('ann'), await server.party('bob')];
    for (const each of [ann, bob]) {
      each.send('/join #tea');
      await each.rest();
    }
    await ann.rest();
    const inspector = new Session();
    inspector.connect();
    await inspector.post('Profiler.enable');
    await inspector.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
    ann.send('/msg #tea hello');
    expect(await bob.next()).to.equal('[#tea] <ann> hello');
    const { result } = await inspector.post('Profiler.takePreciseCoverage');
    inspector.disconnect();
    const called = new Set(
      result.flatMap(({ url, functions }) =>
        functions
          .filter(({ ranges }) => (ranges[0]?.count ?? 0) > 0)
          .map(
            ({ functionName }) =>
              `${url.replace(/^.*?\/(?=(?:server|grammar)\/)/, '')} ${functionName}`,
          ),
      ),
    );
    const way = steps();
    expect(way.length).to.be.greaterThan(9);
    const wrong = way.flatMap(({ file, functions }) =>
      functions
        .filter((name) =>
          isElsewhere(file) ? !read(file).includes(` ${name}(`) : !called.has(`${file} ${name}`),
        )
        .map((name) => `${file} ${name}`),
    );
    expect(wrong).to.deep.equal([]);
  });
});
