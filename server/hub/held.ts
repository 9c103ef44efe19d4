/** One turn while it grows: its inputs and effects, what the store will keep, and whose answers wait for it. */
import type { LogKey } from '../../grammar/names.ts';
import { durationOf } from '../../grammar/time.ts';
import { unreachable } from '../../grammar/unreachable.ts';
import type { Effect, Input } from '../rooms/effects.ts';
import { isKept, type KeptEffect, whose } from '../rooms/traits.ts';
import type { Identity, Party, SessionKey } from '../rooms/world/ids.ts';
import type { Savepoint } from '../rooms/world/journal.ts';
import type {
  AccountChange,
  LogChange,
  PersonChange,
  SessionChange,
  Turn,
} from '../store/store.ts';
import { bytesTold, isCrossing } from './portions.ts';
import type { Causes } from './shares.ts';

/** One input and what it came to. */
export interface DecidedInput {
  input: Input;
  effects: readonly Effect[];
  /** Its effects are performed already, since none of them waited for a commit. It is held because it changed the world. */
  told: boolean;
}

/** The inputs and effects of one turn, until the turn is committed or undone. */
export class Held {
  readonly inputs: DecidedInput[] = [];
  /** The sessions and connections that an effect in it concerns: later answers to them wait, so that their order is kept. */
  readonly waiting = new Set<Party>();
  /** The addresses that are charged for the time of telling it. */
  readonly causes: Causes = new Map();
  /** The sum of its effects' weights, and 1 for each input. */
  weight = 0;
  /** How many come and go in it, and are told of that when it is committed. */
  crossings = 0;
  /** How many bytes it has others told, about. */
  told = 0;
  /** The place in the world's journal behind its last change. */
  end: Savepoint;
  readonly #kept = new Keeping();

  constructor(end: Savepoint) {
    this.end = end;
  }

  /** Takes one effect of the input that is being decided. `hearers`: how many sessions hear a log. */
  take(effect: Effect, hearers: (log: LogKey) => number): void {
    const party = whose(effect);
    this.told += bytesTold(effect, hearers);
    if (party !== undefined) this.waiting.add(party);
    if (isKept(effect)) this.#kept.take(effect);
  }

  /** Ends an input, whose effects were taken. */
  add(decided: DecidedInput, weight: number, end: Savepoint): void {
    this.inputs.push(decided);
    this.weight += 1 + weight;
    if (isCrossing(decided.input, decided.effects) && !decided.told) this.crossings += 1;
    this.end = end;
  }

  /** The turn for the store: first the debt, then the changes of this turn. */
  turn(debt: Keeping): Turn {
    return this.#kept.behind(debt);
  }
}

/** Collects from effects what the store keeps. */
export class Keeping {
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

  behind(earlier: Keeping): Turn {
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
