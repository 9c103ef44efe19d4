/** Builds the turn that the store appends, out of the effects that are kept. */
import type { LogKey } from '../../grammar/names.ts';
import { durationOf } from '../../grammar/time.ts';
import { unreachable } from '../../grammar/unreachable.ts';
import type { KeptEffect } from '../rooms/traits.ts';
import type { Identity, SessionKey } from '../rooms/world/ids.ts';
import type {
  AccountChange,
  LogChange,
  PersonChange,
  SessionChange,
  Turn,
} from '../store/store.ts';

/** The changes of one turn, as far as its effects are known. */
export class TurnBuilder {
  readonly #entries = new Map<LogKey, LogChange>();
  readonly #persons = new Map<Identity, PersonChange>();
  readonly #accounts = new Map<Identity, AccountChange>();
  readonly #sessions = new Map<SessionKey, SessionChange>();
  readonly #forgotten = new Set<LogKey>();
  #regime: unknown;

  get isEmpty(): boolean {
    const people = this.#persons.size + this.#accounts.size;
    if (this.#regime !== undefined) return false;
    return people + this.#entries.size + this.#sessions.size + this.#forgotten.size === 0;
  }

  take(effect: KeptEffect): void {
    switch (effect.do) {
      case 'record':
        return this.#record(effect);
      case 'keep-person':
        this.#persons.set(effect.identity, { identity: effect.identity, state: effect.state });
        return;
      case 'keep-account':
        this.#accounts.set(effect.identity, { identity: effect.identity, state: effect.state });
        return;
      case 'keep-regime':
        this.#regime = effect.state;
        return;
      case 'keep-session':
        return change(this.#sessions, changeOf(effect));
      case 'forget':
        this.#forgotten.add(effect.log);
        return;
      default:
        return unreachable(effect);
    }
  }

  /** The turn for the store: the changes of `earlier` first, then these. */
  build(earlier: TurnBuilder): Turn {
    const sessions = new Map(earlier.#sessions);
    for (const each of this.#sessions.values()) change(sessions, each);
    const regime = this.#regime ?? earlier.#regime;
    return {
      entries: [...this.#entries.values()],
      persons: [...new Map([...earlier.#persons, ...this.#persons]).values()],
      accounts: [...new Map([...earlier.#accounts, ...this.#accounts]).values()],
      sessions: [...sessions.values()],
      forgotten: [...earlier.#forgotten, ...this.#forgotten],
      ...(regime !== undefined && { regime }),
    };
  }

  #record(effect: KeptEffect & { do: 'record' }): void {
    const { log, event, author, first, after, amended, calls, about } = effect;
    let entry = this.#entries.get(log);
    if (entry === undefined) {
      entry = { log, after, records: [] };
      this.#entries.set(log, entry);
    }
    entry.records.push(first === undefined ? { event, author } : { event, author, ...first });
    if (about !== undefined) entry.about = about;
    if (event.ev === 'setting' && event.name === 'retention') {
      entry.retention = durationOf(event.value) ?? 0;
    }
    if (calls !== undefined) {
      entry.calls ??= [];
      entry.calls.push(...calls);
    }
    if (amended === undefined) return;
    entry.amended ??= [];
    entry.amended.push(...amended);
  }
}

function changeOf(effect: KeptEffect & { do: 'keep-session' }): SessionChange {
  const { key, person, state, answers } = effect;
  return { key, person, state, ...(answers.length > 0 && { answers: [...answers] }) };
}

/** A session changes once more: what it answered before stays with it until it is over. */
function change(sessions: Map<SessionKey, SessionChange>, next: SessionChange): void {
  const { key, state, answers = [] } = next;
  const before = sessions.get(key)?.answers;
  const isOver = state === undefined;
  sessions.set(key, before && !isOver ? { ...next, answers: [...before, ...answers] } : next);
}
