/** Which words nobody may find any more: those of messages that were deleted, or read otherwise since. */
import { type Deed, placeOf } from './deeds.ts';
import type { Logs } from './logs.ts';

/** Of each such text the mark that no other text has. */
export function goneWords(deeds: readonly Deed[], logs: Logs): string[] {
  return deeds.flatMap((deed) => {
    const { command } = deed;
    const at = placeOf(deed);
    if (at === undefined || !('text' in command) || command.cmd === 'topic') return [];
    const event = logs.get(at.log)?.[at.seq - 1];
    if (event === undefined || ('text' in event && event.text === command.text)) return [];
    return [`‹${command.tag}›`];
  });
}
