/** The commands that have no answer yet: after a reconnection each is sent again, in doubt, or given up. */
import type { Command } from '../grammar/ast.ts';
import type { Vocabulary } from '../grammar/vocabulary.ts';

/** A command that has a tag. */
export type Tagged = Command & { tag: string };

/** A command without an answer. */
interface UnansweredCommand {
  command: Tagged;
  sent: boolean;
  /** Its event was heard already. */
  said?: true;
}

/** By tag, in the order in which they were asked and are sent again. */
export type Unanswered = Map<string, UnansweredCommand>;

/** True for a command that makes sense only now, such as `/typing`: it is not sent later. */
export const isPassing = (vocabulary: Vocabulary, command: Command): boolean =>
  vocabulary.commands.get(command.cmd)?.passing === true;

/** All commands without an answer, to be sent now, perhaps once more. */
export function sentAgain(vocabulary: Vocabulary, unanswered: Unanswered): Tagged[] {
  for (const [tag, { command }] of unanswered)
    if (isPassing(vocabulary, command)) unanswered.delete(tag);
  const waiting = [...unanswered.values()];
  for (const each of waiting) each.sent = true;
  return waiting.map(({ command }) => command);
}

/** The tags of commands that were sent to a session that is gone: nobody knows whether they were done. */
export function inDoubt(unanswered: Unanswered): string[] {
  const perhaps = [...unanswered].filter(([, { sent }]) => sent).map(([tag]) => tag);
  for (const tag of perhaps) unanswered.delete(tag);
  return perhaps;
}

/** The tags of commands about messages of logs that are gone: their numbers may name other messages now. */
export function givenUp(vocabulary: Vocabulary, unanswered: Unanswered): string[] {
  const mistaken = [...unanswered].filter(
    ([, { command, sent }]) => !sent && vocabulary.isLiving(command),
  );
  for (const [tag] of mistaken) unanswered.delete(tag);
  return mistaken.map(([tag]) => tag);
}
