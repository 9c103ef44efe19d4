/** Reads times that are typed by this machine's clock; the server, whose clock may differ, is sent the moment in UTC. */
import { isTime } from '../../grammar/arguments/time.ts';
import type { Command } from '../../grammar/ast.ts';
import { language } from './language.ts';

/** A day, or a moment that says nothing of its time zone. */
const local = /^\d{4}-\d\d-\d\d(?:T[\d:.]+)?$/;

/** The command with its local times as moments. */
export function withMoments(command: Command): Command {
  const { fields } = language.definitionOf(command);
  const times = Object.entries(command).filter(
    ([name, value]) => fields[name] !== undefined && isTime(fields[name]) && local.test(value),
  );
  if (times.length === 0) return command;
  return { ...command, ...Object.fromEntries(times.map(([name, time]) => [name, momentOf(time)])) };
}

/** Without a zone, `Date` reads a moment by the clock here, and a day by that of Greenwich. Nothing is before 1970. */
function momentOf(time: string): string {
  const moment = Date.parse(time.includes('T') ? time : `${time}T00:00`);
  return new Date(Math.max(0, moment)).toISOString();
}
