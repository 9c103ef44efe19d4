/**
 * Whom a message to a nick was for. After a break the nick may be somebody else's, while a private log belongs to one
 * person for good: what is not said yet goes to the log, where one is known, and else to nobody.
 */
import { definitionOf } from '../grammar/ast.ts';
import type { Event, EventOf, Message } from '../grammar/events.ts';
import { isPrivateName, isRoomName, type NickKey, nickKey } from '../grammar/names.ts';
import type { Tagged, Unanswered } from './unanswered.ts';

/** The log in which whoever has a nick was last written to. */
export type Logs = Map<NickKey, string>;

type Aimed = Extract<Tagged, { to: string }>;

const isAimed = (command: Tagged): command is Aimed =>
  'to' in command && !isRoomName(command.to) && !isPrivateName(command.to);

/** A message to a nick has come to a log. */
export function wentTo(logs: Logs, command: Tagged | undefined, { log }: EventOf<'ok'>): void {
  if (command && isAimed(command) && log !== undefined) logs.set(nickKey(command.to), log);
}

/** Nicks change hands. */
export function changedHands(logs: Logs, event: EventOf<'nick' | 'quit'>): void {
  const key = nickKey(event.ev === 'nick' ? event.from : event.nick);
  const log = logs.get(key);
  logs.delete(key);
  if (log !== undefined && event.ev === 'nick') logs.set(nickKey(event.to), log);
}

/** One's own message is told like everybody's: the first one like it has surely been said. */
export function cameBack(unanswered: Unanswered, event: Event): void {
  if (event.ev !== 'message' || !('to' in event)) return;
  const said = [...unanswered.values()].find(
    (each) => each.sent && !each.said && isCopy(each, event),
  );
  if (said) said.said = true;
}

const isCopy = (
  { command }: { command: Tagged },
  event: Extract<Message, { to: string }>,
): boolean =>
  isAimed(command) &&
  event.kind === definitionOf(command).says &&
  event.text === command.text &&
  nickKey(event.to) === nickKey(command.to);

/**
 * All that was missed has been told, so what was not among it was not said. Returns what is given up, and turns what has a
 * log to that.
 */
export function aimedAgain(unanswered: Unanswered, logs: Logs): Aimed[] {
  return [...unanswered.values()].flatMap((each) => {
    const { command, said } = each;
    if (said || !isAimed(command)) return [];
    const log = logs.get(nickKey(command.to));
    if (log !== undefined) each.command = { ...command, to: log };
    else unanswered.delete(command.tag);
    return log === undefined ? [command] : [];
  });
}
