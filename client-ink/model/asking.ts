/** Sends the server a command under a tag, and remembers by the tag who waits for the answer. */
import { isTime } from '../../grammar/arguments/time.ts';
import type { Command } from '../../grammar/ast.ts';
import { language } from '../language/language.ts';
import type { Model, Update } from './model.ts';

/**
 * Sends a command for a place under a new tag. `line`: what the person typed for it; absent for what the client asks by
 * itself.
 */
export function ask(
  model: Model,
  place: number,
  command: Command,
  line?: string,
): Update & { tag: string } {
  const tags = model.tags + 1;
  const tag = command.tag ?? `${model.prefix}.${tags}`;
  const tagged = { ...command, tag };
  const asked = new Map(model.asked);
  asked.set(tag, { place, command: tagged, ...(line !== undefined && { line }) });
  return {
    model: { ...model, tags, asked },
    effects: [{ do: 'send', command: withMoments(tagged) }],
    tag,
  };
}

/** A day, or a moment that says nothing of its time zone. */
const local = /^\d{4}-\d\d-\d\d(?:T[\d:.]+)?$/;

/** With times that were typed by this machine's clock as moments in UTC: the server's clock may differ. */
function withMoments(command: Command): Command {
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
