/** Nobody is told anything before it is durable. */
import type { CommandName } from '../../../grammar/ast.ts';
import { logged, logOf, type Moment } from '../diary.ts';
import { type Problem, place, placeIn } from './deeds.ts';
import type { Hearing } from './hearings.ts';
import type { Durable } from './people.ts';

export function checkDurability(
  hearings: readonly Hearing[],
  durable: readonly Durable[],
): Problem[] {
  if (durable.length === 0) return [];
  const since = moments(durable);
  return hearings.flatMap((hearing) => {
    const { event, moment, told, who } = hearing;
    const what = restsOn(hearing);
    if (what === undefined || (since.get(what) ?? Number.POSITIVE_INFINITY) < told) return [];
    return [{ text: `is told before it is durable: ${JSON.stringify(event)}`, who, moment }];
  });
}

/** Events by their places, and the answers that are in no log by their tags. */
function moments(durable: readonly Durable[]): Map<string, Moment> {
  const since = new Map<string, Moment>();
  for (const { moment, turn } of durable) {
    for (const { log, records } of turn.entries) {
      for (const { event } of records) since.set(place(log, event.seq), moment);
    }
    for (const { answers = [] } of turn.sessions) {
      // Answers are stored once more when a session is that of a guest again.
      for (const { tag } of answers) if (!since.has(tag)) since.set(tag, moment);
    }
  }
  return since;
}

/** What changes a session, or what is kept with its person. */
const isKept = (cmd: CommandName): boolean =>
  ['nick', 'join', 'part', 'register', 'ignore', 'unignore'].includes(cmd);

/** Of whom nothing is kept nothing is durable. */
function restsOn({ event, command, sessions }: Hearing): string | undefined {
  const entry = logged(event);
  if (entry !== undefined) return place(logOf(entry), entry.seq);
  if (event.ev !== 'ok') return undefined;
  if (command !== undefined && isKept(command.cmd))
    return sessions.length > 0 ? event.re : undefined;
  const at = placeIn(event);
  // What was read of a log in which nothing has happened is nothing.
  return at && at.seq > 0 ? place(at.log, at.seq) : undefined;
}
