/** What a newcomer is asked, and the configuration that their answers make. */
import * as v from 'valibot';
import { nick, rooms, server } from './file.ts';

/** What a question is about: a setting of the configuration. */
type Subject = 'server' | 'nick' | 'rooms';

/** The answers, as the configuration has them; what was skipped is not there. */
export type Answers = Partial<Record<Subject, string | readonly string[]>>;

/** One question, which is one line. */
export interface Question {
  readonly asks: Subject;
  readonly words: string;
  /** What an empty line means; nothing where it skips the question. */
  readonly usual?: string;
  /** The answer, or what is wrong with it. */
  readonly read: (typed: string) => { answer: string | readonly string[] } | { problem: string };
}

const checked =
  (
    schema: v.GenericSchema,
    made: (typed: string) => string | readonly string[],
  ): Question['read'] =>
  (typed) => {
    const answer = made(typed);
    const { issues } = v.safeParse(schema, answer);
    return issues === undefined ? { answer } : { problem: issues[0].message };
  };

const namesIn = (typed: string): string[] =>
  typed
    .split(/[\s,]+/)
    .filter((word) => word !== '')
    .map((word) => (word.startsWith('#') ? word : `#${word}`));

/** The questions, for whoever is called `login` on this machine. */
export function questionsFor(login: string | undefined): readonly Question[] {
  const isNick = login !== undefined && v.safeParse(nick, login).success;
  return [
    {
      asks: 'server',
      words: 'Server, such as tls://chat.example',
      usual: '127.0.0.1:7667',
      read: checked(server, (typed) => typed),
    },
    {
      asks: 'nick',
      words: 'Your nick there',
      ...(isNick && { usual: login }),
      read: checked(nick, (typed) => typed),
    },
    {
      asks: 'rooms',
      words: 'Rooms to go into, such as #dev #tea',
      read: checked(rooms, namesIn),
    },
  ];
}

const examples: Readonly<Record<Subject, string>> = {
  server: '"tls://chat.example"',
  nick: '"ann"',
  rooms: '["#dev", "#tea"]',
};

/** The text of the configuration. What was skipped stands there as an example. */
export function configurationOf(answers: Answers): string {
  const line = (asked: Subject): string => {
    const answer = answers[asked];
    return answer === undefined
      ? `# ${asked} = ${examples[asked]}`
      : `${asked} = ${Array.isArray(answer) ? `[${answer.map((each) => JSON.stringify(each)).join(', ')}]` : JSON.stringify(answer)}`;
  };
  return `# What \`parlance chat\` begins with. \`parlance chat --help\` names all settings; /set in the client changes some of them.
${line('server')}
${line('nick')}
${line('rooms')}

# login = "ann"                 # an account instead of a nick; the password is asked for
# theme = "auto"                # or dark, light, middle, nord, solarized, colour-blind
# tell = ["bell", "osc9"]       # how you are told that somebody calls you
# words = ["deploy"]            # call you, as your nick does
# quiet = "22:00-07:00"         # nothing tells you then
# typing = true                 # tell the others when you are typing

# [profiles.work]               # another server, on which you are at the same time
# server = "tls://work.example"
`;
}
