/** What is done to others and hard to take back is shown first, and asked about. */
import type { Command } from '../../grammar/ast.ts';
import { isFault } from '../../grammar/language.ts';
import { understand } from '../editor/understand.ts';
import type { Key } from '../keyboard.ts';
import type { Action } from '../keys.ts';
import { type Mode, type ModeOf, talking } from './mode.ts';
import { type Model, only, shownPlace, type Update } from './model.ts';
import { sendLine, submit } from './sending.ts';

/** Such a command is done when the person has said yes. */
export const isAskedAbout = ({ cmd }: Command): boolean => cmd === 'kick';

/** Asks whether a line is to be done; `from` is where a key has begun it, and goes on. */
export function confirm(model: Model, line: string, from?: ModeOf<'members'>): Update {
  const command = understand(line);
  const flash = isFault(command) ? command.message : preview(model, command);
  const mode: Mode = { is: 'confirming', line, ...(from && { from }) };
  return only({ ...model, mode, flash });
}

function preview(model: Model, command: Command): string {
  if (command.cmd !== 'kick') return '';
  const { room = shownPlace(model).name, nick } = command;
  return `${nick} is put out of ${room}, and everybody there is told. Where the room is open they may come again.`;
}

export function inConfirming(
  model: Model,
  { line, from }: ModeOf<'confirming'>,
  key: Key,
  action: Action | undefined,
): Update {
  const letter = 'text' in key ? key.text.toLowerCase() : '';
  const calm: Model = { ...model, mode: from ?? talking };
  if (letter === 'y' || action === 'send') return from ? submit(calm, line) : sendLine(calm);
  return only(calm);
}
