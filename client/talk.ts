/** The state of a conversation with a server, its inputs and effects; it outlives connections. */
import type { Command, CommandOf } from '../grammar/ast.ts';
import type { Event, EventOf } from '../grammar/events.ts';
import type { LogKey, RoomKey } from '../grammar/names.ts';
import { roomKey } from '../grammar/names.ts';
import { Vocabulary } from '../grammar/vocabulary.ts';
import type { Logs } from './aimed.ts';
import type { Tagged, Unanswered } from './unanswered.ts';

/** One thing that a link tells: about the connection, or what the server said on it. */
export type LinkInput =
  /** It dials now (`inMs` 0) or after a while. `attempt` counts from 1 since the connection was last up. */
  | { link: 'connecting'; attempt: number; inMs: number }
  /**
   * Talking to the server. `resumed`: the same session, nothing is missing. Otherwise a new one. `perhaps` holds the
   * tags of commands that were sent in the old one, or as another person, and not answered; they are not sent again. `welcome.nick` is who one
   * is now. What follows (nick, rooms) arrives as events. `rooms`: those that a resumed session is in. It was not heard that
   * it has left others, by another device.
   */
  | {
      link: 'up';
      welcome: EventOf<'welcome'>;
      resumed: boolean;
      perhaps: readonly string[];
      rooms?: readonly string[];
    }
  /** How long the server took to answer; while it does not, how long that has been. */
  | { link: 'lag'; ms: number }
  /** The connection is gone; another try is announced by `connecting`. */
  | { link: 'lost'; reason: string }
  /** It is over and not tried again: `asked` for, or a server that can't be talked to, or the session is used elsewhere. */
  | { link: 'over'; reason: string; asked: boolean }
  /** An event that has not been told before. A `room` has `re` only when it answers a question: else one is in it. */
  | { link: 'event'; event: Event };

/** Per log the last `seq` that has arrived. */
export type Cursors = ReadonlyMap<LogKey, number>;

/** Something that a new session does before anything else. */
export interface SetupStep {
  command: Command;
  /** What it does instead when that is refused, which the person is told. Without it a refusal is the end. */
  refused?: (error: EventOf<'error'>) => SetupStep[];
}

/** What a new session may begin with. */
export interface Memory {
  cursors: Cursors;
  /** A session has begun before, and all its steps were done. */
  again: boolean;
  /** The nick that was chosen last. */
  nick: string | undefined;
  /** The rooms that one was in, the current one last. */
  rooms: string[];
}

/** The steps of a new session, decided when it is known what is remembered. */
export type Setup = (memory: Memory) => SetupStep[];

/** What is to be done now, in this order. */
export type TalkEffect =
  | { do: 'send'; command: Command }
  | { do: 'hear'; input: LinkInput }
  /** From now on commands are sent as they are asked. */
  | { do: 'live' }
  /** Hang up, and dial again after a while. */
  | { do: 'redial'; why: string }
  /** It is over: a sentence for the person. */
  | { do: 'end'; why: string };

/** The state of one conversation. Changed in place by conversation.ts and session.ts, and by nobody else. */
export interface Conversation {
  /** The commands that are known of. */
  readonly vocabulary: Vocabulary;
  /**
   * down: no connection. greeting: waiting for `welcome`. resuming: waiting for the session. beginning: doing `steps`.
   * live: commands are sent as they are asked.
   */
  phase: 'down' | 'greeting' | 'resuming' | 'beginning' | 'live';
  /** The session, once there is one. */
  token: string | undefined;
  /** Which number space the cursors belong to. */
  store: string | undefined;
  nick: string;
  /** The last nick that the server did not make up. */
  chosen: string | undefined;
  /** True once the conversation was live. */
  again: boolean;
  /** The rooms, as people spell them, the current one last. */
  rooms: Map<RoomKey, string>;
  cursors: Map<LogKey, number>;
  begin: Setup;
  /** What is left of the beginning, the step that is being done first. */
  steps: (SetupStep & { tag: string })[];
  unanswered: Unanswered;
  /** Where rooms stood when another device entered them, while a `/join` of them was not answered. */
  stood: Map<RoomKey, number>;
  /** A log has gone on beyond what was told of it at a `/login`. It is read on from its cursor once that is answered. */
  isBehind: boolean;
  logs: Logs;
  /** The welcome of this connection, in case our session can't be resumed. */
  welcome: EventOf<'welcome'> | undefined;
  /** Of this connection's `/resume`. */
  resumeTag: string | undefined;
  /**
   * How many `/resume` were sent on connections that broke before the answer: the server may take one late, and give
   * the session to that dead connection.
   */
  strayResumes: number;
  /** Makes tags that no other conversation makes: this, a dash and a number. */
  prefix: string;
  tags: number;
}

