/** One server that somebody hears of in lines: what is known of it, the link to it, and its logs. */
import { whyExposed } from '../../client/dial/address.ts';
import { type Link, openLink } from '../../client/link.ts';
import type { LinkInput } from '../../client/talk.ts';
import type { Command } from '../../grammar/ast.ts';
import { type Options, optionsFor } from '../config/options.ts';
import { nameOf } from '../config/profiles.ts';
import { LogFiles } from '../files/log-files.ts';
import { language } from '../language/language.ts';
import type { Way } from '../servers/way.ts';
import { isConnected, type Talk, talk, waiting } from './state.ts';

/** What one server's lines need of the client. */
interface VoicePorts {
  readonly now: () => number;
  /** The options as they are now. */
  readonly options: () => Options;
  /** The names of all servers of the configuration. */
  readonly profiles: readonly string[];
  readonly hear: (input: LinkInput, voice: Voice) => void;
  readonly complain: (sentence: string, voice: Voice) => void;
}

/** A server; dialled at once. */
export class Voice {
  readonly name: string;
  readonly state: Talk;
  readonly link: Link;
  readonly #logs: LogFiles;
  /** The connection is over, and not tried again. */
  isOver = false;
  /** With what the person leaves this server, as they typed it. */
  farewell: Command = { cmd: 'quit' };
  #hasLeft = false;

  constructor({ profile, route, account }: Way, ports: VoicePorts) {
    const { nick, rooms, onConnect } = profile;
    const who = nick === undefined || account ? {} : { nick };
    this.name = nameOf(profile);
    this.state = talk({
      ...optionsFor(ports.options()),
      ...{ at: ports.now(), exposed: whyExposed(route.address), onConnect, ...who },
      ...{ profile: profile.name, profiles: ports.profiles },
    });
    this.#logs = new LogFiles({
      folder: () => ports.options()['log-dir'],
      server: this.name,
      nick: () => this.state.model.nick,
      complain: (sentence) => ports.complain(sentence, this),
    });
    this.link = openLink(
      { route, rooms, vocabulary: language, ...who, ...(account && { account }) },
      (input) => {
        this.#logs.take(input);
        ports.hear(input, this);
      },
    );
  }

  /** Nothing was asked here that is still to be answered. */
  get isIdle(): boolean {
    return isConnected(this.state) && waiting(this.state).length === 0;
  }

  /** Something was refused here, or may be lost. `ending`: the input has ended, so that nobody can ask again. */
  hasFailed(ending: boolean): boolean {
    const neverThere = ending && this.state.model.store === '';
    return this.state.failed || neverThere || waiting(this.state).length > 0;
  }

  /** Says goodbye, once. */
  leave(): void {
    if (this.#hasLeft) return;
    this.#hasLeft = true;
    this.link.send(this.farewell);
  }

  /** Closes its logs. */
  end(): void {
    this.#logs.end();
  }
}
