/** Dependencies point one way. Read from the imports of every file, so that the picture of the code stays true. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';
import { expect } from 'chai';
import { repository } from './support/repository.ts';

interface Layer {
  /** A folder with its slash, or a file. The longest that fits a path is its layer. */
  readonly where: string;
  /** The layers that it may import besides itself; `type` before one allows types only. */
  readonly ours?: readonly string[];
  readonly outside?: RegExp;
  /** Always gives the same results: has no clock, no chance, no I/O. */
  readonly pure?: true;
  /** Has no time but that of the clock that it is given. */
  readonly timed?: true;
}

/** What all of the client knows of words and keys. */
const facts = ['client-ink/language/', 'client-ink/keyboard/'];

const layers: readonly Layer[] = [
  { where: 'grammar/', outside: /^(nearley|unhomoglyph|valibot)$/, pure: true },
  {
    where: 'grammar/generate.ts',
    ours: ['grammar/'],
    outside: /^(node:.*|(@valibot|valibot)\b.*)$/,
  },
  { where: 'toml/', ours: ['grammar/'], outside: /^(smol-toml|valibot)$/, pure: true },
  {
    where: 'toml/find.ts',
    ours: ['type toml/'],
    outside: /^node:(fs|path)$/,
  },
  { where: 'server/rooms/', ours: ['grammar/'], pure: true },
  { where: 'server/doors/', ours: ['grammar/'], outside: /^string-width$/, pure: true },
  {
    where: 'server/net/',
    ours: [
      'grammar/',
      'type server/doors/',
      'type server/net/clock.ts',
      'server/net/carriers/',
      'type server/net/carriers/',
      'type server/net/port.ts',
    ],
    outside: /^(node:(net|buffer|stream)|ipaddr.js)$/,
    timed: true,
  },
  {
    where: 'server/net/port.ts',
    ours: ['grammar/', 'server/net/', 'type server/net/clock.ts', 'type server/net/carriers/'],
    outside: /^node:(net|fs)$/,
    timed: true,
  },
  {
    where: 'server/net/carriers/',
    ours: ['type server/net/', 'type server/net/clock.ts'],
    outside: /^(node:(net|stream|tls|crypto|fs|http)|ws)$/,
    timed: true,
  },
  { where: 'server/net/clock.ts' },
  { where: 'server/store/', ours: ['grammar/'], outside: /^node:/ },
  {
    where: 'server/hub/',
    ours: [
      'grammar/',
      'server/rooms/',
      'server/net/',
      'type server/net/clock.ts',
      'type server/store/',
    ],
    timed: true,
  },
  {
    where: 'server/watch/',
    ours: ['grammar/', 'server/net/', 'type server/rooms/', 'type server/hub/'],
    outside: /^(pino|@prometheus-io\/client|node:(crypto|fs|http|perf_hooks|tty))$/,
  },
  {
    where: 'server/admin/',
    ours: [
      'grammar/',
      'server/doors/',
      'server/store/',
      'server/options/',
      'server/recalled/',
      'server/version.ts',
      'type server/rooms/',
      'type server/hub/',
      'type server/net/clock.ts',
      'type server/watch/',
      'server/admin/top.tsx',
    ],
    outside: /^(commander|valibot|node:.*)$/,
  },
  {
    where: 'server/admin/top.tsx',
    ours: ['server/admin/', 'type server/watch/'],
    outside: /^(ink|react)$/,
  },
  {
    where: 'server/config.ts',
    ours: [
      'type server/admin/',
      'server/options/',
      'type server/net/',
      'type server/store/',
      'type server/watch/',
    ],
  },
  {
    where: 'server/options/',
    ours: ['grammar/', 'toml/', 'toml/find.ts', 'server/net/', 'server/net/carriers/'],
    outside: /^(commander|valibot|node:fs)$/,
  },
  { where: 'server/version.ts', outside: /^node:/ },
  {
    where: 'server/serve.ts',
    ours: [
      'grammar/',
      'type server/rooms/',
      'server/doors/',
      'server/net/',
      'server/net/clock.ts',
      'type server/net/port.ts',
      'server/net/carriers/',
      'type server/store/',
      'type server/hub/',
      'server/admin/',
      'type server/config.ts',
      'type server/system/',
      'server/system/',
      'type server/watch/',
      'server/surroundings.ts',
      'server/taking-up.ts',
      'server/wiring.ts',
    ],
  },
  {
    where: 'server/taking-up.ts',
    ours: [
      'server/rooms/',
      'type server/store/',
      'server/hub/',
      'type server/config.ts',
      'server/recalled/',
      'server/system/',
      'type server/surroundings.ts',
      'server/version.ts',
      'type server/wiring.ts',
    ],
  },
  {
    where: 'server/surroundings.ts',
    ours: [
      'grammar/',
      'server/system/',
      'server/doors/',
      'server/hub/',
      'server/net/',
      'type server/net/carriers/',
      'server/net/clock.ts',
      'server/net/port.ts',
      'type server/process/',
      'server/watch/',
    ],
  },
  {
    where: 'server/wiring.ts',
    ours: [
      'grammar/',
      'type server/net/',
      'type server/hub/',
      'type server/system/',
      'server/system/',
    ],
  },
  {
    where: 'server/recalled/',
    ours: ['grammar/', 'type server/rooms/', 'type server/store/', 'server/system/'],
    outside: /^valibot$/,
  },
  {
    where: 'server/system/',
    ours: ['type server/hub/', 'type server/net/'],
    outside: /^node:(child_process|crypto|os|path|stream|tty|util|v8)$/,
  },
  {
    where: 'server/process/',
    ours: [
      'grammar/',
      'type server/rooms/',
      'server/serve.ts',
      'type server/serve.ts',
      'server/surroundings.ts',
      'type server/wiring.ts',
      'server/system/',
      'server/net/clock.ts',
      'type server/net/clock.ts',
      'server/config.ts',
      'type server/config.ts',
      'server/options/',
      'server/admin/',
      'server/store/',
      'server/hub/',
      'server/watch/',
      'server/version.ts',
    ],
    outside: /^node:/,
  },
  {
    where: 'server/main.ts',
    ours: ['server/command-line.ts', 'server/system/', 'server/program.ts'],
  },
  {
    where: 'server/program.ts',
    ours: ['client/pipe/', 'client-ink/', 'server/version.ts'],
    outside: /^commander$/,
  },
  {
    where: 'server/doctor/',
    ours: [
      'grammar/',
      'server/admin/',
      'server/system/',
      'server/config.ts',
      'server/net/',
      'server/net/carriers/',
      'server/options/',
      'server/store/',
      'server/version.ts',
      'server/watch/',
    ],
    outside: /^(commander|node:(child_process|fs|net|os|path|tls|util))$/,
  },
  { where: 'server/manual/', ours: ['grammar/'], outside: /^(commander|node:events)$/ },
  {
    where: 'server/command-line.ts',
    ours: [
      'server/doctor/',
      'server/process/',
      'server/manual/',
      'server/options/',
      'server/program.ts',
      'server/admin/',
    ],
    outside: /^commander$/,
  },
  { where: 'server/parlance.ts', ours: ['server/main.ts'], outside: /^node:module$/ },
  {
    where: 'client/',
    ours: ['grammar/', 'client/own.ts', 'client/dial/'],
    outside: /^node:(net|crypto|stream)$/,
  },
  { where: 'client/dial/', outside: /^(commander|socks|node:(net|tls|crypto|fs|os|path|url))$/ },
  { where: 'client/own.ts', ours: ['grammar/'], pure: true },
  {
    where: 'client/pipe/',
    ours: ['grammar/', 'client/', 'client/dial/'],
    outside: /^(commander|node:.*)$/,
  },
  { where: 'client-ink/language/', ours: ['grammar/'], outside: /^valibot$/, pure: true },
  { where: 'client-ink/keyboard/', ours: ['grammar/'], pure: true },
  // What the client decides, how a line is edited, and what a screen looks like: each a function of what it is given.
  { where: 'client-ink/editor/', ours: ['grammar/', 'client/own.ts', ...facts], pure: true },
  {
    where: 'client-ink/model/',
    ours: ['grammar/', 'client/own.ts', 'type client/', 'client-ink/editor/', ...facts],
    outside: /^valibot$/,
    pure: true,
  },
  {
    where: 'client-ink/layout/',
    ours: ['grammar/', 'client-ink/editor/', 'client-ink/model/', ...facts],
    outside: /^string-width$/,
    pure: true,
  },
  {
    where: 'client-ink/view/',
    ours: ['client-ink/model/', 'client-ink/layout/'],
    outside: /^(ink|react)$/,
  },
  {
    where: 'client-ink/files/',
    ours: ['grammar/', 'client/', 'client-ink/model/', 'client-ink/layout/', ...facts],
    outside: /^(valibot|node:(crypto|fs|os|path|sqlite|v8))$/,
  },
  {
    where: 'client-ink/config/',
    ours: [
      'grammar/',
      'toml/',
      'toml/find.ts',
      'client/dial/',
      'client-ink/model/',
      'client-ink/layout/',
      'client-ink/files/',
      ...facts,
    ],
    outside: /^(valibot|node:(fs|os|path|readline))$/,
  },
  {
    where: 'client-ink/programs/',
    ours: ['grammar/', 'client/', 'client-ink/model/', 'client-ink/layout/'],
    outside: /^node:(child_process|fs|os|path)$/,
  },
  {
    where: 'client-ink/terminal/',
    ours: [
      'client-ink/programs/',
      'grammar/',
      'client-ink/layout/',
      'client-ink/config/',
      ...facts,
    ],
    outside: /^node:(child_process|stream)$/,
  },
  {
    where: 'client-ink/servers/',
    ours: [
      'client-ink/programs/',
      'grammar/',
      'client/',
      'client/dial/',
      'client-ink/model/',
      'client-ink/layout/',
      'client-ink/files/',
      'client-ink/config/',
      'client-ink/terminal/',
      ...facts,
    ],
    outside: /^node:(child_process|events|readline|readline\/promises|stream|stream\/consumers)$/,
  },
  {
    where: 'client-ink/plain/',
    ours: [
      'grammar/',
      'client/',
      'client/dial/',
      'client-ink/editor/',
      'client-ink/model/',
      'client-ink/layout/',
      'client-ink/files/',
      'client-ink/config/',
      'client-ink/programs/',
      'client-ink/terminal/',
      'client-ink/servers/',
      ...facts,
    ],
    outside: /^node:readline$/,
  },
  {
    where: 'client-ink/',
    ours: [
      'grammar/',
      'toml/find.ts',
      'client/',
      'client/dial/',
      'client-ink/model/',
      'client-ink/layout/',
      'client-ink/view/',
      'client-ink/config/',
      'client-ink/programs/',
      'client-ink/terminal/',
      'client-ink/servers/',
      'client-ink/plain/',
      ...facts,
    ],
    outside: /^(ink|commander|node:v8)$/,
  },
];

