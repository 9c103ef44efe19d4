/** The rows of the database file are the logs that people read, and each tag stands in one of them. */
import { isDeepStrictEqual } from 'node:util';
import type { Diary, Note } from '../diary.ts';
import { type Deed, type Problem, placeOf } from './deeds.ts';
import type { Logs, Row } from './logs.ts';

export function checkRows(
  rows: readonly Row[],
  logs: Logs,
  deeds: readonly Deed[],
  diaries: readonly Diary[],
): Problem[] {
  return [
    ...different(rows, logs),
    ...mistagged(rows, deeds),
    ...misattributed(rows, deeds, diaries),
  ];
}

/** What the file has and nobody reads, or the other way round. */
function different(rows: readonly Row[], logs: Logs): Problem[] {
  const kept = Map.groupBy(rows, ({ log }) => log);
  return [...new Set([...kept.keys(), ...logs.keys()])].flatMap((log) => {
    const inFile = kept.get(log) ?? [];
    const told = logs.get(log) ?? [];
    const length = Math.max(inFile.length, told.length);
    for (let index = 0; index < length; index += 1) {
      const row = inFile[index];
      if (row?.seq === index + 1 && isDeepStrictEqual(row.event, told[index])) continue;
      const both = `${JSON.stringify(row)} in the file, and ${JSON.stringify(told[index])} told`;
      return [{ text: `is ${both}`, log, seq: index + 1 }];
    }
    return [];
  });
}

function mistagged(rows: readonly Row[], deeds: readonly Deed[]): Problem[] {
  const tagged = Map.groupBy(rows, ({ tag }) => tag);
  return deeds.flatMap((deed) => {
    const { who, command } = deed;
    const found = tagged.get(command.tag) ?? [];
    const at = placeOf(deed);
    const places = found.map(({ log, seq }) => `${log} ${seq}`);
    if (at === undefined && deed.dropped === 'in doubt' && places.length < 2) return [];
    const wanted = at === undefined ? [] : [`${at.log} ${at.seq}`];
    if (isDeepStrictEqual(places, wanted)) return [];
    const text = `is in the file at [${places}] and should be at [${wanted}]`;
    return [{ text, who, tag: command.tag, ...at }];
  });
}

/**
 * Whatever nick they have, what one person did in one session has one author, and nobody else has that one: but the devices
 * of an account have that one together.
 */
function misattributed(
  rows: readonly Row[],
  deeds: readonly Deed[],
  diaries: readonly Diary[],
): Problem[] {
  const persons = new Map(deeds.map((deed) => [deed.command.tag, deed]));
  const sessions = new Map(diaries.map(({ name, notes }) => [name, count(notes)]));
  const authors = new Map<string, Set<string>>();
  const owners = new Map<string, string>();
  return rows.flatMap(({ log, seq, author, tag }) => {
    // What follows from something else has no tag, and `logs.ts` looks at it.
    if (tag === undefined) return [];
    const { who, account } = persons.get(tag) ?? {};
    if (who === undefined) return [{ text: `has the unknown tag ${tag}`, log, seq }];
    const own = (authors.get(who) ?? new Set()).add(author);
    const owner = account ?? who;
    const isOwn = account !== undefined || own.size <= (sessions.get(who) ?? 1);
    const isTrue = isOwn && (owners.get(author) ?? owner) === owner;
    authors.set(who, own);
    owners.set(author, owner);
    return isTrue ? [] : [{ text: `is by ${author}, who is not ${who}`, who, log, seq }];
  });
}

/** So many sessions a person has had. */
const count = (notes: readonly Note[]): number =>
  Math.max(1, notes.filter(({ on }) => on === 'begun').length);
