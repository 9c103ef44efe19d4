/** Writes a file so that it is either as it was or as it should be, whatever happens meanwhile. */
import {
  closeSync,
  fchmodSync,
  fsyncSync,
  mkdirSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';

/** Only its owner may read a file that is made. */
const PRIVATE = 0o600;

/** Writes the file, which keeps its mode, also where a link leads to it; makes it, for its owner alone, if need be. Throws what keeps it from that. */
export function writeWhole(name: string, text: string): void {
  mkdirSync(dirname(name), { recursive: true, mode: 0o700 });
  const target = targetOf(name);
  const draft = `${target.path}.${process.pid}.new`;
  try {
    const file = openSync(draft, 'wx', PRIVATE);
    try {
      fchmodSync(file, target.mode);
      writeFileSync(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(draft, target.path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

function targetOf(name: string): { path: string; mode: number } {
  try {
    const path = realpathSync(name);
    return { path, mode: statSync(path).mode & 0o777 };
  } catch {
    return { path: name, mode: PRIVATE };
  }
}
