/** Finds a configuration file, and says in words what keeps it from being read. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { File } from './settings.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * The file, nothing, or a sentence that says why it can't be read. A file that was asked for must be there; the usual one need
 * not. `asked` is what it was asked for with, such as `--config`; `usual` is how such a file is called.
 */
export function find(
  name: string,
  asked: string | undefined,
  usual: string,
): File | string | undefined {
  try {
    return { name, text: utf8.decode(readFileSync(name)) };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' && asked === undefined) return undefined;
    if (code === 'EISDIR' && asked !== undefined) {
      return `${asked}: ${name} is a directory: name a file, such as ${join(name, usual)}.`;
    }
    const sentence = unreadable(name, code, error);
    return asked === undefined ? sentence : `${asked}: ${sentence}`;
  }
}

function unreadable(name: string, code: unknown, error: unknown): string {
  switch (code) {
    case 'ENOENT':
      return `There is no file ${name}.`;
    case 'EISDIR':
      return `${name} is a directory: the configuration is a file of that name.`;
    case 'EACCES':
      return `${name} can't be read: you have no permission. Try chmod u+r ${name}.`;
    case 'ENOTDIR':
      return `There is no file ${name}: a part of that path is a file, not a directory.`;
    case 'ERR_ENCODING_INVALID_ENCODED_DATA':
      return `${name} is not UTF-8: save it as that.`;
    default:
      return `${name} can't be read: ${error instanceof Error ? error.message : error}.`;
  }
}
