/** At the end of a run: gathers all that can be known, from people, from the server and from its files, and has it checked. */
import { isDeepStrictEqual } from 'node:util';
import type { Logged } from '../../grammar/events.ts';
import { check as checkFiles } from '../../server/admin/check.ts';
import { check } from '../history/checker.ts';
import { deedsOf, type Problem } from '../history/checks/deeds.ts';
import { goneWords } from '../history/checks/words.ts';
import { rowsIn, textsIn } from './database.ts';
import type { Machine } from './machine.ts';
import type { Person } from './person.ts';

export interface Verdict {
  readonly problems: readonly Problem[];
  readonly logs: number;
  readonly events: number;
}

/** Everybody is there and has heard all; in the end the server has been stopped. */
export async function judge(machine: Machine, everybody: readonly Person[]): Promise<Verdict> {
  const present = everybody.filter(({ isResting }) => !isResting);
  const { logs, problems } = await histories(present);
  const diaries = everybody.map(({ diary }) => diary);
  const rows = rowsIn(machine.data);
  const found = check({ diaries, logs, rows });
  const { isSound, sentences } = await checkFiles(machine.data);
  const unsound = isSound ? [] : [{ text: `"parlance check" says: ${sentences.join(' ')}` }];
  await machine.stop();
  const words = goneWords(deedsOf(diaries).deeds, logs);
  const left = textsIn(machine.data, words).map((text) => ({
    text: `${text} was deleted or replaced, and is still in the files`,
  }));
  return {
    problems: [...problems, ...found, ...unsound, ...left],
    logs: logs.size,
    events: rows.length,
  };
}

/** All logs as `/history` tells them, the same to everybody. */
async function histories(people: readonly Person[]) {
  const problems: Problem[] = [];
  const logs = new Map<string, Logged[]>();
  const readAll = async (person: Person): Promise<void> => {
    for (const log of person.logs) {
      const events = await person.history(log);
      if (!isDeepStrictEqual(logs.get(log) ?? events, events)) {
        problems.push({ text: 'reads another history than others', who: person.name, log });
      }
      logs.set(log, events);
    }
  };
  await Promise.all(people.map(readAll));
  return { logs, problems };
}
