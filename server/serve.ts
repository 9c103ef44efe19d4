/** Puts a server together (rooms, store, doors, port), and takes it down in reverse order. */
import type { Attendant } from './admin/asking.ts';
import { clerk } from './admin/clerk.ts';
import { type Office, openOffice } from './admin/office.ts';
import type { Clerk } from './admin/requests.ts';
import type { Config, StorePlace } from './config.ts';
import type { Census } from './hub/census.ts';
import type { Hub } from './hub/hub.ts';
import { Certificates } from './net/carriers/certificates.ts';
import { carriersWith } from './net/carriers/index.ts';
import { keepNew } from './net/carriers/renewal.ts';
import { nameOf } from './net/endpoint.ts';
import { Gate } from './net/gate.ts';
import { type Limits, Listener } from './net/listen.ts';
import type { Port } from './net/port.ts';
import { Proxies } from './net/proxies.ts';
import { Turnstile } from './net/turnstile.ts';
import type { Reread } from './rooms/answers.ts';
import type { Store } from './store/store.ts';
import { type Surroundings, standard } from './surroundings.ts';
import { hashOf, newIdentity, newKey } from './system/secrets.ts';
import { type Parts, settingsOf, takeUp } from './taking-up.ts';
import type { Figures } from './watch/figures.ts';
import { fullness, type Warn, wire } from './wiring.ts';

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
  store: Store,
  warn: Warn,
  around: Surroundings = standard,
): Promise<Running> {
  const { doors, language, clock, random, witness } = around;
  const parts: Parts = { config, store, warn, around };
  const [first, ...others] = config.listening.certificates;
  const certificates = first && new Certificates(first, ...others);
  const renewal = certificates && keepNew(certificates, clock, around.renewed, warn);
  const reread = () => {
    renewal?.now();
    return around.rereading(adjust);
  };
  const { hub, sessions: restored, isNew, broken } = await takeUp(parts, reread);
  const figures = () => around.figures(() => hub.census);
  const allowed = around.filesAllowed();
  const limitsOf = ({ maxConnections, perAddress, rates }: Config): Limits => ({
    connections: Math.min(maxConnections, allowed.connections),
    perAddress,
    rates,
  });
  const gate = new Gate(clock, warn);
  const askBy = ({ askScript: file }: Config) =>
    gate.use(file === undefined ? undefined : around.judge(file));
  askBy(config);
  const whenFull = fullness(config.maxConnections, allowed);
  const listener = new Listener(
    { ...limitsOf(config), gate, clock, port: portOf(parts, hub, certificates) },
    doors,
    wire(hub, { vocabulary: language, random, witness, warn, restored, fullness: whenFull }),
  );
  function adjust(changed: Config): void {
    listener.adjust(limitsOf(changed));
    hub.adjust(changed.rates);
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
      await store.close();
    },
  };
}

/** Where people come from: the sockets of the configuration, and what may come by them. */
const portOf = (
  { config: { name, listening }, around }: Parts,
  hub: Hub,
  certificates: Certificates | undefined,
): Port =>
  around.port({
    endpoints: listening.endpoints,
    carriers: carriersWith(certificates, {
      name,
      clock: around.clock,
      origins: listening.origins,
      isStoring: () => hub.isStoring,
      turnstile: new Turnstile(around.clock),
    }),
    allowsPlaintext: listening.allowsPlaintext,
    proxies: new Proxies(listening.proxies),
    clock: around.clock,
  });

/** Does on a store what the shell asks, while no server runs: the same hub, without a door. */
export async function attend(config: Config, store: Store, warn: Warn): Promise<Attendant> {
  const reread = () => standard.rereading(() => {});
  const parts: Parts = { config, store, warn, around: standard };
  const { hub } = await takeUp(parts, reread);
  return {
    clerk: clerkOf(hub, standard, { reread, figures: () => standard.figures(() => hub.census) }),
    async close() {
      await hub.close();
      await store.close();
    },
  };
}

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
async function openTo(store: StorePlace, clerk: Clerk, warn: Warn): Promise<Office | undefined> {
  if (store.kind === 'memory') return undefined;
  try {
    return await openOffice(store.directory, clerk);
  } catch (error) {
    warn('"parlance account" can\'t speak to this server', (error as Error).message);
    return undefined;
  }
}