/** What a program keeps of a conversation, so that a later run goes on where this one stopped. The token is a secret. */
export interface Remembered {
  /** Opens the session, as long as the server has it. */
  readonly token?: string | undefined;
  /** The number space of the cursors. */
  readonly store: string;
  /** The nick that was chosen last. */
  readonly nick?: string | undefined;
  /** The rooms that one was in, the current one last. */
  readonly rooms: readonly string[];
  readonly cursors: Cursors;
  /** Commands that may have been sent, without their answers. */
  readonly unanswered: readonly Tagged[];
}

/** What is to be remembered; nothing before a server has greeted. */
export function rememberedOf(talk: Conversation): Remembered | undefined {
  const { token, store, chosen: nick, rooms, cursors, unanswered } = talk;
  if (store === undefined) return undefined;
  const commands = [...unanswered.values()].map(({ command }) => command);
  return { token, store, nick, rooms: [...rooms.values()], cursors, unanswered: commands };
}

/** What is there before a conversation begins. */
interface Beforehand {
  /** From where to read at first, by the logs' keys. */
  readonly cursors?: Cursors | undefined;
  readonly vocabulary?: Vocabulary | undefined;
  /** What an earlier run has kept: the conversation goes on with it. */
  readonly remembered?: Remembered | undefined;
}

/** Begins to talk, or goes on. `prefix` is 1 to 16 characters that a tag may hold. */
export function conversation(
  begin: Setup,
  prefix: string,
  { cursors = new Map(), vocabulary = new Vocabulary(), remembered: before }: Beforehand = {},
): Conversation {
  return {
    vocabulary,
    phase: 'down',
    token: before?.token,
    store: before?.store,
    nick: '',
    chosen: before?.nick,
    again: before !== undefined,
    rooms: new Map(before?.rooms.map((name) => [roomKey(name), name])),
    cursors: new Map([...(before?.cursors ?? []), ...cursors]),
    begin,
    steps: [],
    unanswered: new Map(
      before?.unanswered.map((command) => [command.tag, { command, sent: true }]),
    ),
    stood: new Map(),
    isBehind: false,
    logs: new Map(),
    welcome: undefined,
    resumeTag: undefined,
    strayResumes: 0,
    prefix,
    tags: 0,
  };
}

/** Tells whoever listens of an event. */
export const tell = (event: Event): TalkEffect => ({ do: 'hear', input: { link: 'event', event } });

/** The server has granted this nick. */
export function named(talk: Conversation, nick: string): void {
  talk.nick = nick;
  talk.chosen = nick;
}

/** The session is in this room, which is the current one from here on. */
export function current(talk: Conversation, room: string): void {
  talk.rooms.delete(roomKey(room));
  talk.rooms.set(roomKey(room), room);
}

/** A tag that no command of any conversation has. */
export function nextTag(talk: Conversation): string {
  talk.tags += 1;
  return `${talk.prefix}-${talk.tags}`;
}

/** What is asked to enter this room, and not answered. */
export const joinsOf = (talk: Conversation, room: LogKey): Join[] =>
  joins(talk).filter(({ rooms }) => rooms.some((name) => roomKey(name) === room));

type Join = Tagged & CommandOf<'join'>;

/** The joins that are not answered, those of the beginning included. */
export const joins = (talk: Conversation): Join[] =>
  waiting(talk).filter((command) => command.cmd === 'join');

/** A `/login` is not answered: what is told meanwhile begins where the account has read to, not at our cursors. */
export const isLoggingIn = (talk: Conversation): boolean =>
  waiting(talk).some(({ cmd }) => cmd === 'login');

const waiting = ({ steps, unanswered }: Conversation): Tagged[] => [
  ...[...unanswered.values()].map(({ command }) => command),
  ...steps.map(({ command, tag }) => ({ ...command, tag })),
];
