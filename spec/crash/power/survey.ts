/** Starts a store on what a power cut has left, as a server does, and compares what is there with what was promised. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Logged } from '../../../grammar/events.ts';
import { unreachable } from '../../../grammar/unreachable.ts';
import { check } from '../../../server/admin/check.ts';
import { machineClock } from '../../../server/clock.ts';
import { recalled } from '../../../server/recalled/index.ts';
import { StoreReader } from '../../../server/store/sqlite/reader.ts';
import { keptIn } from '../../../server/store/sqlite/recalling.ts';
import { sharedLag } from '../../../server/store/sqlite/shared-lag.ts';
import { recordIn } from '../../../server/store/sqlite/stored.ts';
import { Writer } from '../../../server/store/sqlite/writer.ts';
import type { KeptAnswer } from '../../../server/store/store.ts';
import { hashOf } from '../../../server/system/secrets.ts';
import { type Logs, untrue } from '../../history/checks/logs.ts';
import { lasting } from '../../history/checks/truth.ts';
import { logOf } from '../../history/diary.ts';
import type { DiskImage } from './disk.ts';
import type { Promised } from './promises.ts';

/** All that a server knows after its start. */
interface Knowledge {
  readonly store: string;
  readonly logs: Logs;
  readonly nicks: ReadonlyMap<string, string>;
  readonly answers: readonly KeptAnswer[];
}

const ALL = {
  after: 0,
  before: Number.MAX_SAFE_INTEGER,
  limit: 1_000_000,
  keep: 'oldest',
} as const;

/** Puts what was found on the disk of `root` into `folder`. */
export function lay(found: DiskImage, root: string, folder: string): void {
  for (const [path, content] of found) {
    const place = join(folder, relative(root, path));
    if (content === 'directory') mkdirSync(place, { recursive: true });
    else writeFileSync(place, content);
  }
}

/** What is wrong when a server starts in a data directory: each as a sentence. */
export async function survey(data: string, promised: readonly Promised[]): Promise<string[]> {
  let knowledge: Knowledge;
  try {
    knowledge = knowledgeIn(data);
  } catch (error) {
    return [`it does not start: ${error instanceof Error ? error.message : error}`];
  }
  const { isSound, sentences } = await check(data);
  return [...missing(knowledge, promised), ...(isSound ? [] : sentences)];
}

/** The threads of a store do the same, and cost more than all the rest of this. */
function knowledgeIn(data: string): Knowledge {
  const some = { durability: 'relaxed', version: '0.0.0', lag: sharedLag() } as const;
  const writer = new Writer({ directory: data, ...some }, machineClock);
  const reader = new StoreReader({ directory: data });
  try {
    const { id } = writer.open();
    const kept = keptIn(reader.recall());
    const { persons, sessions } = recalled(kept);
    const nicks = new Map(persons.map(({ identity, state: { nick } }) => [identity, nick]));
    return {
      store: id,
      logs: new Map(
        kept.logs.map(({ log }) => [
          log,
          reader.read(log, ALL).map((stored) => recordIn(stored).event),
        ]),
      ),
      nicks: new Map(
        sessions.flatMap(({ person, state: { secret, earlier = [] } }) =>
          [secret, ...earlier].map((each): [string, string] => [each, nicks.get(person) ?? '']),
        ),
      ),
      answers: sessions.flatMap(({ key }) => reader.answers(key)),
    };
  } finally {
    reader.close();
    writer.close();
  }
}

/** What was promised and is not there, and what is there and does not agree with itself. */
function missing(known: Knowledge, promised: readonly Promised[]): string[] {
  const broken = promised.filter((each) => !isKept(each, known));
  const wrong = [...known.logs].flatMap(([log, events]) => untrue(log, events));
  return [
    ...broken.map((each) => `was told, and is lost: ${JSON.stringify(each)}`),
    ...wrong.map(({ text }) => text),
  ];
}

function isKept(promised: Promised, { store, logs, nicks, answers }: Knowledge): boolean {
  switch (promised.is) {
    case 'store':
      return promised.id === store;
    case 'nick':
      return nicks.get(hashOf(promised.token.split('.')[0] ?? '')) === promised.nick;
    case 'event': {
      const { event } = promised;
      return isSame(event, logs.get(logOf(event))?.[event.seq - 1]);
    }
    case 'answer':
      return answers.some(
        ({ tag, outcome }) => tag === promised.tag && isDeepStrictEqual(outcome, promised.outcome),
      );
    default:
      return unreachable(promised);
  }
}

/** As it was told, or as it was edited or deleted since: that this was asked for, `untrue` sees. */
function isSame(told: Logged, kept: Logged | undefined): boolean {
  if (kept === undefined || !isDeepStrictEqual(lasting(told), lasting(kept))) return false;
  if (kept.ev === 'edit') return kept.text === undefined || isDeepStrictEqual(told, kept);
  if (kept.ev !== 'message' || told.ev !== 'message') return true;
  const isLater = (kept.deleted ?? kept.edited ?? 0) > (told.deleted ?? told.edited ?? 0);
  return isLater || isDeepStrictEqual(told, kept);
}
