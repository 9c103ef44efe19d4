/**
 * Makes `dist` with what Node runs: the whole of Parlance in a few files, with the packages that it stands on. To find and
 * open hundreds of files took most of the time of a start. The manual page is made of the options that there are. `tsc` adds the types of the client library.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { commandLine } from './server/command-line.ts';
import { page } from './server/manual/page.ts';
import { treeOf } from './server/manual/tree.ts';
import { version } from './server/version.ts';

const root = import.meta.dirname;

/**
 * What takes a tenth of a start, and is wanted only for texts that are not in ASCII, is made when somebody asks for it: packages
 * look at all emoji and at all letters that are alike when they are loaded, and the first segmenter loads the rules of all scripts.
 */
const whenAsked: Plugin = {
  name: 'when asked',
  setup({ onResolve, onLoad }) {
    const namespace = 'when-asked';
    onResolve(
      { filter: /^(string-width|unhomoglyph|segmenter)$/ },
      ({ path, namespace: asking }) =>
        asking === namespace ? undefined : { path, namespace, sideEffects: false },
    );
    onLoad({ filter: /^string-width$/, namespace }, () => ({
      resolveDir: root,
      contents: `
        const ascii = /^[\\x20-\\x7e]*$/;
        export default (text, options) =>
          ascii.test(text) ? text.length : require('string-width').default(text, options);`,
    }));
    onLoad({ filter: /^unhomoglyph$/, namespace }, () => ({
      resolveDir: root,
      contents: `export default (text) => require('unhomoglyph')(text);`,
    }));
    onLoad({ filter: /^segmenter$/, namespace }, () => ({
      contents: `
        const ascii = /^[\\n\\x20-\\x7e]*$/;
        const { Segmenter: Whole } = Intl;
        export class Segmenter {
          #given;
          #made;
          constructor(...given) {
            this.#given = given;
          }
          segment(text) {
            if (ascii.test(text) && (this.#given[1]?.granularity ?? 'grapheme') === 'grapheme') {
              const all = Array.from(text, (segment, index) => ({ segment, index, input: text }));
              return Object.assign(all, { containing: (index) => all[index] });
            }
            this.#made ??= new Whole(...this.#given);
            return this.#made.segment(text);
          }
        }`,
    }));
  },
};

/**
 * Whoever imports a module of Node has it look at all that the module has, and load what stands behind that: this took a tenth
 * of a start. Only what is used is taken instead.
 */
const usedOfNode: Plugin = {
  name: 'used of Node',
  setup({ onResolve, onLoad }) {
    const namespace = 'node';
    onResolve({ filter: /^[a-z:/_]+$/ }, ({ path, kind }) =>
      kind === 'import-statement' && isBuiltin(path)
        ? { path, namespace, sideEffects: false }
        : undefined,
    );
    onLoad({ filter: /^/, namespace }, async ({ path }) => {
      const names = Object.keys(await import(path)).filter((name) =>
        /^(?!default$)\w+$/.test(name),
      );
      return {
        contents: [
          `const all = /* @__PURE__ */ globalThis.process.getBuiltinModule('${path}');`,
          'export default all;',
          ...names.map((name) => `export const ${name} = /* @__PURE__ */ (() => all.${name})();`),
        ].join('\n'),
      };
    });
  },
};

/** The client is a bundle of its own: it shares hardly a file with the server, and of few files it is loaded sooner. */
const clientApart: Plugin = {
  name: 'the client apart',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\/opening\.ts$/ }, () => ({
      path: '../client-ink/opening.js',
      external: true,
    }));
  },
};

const bundled = async (entryPoints: Record<string, string>, chunks: string, plugins: Plugin[]) =>
  (
    await build({
      absWorkingDir: root,
      outdir: 'dist',
      entryPoints,
      chunkNames: `${chunks}/[name]-[hash]`,
      bundle: true,
      splitting: true,
      format: 'esm',
      platform: 'node',
      target: 'node24',
      // Ink's layout engine is a text that it would fetch; to load all of `fetch` for it costs 50 ms of a start.
      define: {
        'process.env.NODE_ENV': '"production"',
        fetch: 'undefined',
        'Intl.Segmenter': 'Segmenter',
      },
      inject: ['segmenter'],
      minifySyntax: true,
      legalComments: 'none',
      // Ink looks for it only where somebody has installed React's tools for developers.
      external: ['*/devtools.js'],
      // Packages of CommonJS ask in this way for what is Node's own, and for others that may be missing: then they expect an error.
      banner: {
        js: `const require = (name) => {
  const found = process.getBuiltinModule(name);
  if (found === undefined) throw new Error('There is no ' + name + ' here.');
  return found;
};`,
      },
      plugins: [whenAsked, usedOfNode, ...plugins],
      metafile: true,
      logLevel: 'warning',
    })
  ).metafile;

const server = await bundled(
  {
    // The threads of the store lie beside the files that start them: all that is shared is made there.
    'server/parlance': 'server/parlance.ts',
    'server/writer': 'server/store/sqlite/writer.ts',
    'server/reader': 'server/store/sqlite/reader.ts',
    'client/index': 'client/index.ts',
  },
  'server',
  [clientApart],
);
const client = await bundled({ 'client-ink/opening': 'client-ink/opening.ts' }, 'client-ink', []);
const outputs = { ...server.outputs, ...client.outputs };
const inputs = { ...server.inputs, ...client.inputs };

mkdirSync(join(root, 'dist/man'), { recursive: true });
writeFileSync(join(root, 'dist/man/parlance.1'), page(treeOf(commandLine(() => {})), version));

// What an earlier build has left.
for (const name of readdirSync(join(root, 'dist'), { recursive: true, encoding: 'utf8' })) {
  const isLeft = name.endsWith('.js') && !(join('dist', name) in outputs);
  if (isLeft) rmSync(join(root, 'dist', name));
}

const packages = new Set(
  Object.keys(inputs).flatMap((path) => /^node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path) ?? []),
);
const licences = [...packages].sort().map((path) => {
  const names = readdirSync(join(root, path));
  const file = names.find((name) => /^licen[cs]e/i.test(name)) ?? 'package.json';
  const text = readFileSync(join(root, path, file), 'utf8');
  return `${path.replace('node_modules/', '')}\n\n${text.trim()}\n`;
});
writeFileSync(join(root, 'dist/THIRD-PARTY-LICENSES'), licences.join(`\n${'-'.repeat(80)}\n\n`));
