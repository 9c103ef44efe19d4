/** Where the options of a server come from: the command line, the environment and the configuration file, in this order. */
import { statSync } from 'node:fs';
import { find } from '../../toml/find.ts';
import { readToml } from '../../toml/toml.ts';
import { check, type Options } from './check.ts';
import { optionsIn } from './file.ts';
import { CONFIG } from './table.ts';

/** What was typed and what stands in the environment, and which file is read besides. */
export interface Sources {
  readonly typed: Options;
  /** Its name, and what it was asked for with; without one `CONFIG`, if that is there. */
  readonly file?: { readonly name: string; readonly asked: string };
}

/** The options as they are now, or every mistake in them. `file` is the name of the file that was read. */
export function optionsFrom({
  typed,
  file: named,
}: Sources): { options: Options; file: string | undefined } | { mistakes: string[] } {
  const name = named?.name ?? CONFIG;
  if (isPassing(name)) {
    return { mistakes: [`${name} is a pipe or a device, and SIGHUP reads it again: name a file.`] };
  }
  const file = find(name, named?.asked, CONFIG);
  if (typeof file === 'string') return { mistakes: [file] };
  const said = file === undefined ? {} : optionsIn(file);
  if ('mistakes' in said) return said;
  const options = { ...said, ...typed };
  const checked = check(options);
  return 'mistakes' in checked ? checked : { options, file: file?.name };
}

/** True for what holds something only while somebody writes into it: whoever reads that waits. */
function isPassing(name: string): boolean {
  try {
    const found = statSync(name);
    return !(found.isFile() || found.isDirectory());
  } catch {
    return false;
  }
}

/**
 * Where a server keeps its data, as its file says, also when other settings have mistakes: whoever has made one asks the running
 * server about it. Undefined when nothing is said.
 */
export function dataIn(name: string): string | undefined {
  const file = isPassing(name) ? undefined : find(name, undefined, CONFIG);
  if (file === undefined || typeof file === 'string') return undefined;
  const { data } = readToml(file.text, '').table;
  return typeof data === 'string' && data !== '' ? data : undefined;
}

/** What `parlance config --check` says of a file: all mistakes, or how many settings it has. */
export function checkFile({ file: named }: Pick<Sources, 'file'>): {
  sentences: string[];
  isSound: boolean;
} {
  const { name, asked } = named ?? { name: CONFIG, asked: '--check' };
  const file = find(name, asked, CONFIG);
  if (file === undefined || typeof file === 'string') {
    return { sentences: file === undefined ? [] : [file], isSound: false };
  }
  const said = optionsIn(file);
  if ('mistakes' in said) return { sentences: said.mistakes, isSound: false };
  const count = Object.keys(said).length;
  const settings = count === 1 ? '1 setting' : `${count} settings`;
  return { sentences: [`${name} is in order: ${settings}.`], isSound: true };
}
