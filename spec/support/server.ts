/**
 * A server in the process of the specs, on a free port, with people who come to it. All of them are gone afterwards.
 *
 *     const server = await openServer({ rate: '5' });      // the options of `parlance serve`, as they are typed
 *     const ana = await server.party('ana');
 *     const bot = await server.party('bot', 'json');
 *     const raw = await server.connect();                  // not greeted: its first line picks the dialect
 *     server.clock.pass(60_000);                           // nothing that waits for a time happens before
 */
import { join } from 'node:path';
import type { Clerk } from '../../server/admin/requests.ts';
import { configure } from '../../server/config.ts';
import type { Options } from '../../server/options/check.ts';
import { optionsIn } from '../../server/options/file.ts';
import { rereading } from '../../server/process/rereading.ts';
import { serve } from '../../server/serve.ts';
import { MemoryStore } from '../../server/store/memory.ts';
import type { Store } from '../../server/store/store.ts';
import { type Surroundings, standard } from '../../server/surroundings.ts';
import type { File } from '../../toml/settings.ts';
import { afterwards } from './afterwards.ts';
import { newFolder } from './folders.ts';
import { HandClock } from './hand-clock.ts';
import { Party } from './party.ts';
import { plainPasswords } from './plain-passwords.ts';
import { portOf } from './ports.ts';
import { byTcp, byUnix, type Way } from './ways.ts';

export interface TestServer {
  /** Its first port. */
  readonly port: number;
  readonly places: readonly string[];
  readonly store: Store;
  readonly clock: HandClock;
  /** Its configuration file, which is read again by `/rehash`. */
  readonly configuration: File;
  /** What it told its operator. */
  readonly warnings: string[];
  /** Somebody who has been greeted and has that nick. */
  party(name: string, format?: 'plain' | 'json'): Promise<Party>;
  /** Somebody who has said nothing yet. */
  connect(name?: string): Promise<Party>;
  /** Does what `parlance account` asks. */
  readonly clerk: Clerk;
  /** Waits until it has read, and decided, all that was sent to it. */
  read(): Promise<void>;
  /** Ends the server as SIGTERM does; whoever is there hears it. For specs about that: after each test it happens by itself. */
  close(): Promise<void>;
  /** Resolves when it has found a mistake of its own, and tells nothing more. */
  readonly broken: Promise<void>;
}

/** The options of these servers. */
export const options: Options = {
  port: '0',
  maxConnections: '1000',
  maxPerAddress: '1000',
  memory: true,
  limits: false,
};

/**
 * What takes long is done where it is what a spec is about: to ask what a process may open takes as long as all else of a
 * start, and to hash a password as long as a hundred conversations.
 */
const around: Surroundings = {
  ...standard,
  passwords: plainPasswords,
  filesAllowed: () => ({ files: 10_000, connections: 9_000 }),
};

/** A store that has a clock gives it to its server: what is too old for one is so for the other. */
type TimedStore = Store & { readonly clock?: HandClock };

/**
 * Starts a server; `memory` is the store that it remembers in, a `MemoryStore` of its own unless a spec brings something else;
 * `surroundings` are what it has otherwise than others; `wayTo` is how people come to it.
 */
export async function openServer(
  given: Options = {},
  memory?: TimedStore,
  surroundings: Partial<Surroundings> = {},
  wayTo: (port: number) => Way = byTcp,
): Promise<TestServer> {
  const config = configure({ ...options, ...given });
  if ('mistakes' in config) throw new Error(config.mistakes.join(' '));
  const { store } = config;
  const clock = memory?.clock ?? new HandClock();
  const log = memory ?? new MemoryStore(clock, store.kind === 'memory' ? store.bytes : undefined);
  const warnings: string[] = [];
  const warn = (fact: string, reason?: unknown) =>
    warnings.push(reason === undefined ? fact : `${fact}: ${reason}`);
  const configuration = { name: 'parlance.toml', text: '' };
  const read = () => {
    const said = optionsIn(configuration);
    return 'mistakes' in said ? said : { options: { ...options, ...said, ...given } };
  };
  const rereads = rereading({ ...options, ...given }, read);
  const running = await serve(config, log, warn, {
    ...around,
    ...surroundings,
    clock,
    rereading: rereads,
  });
  const port = portOf(running.places);
  const way = wayTo(port);
  let closed: Promise<void> | undefined;
  const ending = (): Promise<void> => {
    // Who does not read is cut off in the end.
    const passing = setInterval(() => clock.pass(50), 50);
    return running.close().finally(() => clearInterval(passing));
  };
  const server: TestServer = {
    port,
    places: running.places,
    store: log,
    clock,
    configuration,
    warnings,
    broken: running.broken,
    clerk: running.clerk,
    party: (name, format) => Party.open(way, name, format),
    connect: (name) => Party.connect(way, name),
    async read() {
      const witness = await Party.connect(way, 'witness');
      await witness.barrier();
      await witness.barrier();
      witness.destroy();
    },
    close() {
      closed ??= ending();
      return closed;
    },
  };
  afterwards(server.close);
  return server;
}

/**
 * A server to which people come by a unix socket, of which the kernel holds 200 KB for somebody who does not read. Of TCP it
 * holds a hundred times as much, which a spec would have to fill.
 */
export function openNarrow(memory?: TimedStore): Promise<TestServer> {
  const path = join(newFolder(), 'parlance.sock');
  return openServer({ listen: `unix:${path}` }, memory, {}, () => byUnix(path));
}

/** The event loop has gone round: what came in was read. */
export const looked = () => new Promise((resolve) => setImmediate(resolve));
