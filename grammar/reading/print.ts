/** A command as a person would type it: the inverse of `read`, and of `readObject` where typing can't say it. */
import { misplacesSlash } from '../arguments/talk.ts';
import type { Command } from '../ast.ts';
import type { Definition } from '../commands/command.ts';

/**
 * The line of a checked command. Five things can't be typed: a text of several lines, a text that would be read as a
 * room (`/me #1 fan`), the topic `-`, words to look for that would be read as an option, and help about a phrase. Their
 * line is the JSON object, which clients of the json dialect may send. No other line begins with `{`.
 */
export function print(command: Command, definition: Definition): string {
  const rest = typed(command, definition);
  if (rest === undefined || rest.includes('\n')) return JSON.stringify(command);
  if (command.cmd === 'say' && command.tag === undefined) return talk(command.text);
  return `/${command.cmd}${command.tag === undefined ? '' : `@${command.tag}`}${rest}`;
}

function talk(text: string): string {
  if (text.startsWith('/')) return `/${text}`;
  return text.startsWith('{') || misplacesSlash(text) ? `/say ${text}` : text;
}

/** What follows the command's name and tag, or nothing if it can't be typed. */
function typed(command: Command, { arguments: pieces }: Definition): string | undefined {
  let line = '';
  let leftOut: Definition['arguments'] = [];
  for (const piece of pieces) {
    const words = piece.print(command);
    if (words === undefined) return undefined;
    const [first] = words;
    if (first === undefined) leftOut = [...leftOut, piece];
    else if (leftOut.some((other) => other.takes?.(first))) return undefined;
    for (const word of words) line += ` ${word}`;
  }
  return line;
}
