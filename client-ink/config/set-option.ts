/** Sets an option of the client, or an entry of a table, while it runs: checks it as the configuration does, and keeps it in the file. */
import { changed, type Path, type Value } from '../../toml/change.ts';
import { textOf } from '../files/read-file.ts';
import { writeWhole } from '../files/write-file.ts';
import {
  entryIn,
  isOption,
  type OptionName,
  optionNames,
  optionOf,
  type SettableName,
  type TableName,
  tableNames,
  tables,
} from '../language/options.ts';
import { type PartOfDay, partInWords } from '../language/times.ts';
import { type Options, optionIn } from './options.ts';
import { whyNoEntry } from './tables.ts';

/** The options from now on, and what the person is told of it. */
interface Outcome {
  options: Options;
  sentences: string[];
}

/** An option, an entry or a table, and what it is to be set to; without a value it is shown, without a name all are. */
interface Wish {
  readonly name?: SettableName;
  readonly value?: string;
}

/** Does it, and keeps it in the configuration `file`, which need not be there. */
export function setOption(options: Options, { name, value }: Wish, file: string): Outcome {
  if (name === undefined) {
    const each = optionNames.map((one) => told(options, one));
    return { options, sentences: [...each, ...tableNames.flatMap((one) => listed(options, one))] };
  }
  if (isOption(name)) {
    return value === undefined
      ? { options, sentences: [told(options, name)] }
      : setNamed(options, name, value, file);
  }
  const entry = entryIn(name);
  if (entry === undefined) return { options, sentences: listed(options, name as TableName) };
  if (value === undefined) return { options, sentences: [entryTold(options, entry)] };
  return setEntry(options, entry, value, file);
}

function setNamed(options: Options, name: OptionName, typed: string, file: string): Outcome {
  const value = asWritten(name, typed);
  const read = optionIn(name, value);
  if ('problem' in read) return { options, sentences: [`${name}: ${read.problem}`] };
  const next: Options = { ...options, ...read.options };
  return { options: next, sentences: [told(next, name), ...keep(file, [name], value)] };
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
  return 'from' in value ? partInWords(value) : value.join(' ') || 'off';
}

interface Entry {
  readonly table: TableName;
  readonly key: string;
}

/** `off` takes it out of the table. */
function setEntry(options: Options, entry: Entry, typed: string, file: string): Outcome {
  const { table, key } = entry;
  const value = typed === 'off' ? undefined : typed;
  const problem = value === undefined ? undefined : whyNoEntry(table, key, value);
  if (problem !== undefined) return { options, sentences: [`${table}.${key}: ${problem}`] };
  const { [key]: _, ...others } = options[table];
  const next = { ...options, [table]: value === undefined ? others : { ...others, [key]: value } };
  return { options: next, sentences: [entryTold(next, entry), ...keep(file, [table, key], value)] };
}

function entryTold(options: Options, { table, key }: Entry): string {
  return Object.hasOwn(options[table], key)
    ? `${table}.${key} is ${options[table][key]} (${tables[table].about}).`
    : `${table}.${key} is as it usually is (${tables[table].about}).`;
}

/** The entries of a table, or how one is made. */
function listed(options: Options, table: TableName): string[] {
  const keys = Object.keys(options[table]);
  const [key, value] = tables[table].example;
  return keys.length > 0
    ? keys.map((each) => entryTold(options, { table, key: each }))
    : [`${table} is empty (${tables[table].about}): /set ${table}.${key} ${value} would be one.`];
}

/** Keeps it for the next time: why not, if it can't be kept. The file is read anew, since it may have been edited meanwhile. */
function keep(file: string, path: Path, value: Value | undefined): string[] {
  try {
    const before = textOf(file);
    const after = changed(before, path, value);
    if (after === undefined)
      return [`It is not kept: ${file} can't be changed without changing more.`];
    if (after !== before) writeWhole(file, after);
    return [];
  } catch (error) {
    return [`It is not kept: ${(error as Error).message}.`];
  }
}
