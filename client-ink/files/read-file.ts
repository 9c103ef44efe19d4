/** Reads files that need not be there. */
import { readFileSync } from 'node:fs';

/** What a file holds; nothing when there is none. Throws when it can't be read. */
export function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}
