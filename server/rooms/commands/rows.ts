/** What the rooms must know of a command before they do it, and how they go on with one that has put a question. */
import type { Command, CommandName, CommandOf } from '../../../grammar/ast.ts';
import type { Act } from '../act.ts';
import { type Answer, type AnswerTo, commandIn } from '../answers.ts';
import { digestOf } from '../digest.ts';
import * as commands from './index.ts';
import type { Nature, Row } from './row.ts';

const rows: { readonly [K in CommandName]: Row<K> } = commands;

const byName: ReadonlyMap<string, unknown> = new Map(Object.entries(rows));

/** What a command does; nothing for one that a language has been given, and the rooms do not do. */
export const rowOf = <K extends CommandName>(cmd: K): Row<K> | undefined =>
  byName.get(cmd) as Row<K> | undefined;

const undone: Nature = { asks: 'line' };

/** What a command is to the world: see `Nature`. */
export function natureOf<K extends CommandName>(command: CommandOf<K>): Nature {
  const { nature = undone } = rowOf(command.cmd as K) ?? {};
  return typeof nature === 'function' ? nature(command) : nature;
}

/** It changes something, and is refused when that can't be committed. */
export function isRefusable(command: Command): boolean {
  const nature = natureOf(command);
  return 'changes' in nature && nature.changes === 'refused';
}

/** Goes on with the command that has put a question. */
export function answered<Ask extends Answer['ask']>(act: Act, answer: AnswerTo<Ask>): void {
  const { ask, cmd } = answer.to;
  const goOn = rowOf(cmd)?.answered?.[ask as Ask];
  if (goOn === undefined) throw new Error(`/${cmd} has never asked for ${ask}`);
  const command = commandIn(answer as Answer);
  if (act.tag !== undefined && command) act.digest = digestOf(command);
  goOn(act, answer);
}
