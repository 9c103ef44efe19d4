/** Is what a command says allowed? The rules that both dialects share, whichever way the command was spelt. */
import type { Command } from '../ast.ts';
import type { Definition } from '../commands/command.ts';
import type { Fault } from '../faults.ts';

/** The first thing that is wrong with a command of the right shape, or nothing. */
export function check(command: Command, { arguments: pieces }: Definition): Fault | undefined {
  for (const piece of pieces) {
    const wrong = piece.check(command);
    if (wrong) return wrong;
  }
  return undefined;
}

/** A checked command in its one form: without repetitions, and without what says nothing. Most come back as they are. */
export function tidy(command: Command, { arguments: pieces }: Definition): Command {
  let tidied = command;
  for (const piece of pieces) {
    const fields = piece.tidy?.(command);
    if (fields !== undefined) tidied = { ...tidied, ...fields };
  }
  return tidied === command ? command : given(tidied);
}

/** Without the fields that have no value. */
const given = (command: Command): Command =>
  Object.fromEntries(Object.entries(command).filter(([, value]) => value !== undefined)) as Command;
