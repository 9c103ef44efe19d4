/** What is read again, by `/history` and `/search`, is what the log says, and no older than what the reader has heard. */
import { type Event, isVisible, type Logged, type Shown } from '../../../grammar/events.ts';
import { type Diary, logged, logOf } from '../diary.ts';
import { type Claims, type Problem, place } from './deeds.ts';
import type { Logs } from './logs.ts';
import { isTrue } from './truth.ts';

export function checkPages(diaries: readonly Diary[], logs: Logs, claims: Claims): Problem[] {
  return diaries.flatMap(({ name: who, notes }) => {
    /** What was heard to be deleted when a question was put. */
    const gone = new Set<string>();
    const goneBy = new Map<string, ReadonlySet<string>>();
    return notes.flatMap((note) => {
      if (note.on === 'sent' && isQuestion(note.command.cmd))
        goneBy.set(note.command.tag, new Set(gone));
      if (note.on !== 'heard') return [];
      const { event, moment } = note;
      const entry = logged(event);
      if (entry?.ev === 'delete') gone.add(place(logOf(entry), entry.of));
      if (event.ev !== 'history' && event.ev !== 'search') return [];
      const wasGone = goneBy.get(event.re ?? '');
      const problems = eventsIn(event).flatMap((each) => {
        const at = place(logOf(each), each.seq);
        if (wasGone?.has(at) && each.ev === 'message' && each.deleted === undefined)
          return `reads ${at} again, which was deleted: ${JSON.stringify(each)}`;
        return isTrue(each, logs, claims) ? [] : `reads ${JSON.stringify(each)}, which is not so`;
      });
      const gap = event.ev === 'history' ? gapIn(event.events) : undefined;
      if (gap !== undefined) problems.push(`reads a page with a gap before ${gap}`);
      return problems.map((text) => ({ text, who, moment }));
    });
  });
}

const isQuestion = (cmd: string): boolean => cmd === 'history' || cmd === 'search';

const eventsIn = (event: Event & { ev: 'history' | 'search' }): readonly Logged[] =>
  event.ev === 'search' ? event.events : event.events.filter(isVisible);

function gapIn(events: readonly Shown[]): number | undefined {
  return events.find(({ seq }, n) => seq !== (events[0]?.seq ?? 0) + n)?.seq;
}
