/** The connection of a person's client: a JSON connection that reconnects; nick and rooms may differ from those asked for. */
import type { Command } from '../grammar/ast.ts';
import { type Account, beginning } from './beginning.ts';
import { Connection } from './connection.ts';
import type { LinkInput } from './talk.ts';

/** Where to connect, and what to begin with. */
export interface LinkOptions {
  host: string;
  port: number;
  /** Who to be; when somebody else has that nick, with `_` after it. */
  nick?: string;
  /** Logs in to it, in each new session, before anything else. */
  account?: Account;
  /** What the first session joins; a later one goes back to where one was. */
  rooms: readonly string[];
}

/** The sending side of a connection that survives being cut. What it tells comes to `hear`. */
export interface Link {
  /** Asks something. It gets a tag if it has none, and is sent again after a resume until it is answered. */
  send(command: Command): void;
  /** Takes leave of the server; `over` tells that it is done. */
  close(): void;
}

/** Dials at once, and again after each loss, until `close`, a `/quit`, or somebody else takes the session over. */
export function openLink(options: LinkOptions, hear: (input: LinkInput) => void): Link {
  const { host, port } = options;
  return new Connection({ host, port, begin: beginning(options) }, hear);
}
