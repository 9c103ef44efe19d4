/** The tag of a command: a retry key, which its answer carries. */
import * as v from 'valibot';
import { literal, type Terminal, terminal } from '../reading/rule.ts';

const MAX_TAG_LENGTH = 32;

/** 1–32 characters; the answer to a tagged command carries it as `re`. */
export const Tag = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9_.-]{1,32}$/),
  v.description('1 to 32 of A-Z a-z 0-9 _ . -, which comes back as "re"'),
);

const whole = /[A-Za-z0-9_.-]{1,32}(?![^ \t])/y;

const tagTerminal: Terminal = {
  name: 'tag',
  word: 'tag',
  say: 'a tag of 1 to 32 letters, digits, _, . or -',
  sample: 't1',
  shownAs: 'the tag',
  match(line, from) {
    whole.lastIndex = from;
    return whole.test(line) ? whole.lastIndex : -1;
  },
  problem(rest) {
    const given = /^[A-Za-z0-9_.-]+(@?)/.exec(rest.split(/[ \t]/, 1)[0] ?? '');
    if (given?.[1]) return 'A command has only one tag.';
    return given && given[0].length > MAX_TAG_LENGTH
      ? `The tag is too long: it has at most ${MAX_TAG_LENGTH} characters.`
      : undefined;
  },
};

/** The terminal of a tag: 1 to 32 of A-Z, a-z, 0-9, `_`, `.` and `-`. */
export const tag = terminal(tagTerminal);

/** What opens a tag. */
export const at = literal('@', { say: '@ and a tag', joins: true });

const tagged =
  /^[\p{White_Space}\p{Default_Ignorable_Code_Point}\u2800]*[/\uff0f](?!\/)[^ \t@]*@([A-Za-z0-9_.-]{1,32})(?![^ \t])/u;

/**
 * The tag at the start of a typed line, whatever else is wrong with the line: also of the beginning of one that is too
 * long or not UTF-8, if it holds the blank after the tag.
 */
export function tagOf(line: string): string | undefined {
  return tagged.exec(line)?.[1];
}
