/** Servers that are broken on purpose: a method of a table, of a reader or of the fan-out does something else. */
import { Batch } from '../../server/net/batch.ts';
import { Connection } from '../../server/net/connection.ts';
import { Fanout } from '../../server/net/fanout.ts';
import { Reader } from '../../server/net/reader.ts';
import { Sessions } from '../../server/rooms/people/sessions.ts';
import { type Broken, everyNth, forgetsToUndo, instead } from './breaking.ts';

export const brokenCode: readonly Broken[] = [
  {
    name: 'a cursor that is one too far',
    found: /is sent \d+ of|hears \d+ of|never gets in/,
    life: 'cursor.jsonl',
    patch: instead(Fanout, 'replay', () => (_, replay, id, log, after) => {
      replay(id, log, after + 1);
    }),
  },
  {
    name: 'a cursor that is one too near',
    found: /is sent \d+ of/,
    life: 'near-cursor.jsonl',
    patch: instead(Fanout, 'replay', () => (_, replay, id, log, after) => {
      replay(id, log, Math.max(0, after - 1));
    }),
  },
  {
    name: 'an undo that misses a nick',
    found: /./,
    life: 'nick.jsonl',
    patch: forgetsToUndo('nick'),
  },
  {
    name: 'an undo that misses where one talks',
    found: /./,
    life: 'current.jsonl',
    patch: forgetsToUndo('current'),
  },
  {
    name: 'an undo that misses what a log holds',
    found: /./,
    life: 'undone-log.jsonl',
    patch: forgetsToUndo('fold'),
  },
  {
    name: 'an undo that misses an away',
    found: /./,
    life: 'away.jsonl',
    patch: forgetsToUndo('away'),
  },
  {
    name: 'an undo that misses an account',
    found: /is refused: (has_account|wrong_password)/,
    life: 'account.jsonl',
    patch: forgetsToUndo('account'),
  },
  {
    name: 'a reply to the wrong session',
    found: /unasked|never answered|never gets in/,
    life: 'wrong-session.jsonl',
    patch: instead(Fanout, 'reader', () => {
      const now = everyNth(40);
      return (_, reader, id) => (now() ? reader(id - 1) : undefined) ?? reader(id);
    }),
  },
  {
    name: 'a private word that somebody else hears',
    found: /not for them/,
    life: 'private.jsonl',
    patch: instead(Fanout, 'enter', () => (_, enter, id, log, name, seq) => {
      enter(id, log, name, seq);
      if (log.startsWith('@')) for (const other of [1, 2, 3, 4]) enter(other, log, name, seq);
    }),
  },
  {
    name: 'words that nobody said',
    found: /and it is/,
    life: 'words.jsonl',
    patch: instead(Fanout, 'say', () => {
      const now = everyNth(5);
      return (_, say, log, event, author, by) => {
        const isOther = event.ev === 'message' && now();
        return say(log, isOther ? { ...event, text: `${event.text}?` } : event, author, by);
      };
    }),
  },
  {
    name: 'two things that are told in the wrong order',
    found: /is sent \d+ of|hears \d+ of/,
    life: 'order.jsonl',
    patch: instead(Batch, 'whole', () => (batch, whole, dialect) => {
      batch.events.reverse();
      return whole(dialect);
    }),
  },
  {
    name: 'an old connection that is obeyed',
    found: /was not to be said/,
    life: 'old-connection.jsonl',
    patch() {
      const heed = instead(Sessions, 'recover', () => (sessions, recover, session, ...from) => {
        const before = session.connection;
        recover(session, ...from);
        sessions.byConnection.put(before, session);
      })();
      const keep = instead(Connection, 'close', () => async () => {})();
      return () => {
        heed();
        keep();
      };
    },
  },
  {
    name: 'somebody who is told twice to have come',
    found: /hears too often/,
    life: 1,
    patch: instead(Fanout, 'announce', () => (_, announce, logs, event, ...rest) => {
      announce(logs, event, ...rest);
      if (event.ev === 'joined') announce(logs, event, ...rest);
    }),
  },
  {
    name: 'somebody of whom nobody is told that they have left',
    found: /(finds|is told that) .*, and knows of/,
    life: 'left.jsonl',
    patch: instead(Fanout, 'announce', () => (_, announce, logs, event, ...rest) => {
      if (event.ev !== 'parted') announce(logs, event, ...rest);
    }),
  },
  {
    name: 'somebody of whom nobody is told what they are called now',
    found: /(finds|is told that) .*, and knows of/,
    life: 'renamed.jsonl',
    patch: instead(Fanout, 'announce', () => (_, announce, logs, event, ...rest) => {
      if (event.ev !== 'nick') announce(logs, event, ...rest);
    }),
  },
  {
    name: 'somebody who hears a room no more',
    found: /has heard|hears \d+ of|is sent \d+ of|never/,
    life: 'deaf.jsonl',
    patch: instead(Fanout, 'enter', () => {
      const now = everyNth(15);
      return (fanout, enter, id, log, name, seq) => {
        enter(id, log, name, seq);
        if (now()) fanout.leave(id, log);
      };
    }),
  },
  {
    name: 'somebody who hears on when they were put out',
    found: /before entering/,
    life: 'put-out.jsonl',
    patch: instead(Fanout, 'leave', () => () => {}),
  },
  {
    name: 'an answer that is lost',
    found: /never|finds|has heard|resumes as/,
    life: 'lost-answer.jsonl',
    patch: instead(Fanout, 'reader', () => {
      const now = everyNth(60);
      return (_, reader, id) => (now() ? undefined : reader(id));
    }),
  },
  {
    name: 'a device that is not told how far another one has read',
    found: /is not told that \S+ was read/,
    life: 'other-device.jsonl',
    patch: instead(Reader, 'tell', () => (_, tell, event) => {
      if (event.ev !== 'read') tell(event);
    }),
  },
];
