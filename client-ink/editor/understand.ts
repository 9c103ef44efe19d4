/** What a draft means, in one or several lines, and whether it can still become something else. */
import { isTalk } from '../../grammar/arguments/talk.ts';
import type { Command } from '../../grammar/ast.ts';
import type { Fault } from '../../grammar/faults.ts';
import { isFault } from '../../grammar/language.ts';
import type { Expectation } from '../../grammar/reading/expect.ts';
import { shown } from '../../grammar/reading/quote.ts';
import { type Aliases, concealedBehind } from '../language/aliases.ts';
import { language } from '../language/language.ts';

/** Stands for a newline while a text of several lines is parsed as one. Typed lines hold no such character. */
const STAND_IN = '\x1e';

/** How a fault shows a newline that it quotes. */
const SHOWN_NEWLINE = '⏎';

const oneLine = (text: string): string => text.replaceAll('\n', STAND_IN);

/** The command that a draft means, or the fault that keeps it from being one. A draft of several lines is one command. */
export function understand(text: string): Command | Fault {
  const read = language.read(oneLine(text));
  if (!text.includes('\n')) return read;
  if (isFault(read))
    return { ...read, message: read.message.replaceAll(shown(STAND_IN), SHOWN_NEWLINE) };
  const whole = Object.fromEntries(
    Object.entries(read).map(([name, value]) => [
      name,
      typeof value === 'string' ? value.replaceAll(STAND_IN, '\n') : value,
    ]),
  ) as Command;
  return language.checked(whole);
}

/** True when a draft is said, and does nothing else, however long it is. */
export const saysText = (text: string): boolean => isTalk(oneLine(text));

/** The command that says a text, whatever it begins with. */
export const saying = (text: string): Command | Fault => language.checked({ cmd: 'say', text });

/** The draft as anybody may see it: with dots for a password, also behind an alias. What is where stays there. */
export const concealed = (text: string, aliases: Aliases): string =>
  concealedBehind(aliases, language.concealed(text));

/** True when a draft may hold a password, perhaps in a wrong place. */
export const mayHoldPassword = (text: string, aliases: Aliases): boolean =>
  concealedBehind(aliases, language.concealedBehind(text)) !== text;

/** Why a draft is not given to another program, which may keep what it sees; nothing when it is. */
export const whyNotLent = (text: string, aliases: Aliases): string | undefined =>
  mayHoldPassword(text, aliases)
    ? 'A line with a password is not given to another program.'
    : undefined;

/** What a line holds before its first secret: all of it when it has none. */
export function openPart(text: string, aliases: Aliases): string {
  const shown = concealed(text, aliases);
  let at = 0;
  while (at < text.length && shown[at] === text[at]) at += 1;
  return text.slice(0, at);
}

/** What may stand at the caret. */
export const expectedAt = (text: string, caret: number): Expectation =>
  language.expectAt(oneLine(text), caret);

/** The beginning of a command's name, or of a short one: `/l` may become `/list`. */
const beginsName = (text: string): boolean =>
  [...language.spellings.keys()].some((spelling) => spelling.startsWith(text.toLowerCase()));

/** What is wrong with a draft and would stay wrong, whatever is typed behind it. */
export function wrongIn(text: string): Fault | undefined {
  if (text === '') return undefined;
  const read = understand(text);
  if (!isFault(read)) return undefined;
  switch (read.code) {
    case 'unknown_command':
      return beginsName(text) ? undefined : read;
    case 'syntax':
    case 'empty_text':
    case 'no_words':
      return expectedAt(text, text.length).tokens.length === 0 ? read : undefined;
    case 'bad_password':
      return undefined;
    default:
      return read;
  }
}
