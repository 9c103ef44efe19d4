/** Checks each setting of the configuration file or the command line, and says what is wrong with a bad one. */
import * as v from 'valibot';
import { newNickProblem, roomProblem } from '../grammar/names.ts';
import { type File, meant, settingsIn } from '../toml/settings.ts';
import { bindKeys } from './binding.ts';
import { toneNames } from './layout/theme.ts';
import { sgrOf } from './style.ts';

export const DEFAULT_PORT = 7667;

const text = v.string('is a text in quotes.');

/** Host and port: `chat.example`, `chat.example:7667`, `[::1]:7667`, `::1`. */
export const server = v.pipe(
  text,
  v.check(
    (given) => serverOf(given) !== undefined,
    ({ input }) => `"${input}" is no server: ${noServer(input)}`,
  ),
  v.transform((given) => serverOf(given) ?? { host: given, port: DEFAULT_PORT }),
);

function serverOf(given: string): { host: string; port: number } | undefined {
  const { host, digits } = parted(given);
  if (host === undefined && /^[\da-f:]+:[\da-f:.]*$/i.test(given)) {
    return { host: given, port: DEFAULT_PORT };
  }
  const port = Number(digits ?? DEFAULT_PORT);
  return host !== undefined && port >= 1 && port <= 65_535 ? { host, port } : undefined;
}

function parted(given: string): { host?: string | undefined; digits?: string | undefined } {
  const [, bracketed, host = bracketed, digits] =
    /^(?:\[([\da-f:.]+)\]|([\p{L}\p{M}\p{N}_.-]+))(?::(\w*))?$/iu.exec(given) ?? [];
  return { host, digits };
}

/** An address of the web, perhaps, or host and port as other programs take them. */
function noServer(given: string): string {
  if (parted(given).host !== undefined) return 'a port is a number from 1 to 65535.';
  const [, bare = 'chat.example'] =
    /^(?:[a-z+]+:\/\/)?([\w.-]+(?:[: ]\d+)?)(?:\/|$)/i.exec(given) ?? [];
  return /[: ]/.test(bare)
    ? `write ${bare.replace(' ', ':')}.`
    : `write ${bare} or ${bare}:${DEFAULT_PORT}.`;
}

export const nick = v.pipe(
  text,
  v.check(
    (given) => newNickProblem(given) === undefined,
    ({ input }) => `"${input}" can't be a nick: a nick ${newNickProblem(input)}.`,
  ),
);

/** Shells take a bare # for a comment, so it may be left out. */
export const rooms = v.pipe(
  v.custom<string[]>(
    (given) => Array.isArray(given) && given.every((room) => typeof room === 'string'),
    'is a list such as ["#dev", "#tea"].',
  ),
  v.transform((given) => [
    ...new Set(given.map((word) => (word.startsWith('#') ? word : `#${word}`))),
  ]),
  v.rawCheck(({ dataset, addIssue }) => {
    for (const room of dataset.typed ? dataset.value : []) {
      const problem = roomProblem(room);
      if (problem === undefined) continue;
      addIssue({ message: `"${room}" can't be a room: a room's name ${problem}.` });
    }
  }),
);

const texts = <
  Key extends v.GenericSchema<string, string>,
  Value extends v.GenericSchema<string, string>,
>(
  name: string,
  key: Key,
  value: Value,
) =>
  v.pipe(
    v.custom<Record<string, string>>(
      (given) => typeof given === 'object' && given !== null && !Array.isArray(given),
      `is a table: [${name}] on a line of its own, then its settings.`,
    ),
    v.record(key, value),
  );

const tone = v.pipe(
  v.string(),
  v.check(
    (given) => toneNames.includes(given),
    ({ input }) => `is no tone.${meant(input, toneNames)}`,
  ),
);

const style = v.pipe(
  text,
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const sgr = sgrOf(dataset.value);
    if ('codes' in sgr) return sgr.codes;
    addIssue({ message: sgr.problem });
    return NEVER;
  }),
);

const keymap = v.pipe(
  texts('keys', v.string(), text),
  v.rawTransform(({ dataset: { value: wanted }, addIssue, NEVER }) => {
    const { keymap, mistakes } = bindKeys(wanted);
    for (const { key, sentence } of mistakes) {
      const value = wanted[key];
      addIssue({
        message: sentence,
        path: [{ type: 'object', origin: 'value', input: wanted, key, value }],
      });
    }
    return mistakes.length === 0 ? keymap : NEVER;
  }),
);

const settings = {
  server: v.optional(server),
  nick: v.optional(nick),
  login: v.optional(nick),
  'password-command': v.optional(text),
  rooms: v.optional(rooms),
  typing: v.optional(v.boolean('is true or false, without quotes.'), false),
  colours: v.optional(texts('colours', tone, style), {}),
  keys: v.optional(keymap, {}),
};

/** What a file says; what is wrong in it is added to `mistakes` in the order of its lines. */
export const written = (
  file: File | undefined,
  mistakes: string[],
): v.InferOutput<v.ObjectSchema<typeof settings, undefined>> | undefined =>
  settingsIn(file ?? { name: '', text: '' }, settings, 'nick = "ann"', mistakes);
