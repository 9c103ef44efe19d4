/** What a link tells and takes. It is a JSON connection that survives being cut, and knows no screen. */
import type { Command } from '../grammar/ast.ts';
import type { Event, EventOf } from '../grammar/events.ts';
import { beginning } from './beginning.ts';
import { Connection } from './connection.ts';

/** One thing that a link tells: about the connection, or what the server said on it. */
export type LinkInput =
  /** It dials now (`inMs` 0) or after a while. `attempt` counts from 1 since the connection was last up. */
  | { link: 'connecting'; attempt: number; inMs: number }
  /**
   * Talking to the server. `resumed`: the same session, nothing is missing. Otherwise a new one: `perhaps` holds the
   * tags of commands that were sent in the old one and not answered; they are not sent again. `welcome.nick` is who one
   * is now. What follows (nick, rooms) arrives as events.
   */
  | { link: 'up'; welcome: EventOf<'welcome'>; resumed: boolean; perhaps: readonly string[] }
  /** How long the server took to answer; while it does not, how long that has been. */
  | { link: 'lag'; ms: number }
  /** The connection is gone; another try is announced by `connecting`. */
  | { link: 'lost'; reason: string }
  /** It is over and not tried again: `asked` for, or a server that can't be talked to, or the session is used elsewhere. */
  | { link: 'over'; reason: string; asked: boolean }
  /** An event that has not been told before. A `room` has `re` only when it answers a question: else one is in it. */
  | { link: 'event'; event: Event };

export interface LinkOptions {
  host: string;
  port: number;
  /** Who to be; when somebody else has that nick, with `_` after it. */
  nick?: string;
  /** What the first session joins; a later one goes back to where one was. */
  rooms: readonly string[];
}

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
