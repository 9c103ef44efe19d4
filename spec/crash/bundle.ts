/**
 * The server of the crash tests as few files, as a build makes the one of users: what starts again and again starts in half
 * the time.
 */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { repository } from '../support/repository.ts';

/** Always the same place, so that Node finds again what it has compiled. */
const folder = join(repository, 'node_modules/.cache/parlance-crash');

let made: Promise<string> | undefined;

/** Its file; it is made once in a process. */
export function bundle(): Promise<string> {
  made ??= make();
  return made;
}

async function make(): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: repository,
    outdir: folder,
    // The threads of the store lie beside the file that starts them.
    entryPoints: {
      server: 'spec/crash/server.ts',
      writer: 'server/store/sqlite/writer.ts',
      reader: 'server/store/sqlite/reader.ts',
    },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    banner: { js: 'const require = (name) => process.getBuiltinModule(name);' },
    write: false,
  });
  for (const { path, contents } of outputFiles) {
    // Others may be starting it: they find the old file or the new one.
    const beside = `${path}.${process.pid}`;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(beside, contents);
    renameSync(beside, path);
  }
  return join(folder, 'server.js');
}
