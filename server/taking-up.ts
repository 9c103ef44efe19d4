/** Takes up what was there when a server last ran: a hub over it, to which nobody is connected yet. */
import type { Config } from './config.ts';
import { Hub } from './hub/hub.ts';
import { recalled, recalledAnswers } from './recalled/index.ts';
import type { Reread } from './rooms/answers.ts';
import { noPaces, standardPaces } from './rooms/bounds/buckets.ts';
import type { ReloadableSettings } from './rooms/server-settings.ts';
import { World } from './rooms/world/world.ts';
import type { Store } from './store/store.ts';
import type { Surroundings } from './surroundings.ts';
import {
  draw,
  hashOf,
  isBotToken,
  newBotToken,
  newIdentity,
  newToken,
  type RandomBytes,
} from './system/secrets.ts';
import { version } from './version.ts';
import type { Warn } from './wiring.ts';

/** Rooms that one session may be in, rooms and accounts that the server keeps, sessions that wait for a `/resume`. */
const LIMITS = {
  rooms: 100,
  allRooms: 100_000,
  lost: 10_000,
  accounts: 100_000,
  sessionsOfAccount: 32,
};

/** What a server is made of. */
export interface Parts {
  readonly config: Config;
  readonly store: Store;
  readonly warn: Warn;
  readonly around: Surroundings;
}

/** What was taken up. */
interface TakenUp {
  readonly hub: Hub;
  /** How many sessions wait for a `/resume`. */
  readonly sessions: number;
  /** Nothing was ever kept in the store. */
  readonly isNew: boolean;
  /** Resolves when the hub can't go on, for a mistake of ours, of which the operator is told. */
  readonly broken: Promise<void>;
}

/** `reread` reads the configuration again when an operator asks for that. */
export async function takeUp(parts: Parts, reread: () => Reread): Promise<TakenUp> {
  const { store } = parts;
  const { promise: broken, resolve: stop } = Promise.withResolvers<void>();
  const hub = hubOf(parts, reread, stop);
  const kept = await store.recall();
  hub.restore(recalled(kept));
  const isNew = kept.logs.length + kept.persons.length === 0;
  return { hub, sessions: kept.sessions.length, isNew, broken };
}

function hubOf(
  { config, store, warn, around }: Parts,
  reread: () => Reread,
  stop: () => void,
): Hub {
  const { clock, random, passwords, witness } = around;
  return new Hub(worldOf(config, store, around), {
    store,
    clock,
    passwords,
    witness,
    warn,
    answers: (session) => recalledAnswers(store, session),
    draw: () => draw(random),
    mint: drawn(newBotToken, random),
    ticket: drawn(newToken, random),
    tokenHash: (given) => (isBotToken(given) ? hashOf(given) : undefined),
    guest: () => ({ identity: newIdentity(random), nick: draw(random) }),
    reread: async () => reread(),
    share: config.perAddress.time,
    rates: config.rates,
    broken(error) {
      warn('a mistake in Parlance: the server has stopped before it told something wrong', error);
      stop();
    },
  });
}

const worldOf = (config: Config, store: Store, { doors, language }: Surroundings): World => {
  const dialects = doors.map((door) => door.open());
  const manners = Object.fromEntries(dialects.map(({ name, traits }) => [name, traits]));
  return new World({ ...settingsOf(config), version, store: store.id, manners }, language);
};

/** Draws something, gives it with its hash to whoever is to be told, and returns the hash. */
const drawn =
  (make: (random: RandomBytes) => string, random: RandomBytes) =>
  (keep: (hash: string, made: string) => void): string => {
    const made = make(random);
    const hash = hashOf(made);
    keep(hash, made);
    return hash;
  };

/** What the configuration says to the rooms. */
export const settingsOf = ({
  name,
  motd,
  registration,
  autoJoin,
  grace,
  perAddress,
  rates,
  deserted,
  sleepAfter,
}: Config): ReloadableSettings => ({
  server: name,
  motd,
  registration,
  autoJoin,
  limits: {
    ...LIMITS,
    grace,
    deserted,
    sleepAfter,
    perAddress,
    paces: rates ? standardPaces : noPaces,
  },
});
