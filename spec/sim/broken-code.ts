/** Servers that are broken on purpose: a method of a table, of a reader or of the fan-out does something else. */
import { Batch } from '../../server/net/batch.ts';
import { Connection } from '../../server/net/connection.ts';
import { Fanout } from '../../server/net/fanout.ts';
import { Sessions } from '../../server/rooms/sessions.ts';
import { type Broken, everyNth, forgetsToUndo, patch } from './breaking.ts';

export const brokenCode: readonly Broken[] = [
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
    name: 'an old connection that is obeyed',
    found: /was not to be said/,
    patch() {
      const heed = patch(
        Sessions.prototype,
        'recover',
        (recover) =>
          function (this: Sessions, session, connection, address) {
            const before = session.connection;
            recover.call(this, session, connection, address);
            this.byConnection.put(before, session);
          },
      );
      const keep = patch(Connection.prototype, 'close', () => async () => {});
      return () => {
        heed();
        keep();
      };
    },
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
    name: 'somebody who hears on when they were put out',
    found: /before entering/,
    patch: () => patch(Fanout.prototype, 'leave', () => () => {}),
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
];
