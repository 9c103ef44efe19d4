/** How a deleted message reads: it has no text any more, nor has its last edit. */
import type { Logged } from '../../../grammar/events.ts';
import type { FoundMessage } from '../answers.ts';

/** The events that change when the event `seq` deletes this message. */
export function deletion({ message, edit }: FoundMessage, seq: number): Logged[] {
  const { edited: _, ...tombstone } = message;
  return [{ ...tombstone, text: '', deleted: seq }, ...withoutText(edit)];
}

/** An edit that was overtaken has no text. */
export function withoutText(edit: Logged | undefined): Logged[] {
  if (edit?.ev !== 'edit') return [];
  const { text: _, ...rest } = edit;
  return [rest];
}
