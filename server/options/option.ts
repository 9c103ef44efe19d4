/** One option of the server, and the schemas that several options share. Mistakes are said behind an option's name. */
import * as v from 'valibot';
import { isRoomName, roomProblem } from '../../grammar/names.ts';
import { durationOf } from '../../grammar/time.ts';

/** What is known of an option. Its name in camel case is the flag's; its setting in the file is the flag without dashes. */
export interface Option {
  /** As commander reads it. Without a value it is a yes; with `--no-` in front, a no. */
  readonly flag: `--${string}`;
  /** How the value is written in the file. Of a list the flag takes the items with commas between them, or comes several times. */
  readonly kind: 'text' | 'number' | 'list' | 'flag';
  readonly help: string;
  /** What README and the sample say besides. */
  readonly more?: string;
  /** Checks the value as it is typed. Mistakes are what is said behind the option's name. */
  readonly schema:
    | v.GenericSchema<string | undefined, unknown>
    | v.GenericSchema<boolean | undefined, unknown>;
  /** The default, where the schema has none: the option's absence means something, too. */
  readonly otherwise?: string;
  /** A value for the sample, where there is no default. */
  readonly example?: string;
  /** A change in the file counts when it is read again; without it, when the server is started again. */
  readonly reloads?: true;
}

/** Newcomers are in so many rooms by themselves, at most. */
const MAX_AUTO_JOINED = 10;

/** A whole number within these bounds, typed in digits. */
export const whole = (least: number, most: number) =>
  v.pipe(
    v.string(),
    v.check(
      (text) => /^\d+$/.test(text) && Number(text) >= least && Number(text) <= most,
      ({ input }) => `is a whole number from ${least} to ${most}, not "${input}".`,
    ),
    v.transform(Number),
  );

/** One of these words. */
export const oneOf = <const Word extends string>(...words: readonly Word[]) =>
  v.picklist(
    words,
    ({ input }) => `is ${words.slice(0, -1).join(', ')} or ${words.at(-1)}, not "${input}".`,
  );

/** A list with commas between its items, of which there is at least one. */
export const list = (what: string) =>
  v.pipe(
    v.string(),
    v.nonEmpty(`has at least one ${what}.`),
    v.transform((text) => text.split(',')),
  );

/** Something with a name, such as a file. */
export const named = (what: string) =>
  v.pipe(v.string(), v.nonEmpty(`is a ${what}, and may not be empty.`));

/** An address and a port, `127.0.0.1:9667`. */
export const listener = v.pipe(
  v.string(),
  v.regex(
    /^(\[[\da-f:.]+\]|[\w.-]+):\d{1,5}$/i,
    ({ input }) => `is HOST:PORT, such as 127.0.0.1:9667, not "${input}".`,
  ),
  v.transform((text) => {
    const end = text.lastIndexOf(':');
    return { host: text.slice(0, end).replace(/[[\]]/g, ''), port: Number(text.slice(end + 1)) };
  }),
);

const isRoom = (name: string): boolean => isRoomName(name) && roomProblem(name) === undefined;

/** Rooms with commas between them. */
export const rooms = v.pipe(
  v.string(),
  v.transform((text) => text.split(',')),
  v.check(
    (names) => names.length <= MAX_AUTO_JOINED && names.every(isRoom),
    `is at most ${MAX_AUTO_JOINED} rooms such as #lobby,#help.`,
  ),
);

/** A time such as `90d`, in milliseconds. */
export const time = v.pipe(
  v.string(),
  v.check(
    (text) => durationOf(text) !== undefined,
    ({ input }) => `is a time such as 90d, 12h or 52w, not "${input}".`,
  ),
  v.transform(durationOf),
);
