/** Checks that each log is called what it says it is called. */
import type { DatabaseSync } from 'node:sqlite';
import { type LogKey, roomKey } from '../../../grammar/names.ts';
import { parsed } from '../json.ts';
import type { Findings } from './findings.ts';

/** A log as the checks know it. */
export interface KnownLog {
  /** The key; absent when the log was forgotten and its events are being removed. */
  readonly key: LogKey | undefined;
  /** As people know it. */
  readonly name: string;
  /** What it is called, or was, as names are compared. */
  readonly keys: readonly string[];
  /** The last seq that was removed. */
  readonly floor: number;
}

/** The logs of a database by their number in the table `logs`. */
export type Logs = ReadonlyMap<number, KnownLog>;

/** Checks the table `logs`, and returns what the other checks need of it. Holds all logs in memory. */
export function checkLogs(db: DatabaseSync, findings: Findings): Logs {
  const logs = new Map<number, KnownLog>();
  for (const { id, key, about: json, floor } of db
    .prepare('SELECT id, key, about, floor FROM logs')
    .iterate()) {
    const about = json === null ? undefined : parsed(String(json));
    if (key === null) {
      const name = `forgotten log ${id}`;
      logs.set(Number(id), { key: undefined, name, keys: [], floor: Number(floor) });
      continue;
    }
    const fault = faultOf(String(key), about);
    if (fault !== undefined) findings.add('faults of logs', `The log ${key} ${fault}.`);
    const name = isRoom(about) && fault === undefined ? about.name : String(key);
    const keys = [String(key), ...(isRoom(about) ? namesOf(about).map(roomKey) : [])];
    logs.set(Number(id), { key: key as LogKey, name, keys, floor: Number(floor) });
  }
  return logs;
}

/** What is wrong with what is known of a log, as the end of a sentence. */
function faultOf(key: string, about: unknown): string | undefined {
  if (key.startsWith('#')) {
    if (!isRoom(about)) return 'does not say how its room is spelled';
    return namesOf(about).some((name) => roomKey(name) === key)
      ? undefined
      : `is called ${about.name}`;
  }
  if (/^@[0-9a-z]+$/.test(key)) return isPrivate(about) ? undefined : 'does not say whose it is';
  return 'is neither of a room nor private';
}

/** The present one, and those that it had. */
const namesOf = ({ name, formerly = [] }: { name: string; formerly?: string[] }): string[] => [
  name,
  ...formerly,
];

const isRoom = (about: unknown): about is { name: string; formerly?: string[] } =>
  typeof about === 'object' && about !== null && 'name' in about && typeof about.name === 'string';

const isPrivate = (about: unknown): boolean =>
  typeof about === 'object' &&
  about !== null &&
  'pair' in about &&
  Array.isArray(about.pair) &&
  about.pair.length === 2 &&
  about.pair.every((identity) => typeof identity === 'string');
