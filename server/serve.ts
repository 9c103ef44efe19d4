/** Puts a server together (rooms, store, doors, port), and takes it down in reverse order. */
import type { Attendant } from './admin/asking.ts';
import { clerk } from './admin/clerk.ts';
import { type Office, openOffice } from './admin/office.ts';
import type { Clerk } from './admin/requests.ts';
import type { Config, Store } from './config.ts';
import type { Census } from './hub/census.ts';
import { Hub } from './hub/hub.ts';
import { Certificates } from './net/carriers/certificates.ts';
import { carriersWith } from './net/carriers/index.ts';
import { Renewal } from './net/carriers/renewal.ts';
import { type Clock, machineClock } from './net/clock.ts';
import { nameOf } from './net/endpoint.ts';
import { Gate } from './net/gate.ts';
import { type Limits, Listener } from './net/listen.ts';
import { Proxies } from './net/proxies.ts';
import { recalled, recalledAnswers } from './recalled.ts';
import type { Reread } from './rooms/answers.ts';
import { noRates, standardRates } from './rooms/bounds/buckets.ts';
import type { Configured } from './rooms/settings.ts';
import { World } from './rooms/world.ts';
import { draw, hashOf, isBotToken, newBotToken, newIdentity, newKey, newToken } from './secrets.ts';
import type { Log } from './store/log.ts';
import { type Surroundings, standard } from './surroundings.ts';
import { version } from './version.ts';
import type { Figures } from './watch/figures.ts';
import { fullness, type Warn, wire } from './wiring.ts';

/** Rooms that one session may be in, rooms and accounts that the server keeps, sessions that wait for a `/resume`. */
const LIMITS = {
  ...{ rooms: 100, allRooms: 100_000, lost: 10_000 },
  ...{ accounts: 100_000, sessionsOfAccount: 32 },
};

/** A server that lets people in. */
export interface Running {
  /** Where it listens, in the order of the options, as operators read it: such as 127.0.0.1:7667. */
  readonly places: readonly string[];
  /**
   * Lets nobody in, tells everybody goodbye, flushes what was said, and resolves when all are gone. `awaits` is told what
   * it waits for next.
   */
  close(awaits?: (what: string) => void): Promise<void>;
  /** Its store is new: nothing was ever kept in it. */
  readonly isNew: boolean;
  /** Does what the shell asks, as by the socket in the store's directory. */
  readonly clerk: Clerk;
  /** Reads the configuration again: what may change has changed when it returns. */
  reread(): Reread;
  /** How much there is of everything, and how it does. */
  census(): Census;
  figures(): Figures;
  /** Resolves when the server can't go on, for a mistake of ours, of which the operator is told. */
  readonly broken: Promise<void>;
}

/** Starts a server; resolves when it listens. */
export async function serve(
  config: Config,
  log: Log,
  warn: Warn,
  clock: Clock = machineClock,
  around: Surroundings = standard,
): Promise<Running> {
  const { doors, language, random, witness } = around;
  const [first, ...others] = config.listening.certificates;
  const certificates = first && new Certificates(first, ...others);
  const renewal = certificates && new Renewal(certificates, clock, warn);
  const reread = () => {
    renewal?.now();
    return around.rereading(adjust);
  };
  const { hub, sessions, isNew, broken } = await begin(config, log, warn, clock, around, reread);
  const figures = () => around.figures(() => hub.census);
  const allowed = around.filesAllowed();
  const limitsOf = ({ maxConnections, perAddress, rates }: Config): Limits => ({
    connections: Math.min(maxConnections, allowed.connections),
    ...{ perAddress, rates },
  });
  const gate = new Gate(clock, warn);
  const askBy = ({ askScript: file }: Config) =>
    gate.use(file === undefined ? undefined : around.judge(file));
  askBy(config);
  const listener = new Listener(
    {
      gate,
      port: around.port({
        endpoints: config.listening.endpoints,
        carriers: carriersWith(certificates, {
          name: config.name,
          origins: config.listening.origins,
          isStoring: () => hub.isStoring,
          clock,
        }),
        allowsPlaintext: config.listening.allowsPlaintext,
        proxies: new Proxies(config.listening.proxies),
        clock,
      }),
      ...limitsOf(config),
      clock,
    },
    doors,
    wire(hub, {
      ...{ vocabulary: language, random, witness, warn, restored: sessions },
      fullness: fullness(config.maxConnections, allowed),
    }),
  );
  function adjust(changed: Config): void {
    listener.adjust(limitsOf(changed));
    askBy(changed);
    hub.input({ on: 'configured', settings: settingsOf(changed) });
  }
  const its = clerkOf(hub, around, { reread, figures });
  const office = await openTo(config.store, its, warn);
  const endpoints = await listener.listen();
  return {
    places: endpoints.map(nameOf),
    clerk: its,
    reread,
    census: () => hub.census,
    figures,
    isNew,
    broken,
    async close(awaits = () => {}) {
      listener.stop();
      renewal?.stop();
      awaits('what the shell has asked for');
      await office?.close();
      awaits('the store to keep what was said');
      await hub.close();
      awaits('connections to close');
      await listener.close();
      awaits('the store to close');
      await log.close();
    },
  };
}

