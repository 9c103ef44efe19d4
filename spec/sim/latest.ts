/** What a store has to give back after a restart: the latest state of each person, account, session and log, out of the turns that it kept. */
import { isPrivateKey, type LogKey } from '../../grammar/names.ts';
import type {
  KeptAccount,
  KeptLog,
  KeptPerson,
  KeptSession,
  Recalled,
  Turn,
} from '../../server/store/store.ts';

/** What a store has when it begins. */
interface Beginning {
  readonly logs: readonly KeptLog[];
  readonly persons: readonly KeptPerson[];
  readonly accounts: readonly KeptAccount[];
  readonly sessions: readonly KeptSession[];
  readonly regime?: unknown;
  readonly latest: number;
}

export class Latest {
  readonly logs: Map<LogKey, KeptLog>;
  readonly #persons: Map<string, KeptPerson>;
  readonly #accounts: Map<string, KeptAccount>;
  readonly #sessions: Map<string, KeptSession>;
  #regime: unknown;
  #latest: number;

  constructor({ logs, persons, accounts, sessions, regime, latest }: Beginning = nothing) {
    this.logs = new Map(logs.map((each) => [each.log, each]));
    this.#persons = new Map(persons.map((each) => [each.identity, each]));
    this.#accounts = new Map(accounts.map((each) => [each.identity, each]));
    this.#sessions = new Map(sessions.map((each) => [each.key, each]));
    this.#regime = regime;
    this.#latest = latest;
  }

  /** One turn more was kept. */
  apply({ entries, persons, accounts = [], sessions, forgotten = [], regime }: Turn): void {
    for (const { log, after, records, about } of entries) {
      const end = records.at(-1)?.event.seq ?? after;
      const at = isPrivateKey(log) ? undefined : records[0]?.event.at;
      this.logs.set(log, {
        ...{ log, end, about: about ?? this.logs.get(log)?.about },
        ...(at !== undefined && { latest: Date.parse(at) }),
      });
      for (const { event } of records) this.#latest = Math.max(this.#latest, Date.parse(event.at));
    }
    for (const { identity, state } of persons) {
      if (state === undefined) this.#persons.delete(identity);
      else this.#persons.set(identity, { identity, state });
    }
    for (const { identity, state } of accounts) {
      if (state === undefined) this.#accounts.delete(identity);
      else this.#accounts.set(identity, { identity, state });
    }
    this.#regime = regime ?? this.#regime;
    for (const { key, person, state } of sessions) {
      this.#sessions.delete(key);
      if (state !== undefined) this.#sessions.set(key, { key, person, state });
    }
    for (const log of forgotten) this.logs.delete(log);
  }

  kept(): Recalled {
    return {
      logs: [...this.logs.values()],
      persons: [...this.#persons.values()],
      accounts: [...this.#accounts.values()],
      ...(this.#regime !== undefined && { regime: this.#regime }),
      sessions: [...this.#sessions.values()],
      latest: this.#latest,
    };
  }
}

const nothing: Beginning = { logs: [], persons: [], accounts: [], sessions: [], latest: 0 };
