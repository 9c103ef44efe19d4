/** Migrates rooms with ẞ in their names: ẞ, ß and ss became one letter in keys. */
import type { DatabaseSync } from 'node:sqlite';

/** In a key as it was made before, ß can only stand for ẞ. */
const OLD = 'ß';

interface Moved {
  key: string;
  before: string;
  name: string;
}

/** Gives the rooms concerned the keys of today. A room whose key another one has already gets `_` behind its name. */
export function foldSharpS(db: DatabaseSync): void {
  const moved = new Map<string, Moved>();
  const logs = db.prepare("SELECT id, key, about FROM logs WHERE key LIKE '#%' AND key LIKE ?");
  for (const { id, key, about } of logs.all(`%${OLD}%`)) {
    const { name: before, ...rest } = JSON.parse(String(about)) as { name: string };
    const to = { ...freeIn(db, String(key), before), before };
    const change = db.prepare('UPDATE logs SET key = ?, about = ? WHERE id = ?');
    change.run(to.key, JSON.stringify({ name: to.name, ...rest }), id!);
    if (to.name !== before) rename(db, Number(id), to);
    moved.set(String(key), to);
  }
  const sessions = db.prepare('SELECT id, state FROM sessions WHERE state LIKE ?').all('%ß%');
  const change = db.prepare('UPDATE sessions SET state = ? WHERE id = ?');
  for (const { id, state } of sessions) change.run(elsewhere(String(state), moved), id!);
}

/** Where another room has the key already, this one has `_` behind its name from now on. */
function freeIn(db: DatabaseSync, old: string, name: string): { key: string; name: string } {
  const key = old.replaceAll(OLD, 'ss');
  const isTaken = db.prepare('SELECT 1 FROM logs WHERE key = ?').get(key) !== undefined;
  return isTaken ? freeIn(db, `${old}_`, `${name}_`) : { key, name };
}

/** The events of a log say which room they are in. A text can't hold this: its quotation marks are escaped. */
function rename(db: DatabaseSync, log: number, { before, name }: Moved): void {
  const names = [before, name].map((each) => `"room":${JSON.stringify(each)}`);
  const renamed = 'SET event = replace(event, ?, ?) WHERE';
  db.prepare(`UPDATE events ${renamed} log = ?`).run(...names, log);
  const versions = `UPDATE versions ${renamed} of IN (SELECT id FROM events WHERE log = ?)`;
  db.prepare(versions).run(...names, log);
}

/** What a session comes back with: rooms by name, and by key the one it talks in and those it is in quietly. */
function elsewhere(state: string, moved: ReadonlyMap<string, Moved>): string {
  const renamed = new Map([...moved.values()].map(({ before, name }) => [before, name]));
  const newKey = (key: string) => moved.get(key)?.key ?? key.replaceAll(OLD, 'ss');
  const { rooms, current, quiet, ...rest } = JSON.parse(state) as {
    rooms?: string[];
    current?: string;
    quiet?: string[];
  };
  return JSON.stringify({
    ...rest,
    ...(rooms && { rooms: rooms.map((room) => renamed.get(room) ?? room) }),
    ...(current && { current: newKey(current) }),
    ...(quiet && { quiet: quiet.map(newKey) }),
  });
}