/** What makes two runs differ, or reaches out of the process. */
const impure =
  /\b(Date\.now|new Date\(\)|performance|Math\.random|crypto|setTimeout|setInterval|setImmediate|queueMicrotask|process|console|fetch|Buffer)\b/g;

/** What has a time that no spec holds in its hand. */
const untimely = /\b(Date\.now|new Date\(\)|performance|setTimeout|setInterval)\b/g;

const imports =
  /^(?:import|export)\s(?<type>type\s)?[^;'"]*?\bfrom\s*['"](?<from>[^'"]+)['"]|\bimport\s*\(?\s*['"](?<bare>[^'"]+)['"]/gm;

function layerOf(path: string): Layer | undefined {
  return layers
    .filter(({ where }) => (where.endsWith('/') ? path.startsWith(where) : path === where))
    .sort((a, b) => b.where.length - a.where.length)[0];
}

/** What a file does that its layer may not, each as a line. */
function trespasses(path: string, source: string): string[] {
  const layer = layerOf(path);
  if (layer === undefined) return [`${path} is in no layer of this table`];
  const code = withoutComments(source);
  const found = [...code.matchAll(imports)]
    .filter(
      ({ groups = {} }) =>
        !mayImport(layer, path, groups.from ?? groups.bare ?? '', groups.type !== undefined),
    )
    .map(({ groups = {} }) => `${path} imports ${groups.from ?? groups.bare}`);
  const forbidden = [...(layer.pure ? [impure] : []), ...(layer.timed ? [untimely] : [])];
  const used = forbidden.flatMap((words) => [...code.matchAll(words)].map(([word]) => word));
  return [...found, ...used.map((word) => `${path} uses ${word}`)];
}

function mayImport(
  { where, ours = [], outside }: Layer,
  path: string,
  from: string,
  isType: boolean,
): boolean {
  if (!from.startsWith('.')) return outside?.test(from) ?? false;
  const target = layerOf(join(dirname(path), from))?.where;
  if (target === undefined) return from.endsWith('package.json');
  return target === where || ours.includes(target) || (isType && ours.includes(`type ${target}`));
}

const withoutComments = (source: string): string =>
  source.replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, '');

