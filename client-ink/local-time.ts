/** Times as they are typed here, by the clock on this wall: the server, which has another, is told the moment. */
import type { Command } from '../grammar/ast.ts';

/** A day, or a moment that says nothing of its time zone. */
const local = /^\d{4}-\d\d-\d\d(?:T[\d:.]+)?$/;

/** The command with its local times as moments. */
export function withMoments(command: Command): Command {
  switch (command.cmd) {
    case 'history':
      return { ...command, ...moments({ since: command.since }) };
    case 'search':
      return { ...command, ...moments({ before: command.before, after: command.after }) };
    default:
      return command;
  }
}

function moments(times: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(times).flatMap(([name, time]) =>
      time === undefined ? [] : [[name, local.test(time) ? momentOf(time) : time]],
    ),
  );
}

/** Without a zone, `Date` reads a moment by the clock here, and a day by that of Greenwich. Nothing is before 1970. */
function momentOf(time: string): string {
  const moment = Date.parse(time.includes('T') ? time : `${time}T00:00`);
  return new Date(Math.max(0, moment)).toISOString();
}
