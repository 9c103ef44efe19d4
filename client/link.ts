/** The connection of a person's client: a JSON connection that reconnects; nick and rooms may differ from those asked for. */
import type { Command } from '../grammar/ast.ts';
import { roomKey } from '../grammar/names.ts';
import type { Vocabulary } from '../grammar/vocabulary.ts';
import { type Account, beginning } from './beginning.ts';
import { Connection } from './connection.ts';
import type { Route } from './dial/dial.ts';
import type { LinkInput, Remembered } from './talk.ts';

/** Where to connect, and what to begin with. */
export interface LinkOptions {
  route: Route;
  /** The nick to take. When somebody else has it, the same with `_` behind it. */
  nick?: string;
  /** The account to which each new session logs in before anything else. */
  account?: Account;
  /** The commands that are known of; all that Parlance has if absent. */
  vocabulary?: Vocabulary;
  /** The rooms that the first session joins. A later session joins those in which the one before was. */
  rooms: readonly string[];
  /** What an earlier link left: its session is resumed, or its rooms are joined from where it had read. */
  remembered?: Remembered | undefined;
}

/** The sending side of a connection that outlives its sockets. What it tells comes to `hear`. */
export interface Link {
  /** Sends a command. It gets a tag if it has none, and is sent again after a resume until it is answered. */
  send(command: Command): void;
  /** Closes the link. The input `over` says when that is done. */
  close(): void;
  /** What a later link needs to go on from here; nothing before a server has greeted. */
  remembered(): Remembered | undefined;
}

/** Dials at once, and again after each loss, until `close`, a `/quit`, or somebody else takes the session over. */
export function openLink(options: LinkOptions, hear: (input: LinkInput) => void): Link {
  const { route, vocabulary, rooms, remembered } = options;
  const begin = beginning(options);
  const connection = new Connection({ route, vocabulary, begin, remembered }, hear);
  const known = new Set(remembered?.rooms.map(roomKey));
  const others = remembered ? rooms.filter((room) => !known.has(roomKey(room))) : [];
  if (others.length > 0) connection.send({ cmd: 'join', rooms: others });
  return connection;
}
