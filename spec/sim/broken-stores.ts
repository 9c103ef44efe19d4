/** Stores that are broken on purpose: what stands between the server and its log keeps, tells or reads something else. */
import type { LogRecord } from '../../server/store/store.ts';
import type { Broken } from './breaking.ts';
import {
  LyingDisk,
  withFirstWords,
  withOtherStores,
  withOutcome,
  withPersons,
  withRooms,
  withStore,
  withTurns,
} from './breaking.ts';

export const brokenStores: readonly Broken[] = [
  {
    name: 'an ok before the commit',
    found: /before it is durable/,
    life: 1,
    between: withStore((store) => {
      let turn: number | undefined;
      let before = Promise.resolve();
      return {
        async append(given) {
          turn ??= await store.lastTurn().catch(() => 0);
          turn += 1;
          before = before.then(() => store.append(given)).then(() => {});
          return { is: 'done', turn };
        },
      };
    }),
  },
  {
    name: 'a failed commit that is told',
    found: /is not there|which is lost|before it is durable/,
    life: 'failed-commit.jsonl',
    between: withOutcome((outcome) =>
      outcome.is === 'nothing' ? { is: 'done', turn: 0 } : outcome,
    ),
  },
  {
    name: 'an unknown outcome that is taken for none',
    found: /nobody has the acknowledgement|in the file|answered|before it is durable|mistake/,
    life: 'unknown-outcome.jsonl',
    between: withOutcome((outcome) =>
      outcome.is === 'unknown' ? { is: 'nothing', why: outcome.why } : outcome,
    ),
  },
  {
    name: 'an unknown outcome that is taken for done',
    found: /is not there|which is lost|before it is durable/,
    life: 'taken-for-done.jsonl',
    between: withOutcome((outcome) =>
      outcome.is === 'unknown' ? { is: 'done', turn: outcome.turn } : outcome,
    ),
  },
  {
    name: 'a tag that is run twice',
    found: /is answered with \{"ev":"ok".*then with \{"ev":"ok"|same event|in the file at/,
    life: 'tag.jsonl',
    between: withStore(() => ({ answers: async () => [] })),
  },
  {
    name: 'a store that forgets a synced write',
    found: /is not there|which is lost|resumes as|bad_cursor/,
    life: 'synced-write.jsonl',
    between: { disk: (moment, clock) => new LyingDisk(moment, clock) },
  },
  {
    name: 'a store that forgets what was amended',
    found: /does not read as was asked|and it is/,
    life: 'amended.jsonl',
    between: withTurns(5, (turn) => ({
      ...turn,
      entries: turn.entries.map(({ amended: _, ...entry }) => entry),
    })),
  },
  {
    name: 'a store that forgets what changed of persons',
    found: /resumes as|can't resume|is \{|never gets in|finds|nobody has/,
    life: 'persons.jsonl',
    between: withTurns(7, (turn) => ({ ...turn, persons: [] })),
  },
  {
    name: 'a seq that is skipped when a log is read',
    found: /lagged|with a gap|is sent/,
    life: 'skipped-seq.jsonl',
    between: withStore((store) => ({
      read: async (key, part) => {
        const records = await store.read(key, part);
        return part.keep === 'oldest' && records.length > 1 ? records.slice(1) : records;
      },
    })),
  },
  {
    name: 'an older look that amends',
    found: /does not read as was asked|was acknowledged, and is/,
    life: 'older-look.jsonl',
    between: withStore((store) => {
      const looks = new Map<string, LogRecord[]>();
      return {
        async read(key, part) {
          const records = await store.read(key, part);
          if (part.limit !== 1) return records;
          const place = `${key} ${part.after}`;
          looks.set(place, looks.get(place) ?? records);
          return looks.get(place) ?? [];
        },
      };
    }),
  },
  {
    name: 'a clock that goes back after a restart',
    found: /goes back in time/,
    life: 'clock.jsonl',
    between: withStore((store) => ({
      recall: async () => ({ ...(await store.recall()), latest: 0 }),
    })),
  },
  {
    name: 'a page with the words of a deleted message',
    found: /reads .* again, which was deleted|which is not so|does not read as was asked/,
    life: 'page.jsonl',
    between: withFirstWords(),
  },
  {
    name: 'a store that forgets topics',
    found: /is told the topic/,
    life: 'topics.jsonl',
    between: withRooms(3, ({ topic: _, ...about }) => about),
  },
  {
    name: 'a store that forgets who has which role',
    found: /finds after a restart/,
    life: 'roles.jsonl',
    between: withRooms(1, ({ roles: _, ...about }) => about),
  },
  {
    name: 'a store that forgets what is set',
    found: /is told the settings/,
    life: 'settings.jsonl',
    between: withRooms(1, ({ settings: _, ...about }) => about),
  },
  {
    name: 'a store that forgets answers',
    found: /is answered with|before it is durable|hears too often/,
    life: 'answers.jsonl',
    between: withTurns(3, (turn) => ({
      ...turn,
      sessions: turn.sessions.map(({ answers: _, ...session }) => session),
    })),
  },
  {
    name: 'a store that is another one at each start',
    found: /another store/,
    life: 'other-store.jsonl',
    between: withOtherStores(),
  },
  {
    name: 'a store that forgets accounts',
    found: /is refused: wrong_password/,
    life: 'accounts.jsonl',
    between: withStore((store) => ({
      recall: async () => ({ ...(await store.recall()), accounts: [] }),
    })),
  },
  {
    name: 'a store that forgets in which rooms one is',
    found: /is in #\w+ no more, and nobody has asked|is not kept of/,
    life: 'rooms.jsonl',
    between: withPersons(9, (state) => ({ ...state, rooms: [], stays: [] })),
  },
  {
    name: 'a read place that goes back',
    found: /has read \S+ up to \d+, and had/,
    life: 'read-place.jsonl',
    between: withPersons(5, ({ reads = [], ...state }) => ({
      ...state,
      reads: reads.map(([log, seq]) => [log, Math.max(0, seq - 1)]),
    })),
  },
  {
    name: 'an unread count with what one has said oneself',
    found: /is unread, and it is/,
    life: 'unread.jsonl',
    between: withStore((store) => ({
      unread: (search) => store.unread({ ...search, besides: [] }),
    })),
  },
];
