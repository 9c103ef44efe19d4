/** Words to look for, behind which options may come. */
import * as v from 'valibot';
import { fault } from '../faults.ts';
import { shown } from '../reading/quote.ts';
import { terminal } from '../reading/rule.ts';
import { limits } from '../text.ts';
import { phrases } from '../words.ts';
import { type ArgumentType, argumentType } from './argument.ts';
import { isBlank, skipBlanks } from './ends.ts';
import { checkLine } from './text.ts';

/** Words that end before the first of these options, such as `in=`. */
export function wordsBefore(options: readonly string[]): ArgumentType<string> {
  const match = (line: string, from: number): number => wordsEnd(line, from, options);
  return argumentType<string>({
    schema: v.pipe(v.string(), v.description('the words to look for')),
    meaning: `what to look for: one line of 1 to ${limits.reason} bytes, with a letter or a digit`,
    usage: 'WORDS',
    signs: [
      terminal({
        name: 'words',
        word: 'words',
        say: 'words to look for',
        sample: 'green tea',
        stopsAtOptions: true,
        match,
      }),
    ],
    faults: ['empty_text', 'too_long', 'no_words'],
    // Words that hold an option can't be typed, nor can some with blanks of other scripts around them.
    print: (given) => (match(given, 0) === given.length ? given : undefined),
    check: (given) => checkLine('What to look for', given, { optional: false }) ?? wordless(given),
    tidy: (given) => given.trim(),
  });
}

const wordless = (given: string) =>
  phrases(given).length > 0 ? undefined : fault('no_words', { typed: shown(given.trim()) });

/** The words before the first option; an option between quotes is one of the words. */
function wordsEnd(line: string, from: number, options: readonly string[]): number {
  let to = -1;
  for (let at = from; at < line.length; at = skipBlanks(line, to)) {
    if (options.some((option) => startsAt(line, at, option))) break;
    to = wordEnd(line, at);
  }
  return to;
}

const startsAt = (line: string, from: number, option: string): boolean =>
  line.slice(from, from + option.length).toLowerCase() === option;

/** Blanks between quotes belong to the word; a quote that nothing ends is a letter like others. */
function wordEnd(line: string, from: number): number {
  let at = from;
  while (at < line.length && !isBlank(line.charCodeAt(at))) {
    const quote = line[at] === '"' ? line.indexOf('"', at + 1) : -1;
    at = Math.max(at, quote) + 1;
  }
  return at;
}
