/** All servers that the client is on: prepares, begins and ends each, and goes to one more of the configuration. */
import type { LinkInput } from '../../client/talk.ts';
import type { Settings } from '../config/config.ts';
import { nameOf, profileNamed, whyNotLoggedIn } from '../config/profiles.ts';
import { type Serving, type ServingPorts, serve } from './serving.ts';
import { type Way, wayTo } from './way.ts';

/** What the work for all servers needs of the client. */
interface ServingsPorts extends Pick<ServingPorts, 'now' | 'options'> {
  readonly size: () => ServingPorts['size'];
  readonly model: (server: string) => ReturnType<ServingPorts['model']>;
  /** Something is to be told to the person about a server. */
  readonly tell: (sentence: string, server?: string) => void;
  readonly hear: (input: LinkInput, server: string) => void;
  readonly recall: (left: Parameters<ServingPorts['recall']>[0], server: string) => void;
}

/** The servers of one run, by their names. */
export class Servings {
  readonly #settings: Settings;
  readonly #ports: ServingsPorts;
  readonly #all = new Map<string, Serving>();

  constructor(settings: Settings, ports: ServingsPorts) {
    this.#settings = settings;
    this.#ports = ports;
  }

  /** Reads what is remembered of a server. */
  prepare(way: Way): Serving {
    const name = nameOf(way.profile);
    const { size, now, options, model, tell, hear, recall } = this.#ports;
    const serving = serve(way, this.#settings, {
      size: size(),
      now,
      options,
      model: () => model(name),
      tell: (sentence) => setImmediate(() => tell(sentence, name)),
      hear: (input) => hear(input, name),
      recall: (left) => recall(left, name),
    });
    this.#all.set(name, serving);
    return serving;
  }

  /** Dials one that is prepared. */
  begin({ profile }: Way): void {
    const name = nameOf(profile);
    this.#all.get(name)?.begin();
    const why = whyNotLoggedIn(profile);
    if (why !== undefined) this.#ports.tell(why, name);
  }

  /** The way to a server of the configuration that the client is not on yet; `ask` lends the terminal for a password. */
  async wayTo(
    server: string,
    ask: (find: () => ReturnType<typeof wayTo>) => ReturnType<typeof wayTo>,
  ): Promise<Way | undefined> {
    const profile = profileNamed(this.#settings.profiles, server);
    if (profile === undefined || this.#all.has(server)) return undefined;
    const { tell } = this.#ports;
    const way = await ask(() => wayTo(profile, tell));
    if (!('why' in way)) return way;
    for (const why of way.why) tell(why);
    return undefined;
  }

  /** Each of them. */
  all(): Iterable<Serving> {
    return this.#all.values();
  }

  /** The one of that name. */
  get(name: string): Serving | undefined {
    return this.#all.get(name);
  }
}