/** Does on a store what the shell asks, while no server runs: the same hub, without a door. */
export async function attend(config: Config, log: Log, warn: Warn): Promise<Attendant> {
  const reread = () => standard.rereading(() => {});
  const { hub } = await begin(config, log, warn, machineClock, standard, reread);
  return {
    clerk: clerkOf(hub, standard, { reread, figures: () => standard.figures(() => hub.census) }),
    async close() {
      await hub.close();
      await log.close();
    },
  };
}

/** A hub that has taken up what was there when a server last ran, and nobody is connected to. */
async function begin(
  config: Config,
  log: Log,
  warn: Warn,
  clock: Clock,
  { doors, language, random, passwords, witness }: Surroundings,
  reread: () => Reread,
): Promise<{ hub: Hub; sessions: number; isNew: boolean; broken: Promise<void> }> {
  const world = new World(
    {
      ...settingsOf(config),
      version,
      store: log.id,
      manners: Object.fromEntries(doors.map((door) => door.open()).map((d) => [d.name, d.traits])),
    },
    language,
  );
  const { promise: broken, resolve: stop } = Promise.withResolvers<void>();
  const hub = new Hub(world, {
    log,
    answers: (session) => recalledAnswers(log, session),
    clock,
    draw: () => draw(random),
    passwords,
    mint(keep) {
      const token = newBotToken(random);
      keep(hashOf(token), token);
      return hashOf(token);
    },
    ticket(keep) {
      const ticket = newToken(random);
      keep(hashOf(ticket), ticket);
      return hashOf(ticket);
    },
    tokenHash: (given) => (isBotToken(given) ? hashOf(given) : undefined),
    guest: () => ({ identity: newIdentity(random), nick: draw(random) }),
    reread: async () => reread(),
    share: config.perAddress.time,
    rates: config.rates,
    witness,
    warn,
    broken(error) {
      warn('a mistake in Parlance: the server has stopped before it told something wrong', error);
      stop();
    },
  });
  const kept = await log.recall();
  hub.restore(recalled(kept));
  const isNew = kept.logs.length + kept.persons.length === 0;
  return { hub, sessions: kept.sessions.length, isNew, broken };
}

/** What the configuration says to the rooms. */
const settingsOf = ({
  name,
  motd,
  registration,
  autoJoin,
  grace,
  perAddress,
  rates,
  deserted,
  quiet,
}: Config): Configured => ({
  ...{ server: name, motd, registration, autoJoin },
  limits: { ...LIMITS, grace, deserted, quiet, perAddress, rates: rates ? standardRates : noRates },
});

const clerkOf = (
  hub: Hub,
  { passwords, random }: Surroundings,
  { reread, figures }: Pick<Running, 'reread' | 'figures'>,
): Clerk =>
  clerk({
    order: (order) => hub.order(order),
    reread,
    figures,
    passwords,
    identity: () => newIdentity(random),
    code() {
      const code = newKey(random);
      return { code, hash: hashOf(code) };
    },
  });

/** Opens the office in the directory that the store has; a server with none is not kept from starting. */
async function openTo(store: Store, clerk: Clerk, warn: Warn): Promise<Office | undefined> {
  if (store.kind === 'memory') return undefined;
  try {
    return await openOffice(store.directory, clerk);
  } catch (error) {
    warn('"parlance account" can\'t speak to this server', (error as Error).message);
    return undefined;
  }
}
