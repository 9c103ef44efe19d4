/** Every way in which a line can be refused: code → sentence. Codes are protocol and never change meaning. */

const templates = {
  syntax: (p: { message: string }) => p.message,
  unknown_command: (p: { name: string; near: string[] }) =>
    `There is no command /${p.name}. ${didYouMean(
      p.near.map((name) => `/${name}`),
      'Type /help for the list, or begin the line with // to say it.',
    )}`,
  bad_line: (p: { message: string }) => p.message,
  too_long: (p: { what: string; limit: number }) =>
    `${p.what} is longer than ${p.limit} bytes. Send it in several pieces.`,
  empty_text: (p: { what: string }) => `${p.what} is empty. Write something, or leave it out.`,
  bad_character: (p: { character: string }) =>
    `The line holds ${p.character}, which may not be sent. Leave it out.`,
  bad_json: (p: { message: string }) => p.message,
  bad_command: (p: { message: string }) => p.message,
  bad_nick: (p: { nick: string; problem: string }) =>
    `${p.nick} can't be a nick: a nick ${p.problem}.`,
  bad_room: (p: { room: string; problem: string }) =>
    `${p.room} can't be a room: a room's name ${p.problem}.`,
  bad_target: (p: { target: string; problem: string }) =>
    `${p.target} is no target: a private log's name ${p.problem}.`,
  nick_taken: (p: { nick: string }) => `${p.nick} is in use. Choose another nick.`,
  no_such_nick: (p: { nick: string; near: string[] }) =>
    `There is nobody called ${p.nick}. ${didYouMean(p.near, 'Type /who to see who is here.')}`,
  no_such_room: (p: { room: string; near: string[] }) =>
    `There is no room ${p.room}. ${didYouMean(p.near, 'Type /rooms for the list, or /join it to open it.')}`,
  no_such_log: (p: { log: string }) => `You have no private log ${p.log}. Name the person instead.`,
  not_in_room: (p: { room: string }) => `You are not in ${p.room}. Type /join ${p.room} first.`,
  no_current_room: () => 'You are in no room yet. Type /join #dev, or /rooms for a list.',
  too_many_rooms: (p: { limit: number }) =>
    `You are in ${p.limit} rooms, the most there can be. /part one first.`,
  server_full: () => 'The server keeps no more rooms. Join one that exists: /rooms lists them.',
  bad_cursor: (p: { target: string; seq: number; end: number }) =>
    `${p.target} ends at ${p.end}: there is no ${p.seq} yet. Forget that cursor.`,
  no_such_session: () =>
    'That session is gone or never was. Go on with this one, and join your rooms again.',
  session_in_use: () =>
    'You have already joined or said something here. Resume on a new connection.',
  no_such_topic: (p: { about: string; near: string[] }) =>
    `There is no help about ${p.about}. ${didYouMean(
      p.near.map((name) => `/help ${name}`),
      'Type /help for the list.',
    )}`,
  store_unavailable: () =>
    'The server could not store that, so nobody has seen it. Send it again in a moment.',
} as const;

type Templates = typeof templates;
export type FaultCode = keyof Templates;
export const faultCodes = Object.keys(templates) as FaultCode[];

/** A refusal: what is told to the person as an `error`. */
export interface Fault {
  code: FaultCode;
  message: string;
  /** The tag of the refused command, where one could be read. */
  re?: string;
  /** Code points from 0 in the line as sent. */
  col?: number;
  /** What could stand at `col`: words of the closed list in PROTOCOL.md. */
  expected?: string[];
  /** The room or private log that the refusal is about. */
  target?: string;
  /** The refused line, for the caret. */
  line?: string;
}

/** Makes the fault of a code from what its sentence needs. */
export function fault<C extends FaultCode>(code: C, ...given: Parameters<Templates[C]>): Fault {
  const sentence = templates[code] as (...given: Parameters<Templates[C]>) => string;
  return { code, message: sentence(...given) };
}

function didYouMean(near: string[], otherwise: string): string {
  if (near.length === 0) return otherwise;
  return `Did you mean ${near.length === 1 ? near[0] : `${near.slice(0, -1).join(', ')} or ${near.at(-1)}`}?`;
}
