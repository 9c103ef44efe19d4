/** Sets an option of the client while it runs: checks the value as the configuration does, and keeps it in the file. */
import { existsSync, readFileSync } from 'node:fs';
import { changed, type Value } from '../toml/change.ts';

import { type Options, optionIn } from './config-options.ts';
import { type OptionName, optionNames, optionOf } from './options.ts';
import { inWords, type PartOfDay } from './times.ts';
import { writeWhole } from './write-file.ts';

/** The options from now on, and what the person is told of it. */
export interface Outcome {
  options: Options;
  sentences: string[];
}

/** An option and what it is to be set to; without a value it is shown, without a name all are. */
export interface Wish {
  readonly name?: OptionName;
  readonly value?: string;
}

/** Does it, and keeps it in the configuration `file`, which need not be there. */
export function setOption(options: Options, { name, value: typed }: Wish, file: string): Outcome {
  if (name === undefined)
    return { options, sentences: optionNames.map((each) => told(options, each)) };
  if (typed === undefined) return { options, sentences: [told(options, name)] };
  const value = asWritten(name, typed);
  const read = optionIn(name, value);
  if ('problem' in read) return { options, sentences: [`${name}: ${read.problem}`] };
  const next: Options = { ...options, ...read.options };
  const why = keep(file, name, value);
  return { options: next, sentences: [told(next, name), ...(why === undefined ? [] : [why])] };
}

/** What was typed, as a file has it: nothing where it has none. */
function asWritten(name: OptionName, typed: string): Value | undefined {
  switch (optionOf(name).is) {
    case 'switch':
      return typed === 'on' || (typed === 'off' ? false : typed);
    case 'words':
      return typed === 'off' ? [] : typed.split(/\s+/);
    default:
      return typed === 'off' ? undefined : typed;
  }
}

/** An option and what it is set to, as `/set` takes it. */
function told(options: Options, name: OptionName): string {
  const value = options[name];
  if (value === undefined || value === false) return `${name} is off (${optionOf(name).about}).`;
  return `${name} is ${shown(value)} (${optionOf(name).about}).`;
}

function shown(value: true | string | readonly string[] | PartOfDay): string {
  if (value === true) return 'on';
  if (typeof value === 'string') return value;
  return 'from' in value ? inWords(value) : value.join(' ') || 'off';
}

/** Keeps it for the next time: why not, if it can't be kept. The file is read anew, since it may have been edited meanwhile. */
function keep(file: string, name: OptionName, value: Value | undefined): string | undefined {
  try {
    const before = existsSync(file) ? readFileSync(file, 'utf8') : '';
    const after = changed(before, name, value);
    if (after === undefined)
      return `It is not kept: ${file} can't be changed without changing more.`;
    if (after !== before) writeWhole(file, after);
    return undefined;
  } catch (error) {
    return `It is not kept: ${(error as Error).message}.`;
  }
}