const files = ['grammar', 'server', 'client', 'client-ink', 'toml'].flatMap(sources);

function sources(folder: string): string[] {
  try {
    return readdirSync(join(repository, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name))
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
}

describe('the layers of the code', () => {
  it('import only what the table lets them', () => {
    const all = files.flatMap((path) =>
      trespasses(path, readFileSync(join(repository, path), 'utf8')),
    );
    expect(all).to.deep.equal([]);
  });

  it('have files, all that the table names', () => {
    const here = new Set(files.map((path) => layerOf(path)?.where));
    const missing = layers.map(({ where }) => where).filter((where) => !here.has(where));
    expect(missing).to.deep.equal([]);
  });

  const wrong: [path: string, source: string][] = [
    ['grammar/x.ts', "import { step } from '../server/rooms/step.ts';"],
    ['grammar/x.ts', "import { readFileSync } from 'node:fs';"],
    ['server/rooms/commands/x.ts', "import type { Socket } from 'node:net';"],
    ['server/rooms/x.ts', "export * from '../store/store.ts';"],
    ['server/rooms/x.ts', 'const now = Date.now();'],
    ['server/doors/plain/x.ts', "import type { World } from '../../rooms/world/world.ts';"],
    ['server/net/x.ts', "import { plain } from '../doors/plain.ts';"],
    ['server/net/x.ts', "import {\n  serve,\n} from '../serve.ts';"],
    ['server/net/x.ts', "import { connect } from 'node:tls';"],
    ['server/hub/x.ts', 'setTimeout(look, 500);'],
    ['server/hub/x.ts', "import { MemoryStore } from '../store/memory.ts';"],
    ['client/pipe/x.ts', "const { serve } = await import('../../server/serve.ts');"],
    ['client/x.ts', "import { render } from 'ink';"],
    ['server/serve.ts', "import './main.ts';"],
    ['client-ink/x.tsx', "import { World } from '../server/rooms/world/world.ts';"],
    ['server/irc/x.ts', ''],
  ];
  for (const [path, source] of wrong) {
    it(`would be broken by ${source.replace(/\s+/g, ' ') || 'anything'} in ${path}`, () => {
      expect(trespasses(path, source)).to.have.length(1);
    });
  }
});
