/** What there is to type, as plain data: commander's tree of commands, from which the manual page and the completions are made. */
import type { EventEmitter } from 'node:events';
import type { Command, Option } from 'commander';

/** A command, with what follows it. */
export interface Entry {
  /** The words that lead to it, `parlance` first. */
  readonly path: readonly string[];
  readonly summary: string;
  readonly description: string;
  /** As in `[options] <room> [text]`. */
  readonly usage: string;
  readonly places: readonly Place[];
  readonly flags: readonly Flag[];
  /** What its help says at the end. */
  readonly after: string;
  readonly entries: readonly Entry[];
}

/** An argument that has no flag. */
interface Place {
  readonly name: string;
  readonly description: string;
  readonly choices: readonly string[];
}

/** An option. */
export interface Flag {
  /** Such as `--port <number>`. */
  readonly written: string;
  readonly long: string;
  readonly description: string;
  readonly env?: string;
  /** As it is typed. */
  readonly fallback?: string;
  /** What its value is, if it takes one. */
  readonly value?: 'file' | 'directory' | 'text';
  readonly choices: readonly string[];
}

/** The tree below a command. `above` are the words that lead to it. */
export function treeOf(command: Command, above: readonly string[] = []): Entry {
  const path = [...above, command.name()];
  return {
    path,
    summary: command.summary() || firstLine(command.description()),
    description: command.description(),
    usage: command.usage(),
    places: command.registeredArguments.map((place) => ({
      name: place.name(),
      description: place.description,
      choices: place.argChoices ?? [],
    })),
    flags: command.options.filter(({ hidden }) => !hidden).map(flagOf),
    after: saidAfter(command),
    entries: command.commands.map((each) => treeOf(each, path)),
  };
}

/** This command and all below it, in order. */
export const allIn = (entry: Entry): Entry[] => [entry, ...entry.entries.flatMap(allIn)];

function flagOf(option: Option): Flag {
  const { flags, long, description, envVar, defaultValue, argChoices } = option;
  const placeholder = /[<[](.+?)[>\]]/.exec(flags)?.[1];
  const hasDefault = defaultValue !== undefined && typeof defaultValue !== 'boolean';
  return {
    written: flags,
    long: long ?? flags,
    description,
    ...(envVar !== undefined && { env: envVar }),
    ...(hasDefault && { fallback: String(defaultValue) }),
    ...(placeholder !== undefined && { value: kindOf(placeholder) }),
    choices: argChoices ?? [],
  };
}

function kindOf(placeholder: string): 'file' | 'directory' | 'text' {
  if (placeholder === 'dir') return 'directory';
  return placeholder === 'file' ? 'file' : 'text';
}

const firstLine = (text: string): string => text.split('\n', 1)[0] ?? '';

/** Commander keeps such texts as listeners of an event. */
function saidAfter(command: Command): string {
  const said: string[] = [];
  const emitter = command as unknown as EventEmitter;
  emitter.emit('afterHelp', { error: false, command, write: (text: string) => said.push(text) });
  return said.join('').trim();
}
