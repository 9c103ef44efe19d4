/** Checks each setting of the configuration file or the command line, and says what is wrong with a bad one. */
import * as v from 'valibot';
import { type Address, readAddress, whyNoAddress } from '../../client/dial/address.ts';
import { isFault } from '../../grammar/language.ts';
import { newNickProblem, roomProblem } from '../../grammar/names.ts';
import { type File, settingsIn, tableOf } from '../../toml/settings.ts';
import { clientsIn } from '../language/commands/index.ts';
import { isLinks, language } from '../language/language.ts';
import { bool, optionSchemas, text } from './options.ts';
import { tableSchemas } from './tables.ts';

/** An address: `tls://chat.example`, `chat.example:7667`, `[::1]:7667`, `unix:/run/parlance.sock`. */
export const server = v.pipe(
  text,
  v.rawTransform(({ dataset: { value: given }, addIssue, NEVER }): Address => {
    const address = readAddress(given);
    if (address !== undefined) return address;
    addIssue({ message: `"${given}" is no server: ${whyNoAddress(given)}` });
    return NEVER;
  }),
);

/** A nick that may be chosen anew, such as `ann`. */
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

const isTable = (otherwise: string) =>
  v.custom<Record<string, unknown>>(
    (given) => typeof given === 'object' && given !== null && !Array.isArray(given),
    otherwise,
  );

/** Why a line can't be given when a session has just begun, and nothing is shown; nothing when it can. */
function whyNotAtOnce(line: string): string | undefined {
  const command = language.read(line);
  if (isFault(command)) return command.message;
  if (clientsIn(command) !== undefined || isLinks(command.cmd))
    return 'is not for the server: on-connect takes what a server is asked.';
  return language.currentIn(command) && 'Name the room: none is shown yet, as in /msg #dev hello.';
}

/** Lines that the server is given. */
const lines = v.pipe(
  v.custom<string[]>(
    (given) => Array.isArray(given) && given.every((one) => typeof one === 'string'),
    'is a list of lines such as ["/away lunch"].',
  ),
  v.rawCheck(({ dataset, addIssue }) => {
    for (const line of dataset.typed ? dataset.value : []) {
      const message = whyNotAtOnce(line);
      if (message !== undefined) addIssue({ message: `"${language.concealed(line)}": ${message}` });
    }
  }),
);

/** What is said of one server: where it is, how it is reached, who one is there, and what follows. */
const profile = {
  server: v.optional(server),
  nick: v.optional(nick),
  login: v.optional(nick),
  'password-command': v.optional(text),
  ca: v.optional(text),
  cert: v.optional(text),
  key: v.optional(text),
  'known-servers': v.optional(text),
  proxy: v.optional(text),
  rooms: v.optional(rooms),
  'on-connect': v.optional(lines),
};

/** What a configuration says of one server. */
export type WrittenProfile = v.InferOutput<v.ObjectSchema<typeof profile, undefined>>;

/** A name that is no address: `work`. */
const profileName = v.pipe(
  v.string(),
  v.check(
    (given) => /^[a-z\d][\w-]{0,31}$/i.test(given),
    ({ input }) =>
      `"${input}" can't name a profile: write letters and digits, as in [profiles.work].`,
  ),
);

const profiles = v.pipe(
  isTable('is a table: [profiles.work] on a line of its own, then its settings.'),
  v.record(
    profileName,
    v.pipe(
      isTable(
        'is a table: its name on a line of its own, as in [profiles.work], then its settings.',
      ),
      tableOf(profile),
    ),
  ),
);

const settings = {
  ...profile,
  ...optionSchemas,
  profiles: v.optional(profiles, {}),
  ...tableSchemas,
  remember: v.optional(bool, true),
};

/** What a file says; what is wrong in it is added to `mistakes` in the order of its lines. */
export const written = (
  file: File | undefined,
  mistakes: string[],
): v.InferOutput<v.ObjectSchema<typeof settings, undefined>> | undefined =>
  settingsIn(file ?? { name: '', text: '' }, settings, { example: 'nick = "ann"' }, mistakes);
