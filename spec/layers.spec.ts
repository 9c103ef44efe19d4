/** Dependencies point one way. Read from the imports of every file, so that the picture of the code stays true. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';
import { expect } from 'chai';
import { ofClient } from './layers/client.ts';
import type { Layer } from './layers/layer.ts';
import { ofServer } from './layers/server.ts';
import { repository } from './support/repository.ts';

const layers: readonly Layer[] = [...ofServer, ...ofClient];

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
    ['server/store/x.ts', 'const now = Date.now();'],
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
