/** Commands that only the link may give: a person who typed one would confuse what the link knows of its session. */
import type { Command } from '../grammar/ast.ts';
import type { EventOf } from '../grammar/events.ts';
import type { Vocabulary } from '../grammar/vocabulary.ts';

/** True for a command that only the link may give. */
export const isOwn = (vocabulary: Vocabulary, command: Command): boolean =>
  vocabulary.commands.get(command.cmd)?.ofConnection === true;

/** Why such a command is refused when a person types it. */
export const whyOwn = (name: string): string =>
  `/${name} is what this client does by itself; it can't be typed here.`;

/** What the link answers to whoever gives it such a command: it would break the link. */
export function declined({ cmd, tag }: Command): EventOf<'error'> {
  const re = tag === undefined ? {} : { re: tag };
  return { ev: 'error', ...re, code: 'bad_command', message: whyOwn(cmd) };
}
