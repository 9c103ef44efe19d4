/** The snippets of server/OPERATING.md, as operators copy them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './repository.ts';

/** All of it. */
export const operating = readFileSync(join(repository, 'server/OPERATING.md'), 'utf8');
const blocks = [...operating.matchAll(/(?<=\n\n)(?: {4}.*\n|\n(?= {4}))+/g)].map(([block]) =>
  block.replace(/^ {4}/gm, ''),
);

/** The one that has this in it. */
export function snippet(part: string): string {
  const found = blocks.find((block) => block.includes(part));
  if (found === undefined) throw new Error(`OPERATING.md has no snippet with ${part}`);
  return found;
}
