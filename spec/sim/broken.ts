/**
 * Servers that are broken on purpose, each at one seam: a port or a table is wrapped or patched, and nothing in the server
 * knows of it. The checker has to find every one of them.
 */
import { Batch } from '../../server/net/batch.ts';
import { Fanout } from '../../server/net/fanout.ts';
import { Sessions } from '../../server/rooms/sessions.ts';
import type { LogRecord } from '../../server/store/log.ts';
import {
  everyNth,
  forgetsToUndo,
  LyingDisk,
  patch,
  withFirstWords,
  withLog,
  withOtherStores,
  withOutcome,
  withTurns,
} from './breaking.ts';
import type { Between } from './town.ts';

export interface Broken {
  readonly name: string;
  /** What is found of it. */
  readonly found: RegExp;
  readonly between?: Between;
  /** Breaks what all servers share; returns what puts it right again. */
  readonly patch?: () => () => void;
}

export const brokenServers: readonly Broken[] = [
  {
    name: 'an ok before the commit',
    found: /before it is durable/,
    between: withLog((log) => {
      let turn: number | undefined;
      let before = Promise.resolve();
      return {
        async append(given) {
          turn ??= await log.lastTurn();
          turn += 1;
          before = before.then(() => log.append(given)).then(() => {});
          return { is: 'done', turn };
        },
      };
    }),
  },
  {
    name: 'a failed commit that is told',
    found: /is not there|which is lost|before it is durable/,
    between: withOutcome((outcome) =>
      outcome.is === 'nothing' ? { is: 'done', turn: 0 } : outcome,
    ),
  },
  {
    name: 'an unknown outcome that is taken for none',
    found: /nobody has the acknowledgement|in the file|answered|before it is durable|mistake/,
    between: withOutcome((outcome) =>
      outcome.is === 'unknown' ? { is: 'nothing', why: outcome.why } : outcome,
    ),
  },
  {
    name: 'an unknown outcome that is taken for done',
    found: /is not there|which is lost|before it is durable/,
    between: withOutcome((outcome) =>
      outcome.is === 'unknown' ? { is: 'done', turn: outcome.turn } : outcome,
    ),
  },
  {
    name: 'a tag that is run twice',
    found: /is answered with \{"ev":"ok".*then with \{"ev":"ok"|same event|in the file at/,
    between: withLog(() => ({ answers: async () => [] })),
  },
  {
    name: 'a store that forgets a synced write',
    found: /is not there|which is lost|resumes as|bad_cursor/,
    between: { disk: (moment) => new LyingDisk(moment) },
  },
  {
    name: 'a store that forgets what was amended',
    found: /does not read as was asked|and it is/,
    between: withTurns(5, (turn) => ({
      ...turn,
      entries: turn.entries.map(({ amended: _, ...entry }) => entry),
    })),
  },
  {
    name: 'a store that forgets what changed of persons',
    found: /resumes as|can't resume|is \{|never gets in|finds|nobody has/,
    between: withTurns(7, (turn) => ({ ...turn, persons: [] })),
  },
  {
    name: 'a seq that is skipped when a log is read',
    found: /lagged|with a gap|is sent/,
    between: withLog((log) => ({
      read: async (key, part) => {
        const records = await log.read(key, part);
        return part.keep === 'oldest' && records.length > 1 ? records.slice(1) : records;
      },
    })),
  },
  {
    name: 'a cursor that is one too far',
    found: /is sent \d+ of|hears \d+ of|never gets in/,
    patch: () =>
      patch(
        Fanout.prototype,
        'replay',
        (replay) =>
          function (this: Fanout, id, log, after) {
            replay.call(this, id, log, after + 1);
          },
      ),
  },
  {
    name: 'a cursor that is one too near',
    found: /is sent \d+ of/,
    patch: () =>
      patch(
        Fanout.prototype,
        'replay',
        (replay) =>
          function (this: Fanout, id, log, after) {
            replay.call(this, id, log, Math.max(0, after - 1));
          },
      ),
  },
  { name: 'an undo that misses a nick', found: /./, patch: forgetsToUndo('nick') },
  { name: 'an undo that misses where one talks', found: /./, patch: forgetsToUndo('current') },
  { name: 'an undo that misses what a log holds', found: /./, patch: forgetsToUndo('fold') },
  { name: 'an undo that misses an away', found: /./, patch: forgetsToUndo('away') },
  {
    name: 'a reply to the wrong session',
    found: /unasked|never answered|never gets in/,
    patch: () => {
      const now = everyNth(40);
      return patch(
        Fanout.prototype,
        'reader',
        (reader) =>
          function (this: Fanout, id) {
            return (now() ? reader.call(this, id - 1) : undefined) ?? reader.call(this, id);
          },
      );
    },
  },
  {
    name: 'a private word that somebody else hears',
    found: /not for them/,
    patch: () =>
      patch(
        Fanout.prototype,
        'enter',
        (enter) =>
          function (this: Fanout, id, log, name, seq) {
            enter.call(this, id, log, name, seq);
            if (log.startsWith('@'))
              for (const other of [1, 2, 3, 4]) enter.call(this, other, log, name, seq);
          },
      ),
  },
  {
    name: 'words that nobody said',
    found: /and it is/,
    patch: () => {
      const now = everyNth(20);
      return patch(
        Fanout.prototype,
        'say',
        (say) =>
          function (this: Fanout, log, event, author, by) {
            const isOther = event.ev === 'message' && now();
            say.call(this, log, isOther ? { ...event, text: `${event.text}?` } : event, author, by);
          },
      );
    },
  },
  {
    name: 'two things that are told in the wrong order',
    found: /is sent \d+ of|hears \d+ of/,
    patch: () =>
      patch(
        Batch.prototype,
        'whole',
        (whole) =>
          function (this: Batch, dialect) {
            this.events.reverse();
            return whole.call(this, dialect);
          },
      ),
  },
  {
    name: 'an older look that amends',
    found: /does not read as was asked|was acknowledged, and is/,
    between: withLog((log) => {
      const looks = new Map<string, LogRecord[]>();
      return {
        async read(key, part) {
          const records = await log.read(key, part);
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
    between: withLog((log) => ({
      recall: async () => ({ ...(await log.recall()), latest: 0 }),
    })),
  },
  {
    name: 'an old connection that is obeyed',
    found: /in the file at|nobody has the acknowledgement|hears \d+ of|never|has heard|gives up/,
    patch: () =>
      patch(
        Sessions.prototype,
        'recover',
        (find) =>
          function (this: Sessions, session, connection, address) {
            const before = session.connection;
            find.call(this, session, connection, address);
            this.byConnection.put(before, session);
          },
      ),
  },
  {
    name: 'somebody who is told twice to have come',
    found: /hears too often/,
    patch: () =>
      patch(
        Fanout.prototype,
        'announce',
        (announce) =>
          function (this: Fanout, logs, event, also) {
            announce.call(this, logs, event, also);
            if (event.ev === 'joined') announce.call(this, logs, event, also);
          },
      ),
  },
  {
    name: 'somebody who hears a room no more',
    found: /has heard|hears \d+ of|is sent \d+ of|never/,
    patch: () => {
      const now = everyNth(15);
      return patch(
        Fanout.prototype,
        'enter',
        (enter) =>
          function (this: Fanout, id, log, name, seq) {
            enter.call(this, id, log, name, seq);
            if (now()) this.leave(id, log);
          },
      );
    },
  },
  {
    name: 'an answer that is lost',
    found: /never|finds|has heard|resumes as/,
    patch: () => {
      const now = everyNth(60);
      return patch(
        Fanout.prototype,
        'reader',
        (reader) =>
          function (this: Fanout, id) {
            return now() ? undefined : reader.call(this, id);
          },
      );
    },
  },
  {
    name: 'a page with the words of a deleted message',
    found: /reads .* again, which was deleted|which is not so|does not read as was asked/,
    between: withFirstWords(),
  },
  {
    name: 'a store that forgets topics',
    found: /is told the topic/,
    between: withTurns(3, (turn) => ({
      ...turn,
      entries: turn.entries.map((entry) =>
        entry.log.startsWith('#') ? { ...entry, about: { name: entry.log } } : entry,
      ),
    })),
  },
  {
    name: 'a store that forgets who has which role',
    found: /finds after a restart/,
    between: withTurns(1, (turn) => ({
      ...turn,
      entries: turn.entries.map(({ about, ...entry }) =>
        entry.log.startsWith('#') && about !== undefined
          ? { ...entry, about: { ...about, roles: undefined } }
          : { ...entry, about },
      ),
    })),
  },
  {
    name: 'a store that forgets answers',
    found: /is answered with|before it is durable|hears too often/,
    between: withTurns(3, (turn) => ({
      ...turn,
      sessions: turn.sessions.map(({ answers: _, ...session }) => session),
    })),
  },
  {
    name: 'a store that is another one at each start',
    found: /another store/,
    between: withOtherStores(),
  },
];
