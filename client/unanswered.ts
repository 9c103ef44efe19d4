/** The commands that have no answer yet: after a reconnection each is sent again, in doubt, or given up. */
import { type Command, definitionOf, isLiving } from '../grammar/ast.ts';

/** A command that has a tag. */
export type Tagged = Command & { tag: string };

/** By tag, in the order asked, which is the order in which it is sent again. `said`: it was told by its log already. */
export type Unanswered = Map<string, { command: Tagged; sent: boolean; said?: true }>;

/** It is true now or never: nobody wants to hear later that somebody was typing. */
export const isPassing = (command: Command): boolean => definitionOf(command).passing === true;

/** All that is to be sent now, perhaps once more. */
export function sentAgain(unanswered: Unanswered): Tagged[] {
  for (const [tag, { command }] of unanswered) if (isPassing(command)) unanswered.delete(tag);
  const waiting = [...unanswered.values()];
  for (const each of waiting) each.sent = true;
  return waiting.map(({ command }) => command);
}

/** The tags of what was on its way to a session that is gone: nobody knows what became of it. */
export function inDoubt(unanswered: Unanswered): string[] {
  const perhaps = [...unanswered].filter(([, { sent }]) => sent).map(([tag]) => tag);
  for (const tag of perhaps) unanswered.delete(tag);
  return perhaps;
}

/** The tags of what was meant for messages of logs that are no more: others have their numbers now. */
export function givenUp(unanswered: Unanswered): string[] {
  const mistaken = [...unanswered].filter(([, { command, sent }]) => !sent && isLiving(command));
  for (const [tag] of mistaken) unanswered.delete(tag);
  return mistaken.map(([tag]) => tag);
}
