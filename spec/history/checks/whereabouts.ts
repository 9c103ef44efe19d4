/** Who somebody is, where they are and what private logs they have is what the store has of them, whichever device asks. */
import { isDeepStrictEqual } from 'node:util';
import type { Event } from '../../../grammar/events.ts';
import type { PersonState } from '../../../server/rooms/durable/kept.ts';
import { type Diary, isGuest, type Moment, type Note } from '../diary.ts';
import type { Problem } from './deeds.ts';
import type { People } from './people.ts';

/** What one is told of oneself. */
interface Self {
  readonly nick: string;
  readonly rooms: readonly string[];
  readonly away?: string;
  readonly logs?: readonly string[];
}

const isQuit = (note: Note): boolean => note.on === 'sent' && note.command.cmd === 'quit';

export function checkWhereabouts(diaries: readonly Diary[], people: People): Problem[] {
  return diaries.flatMap(({ name: who, account, notes }) => {
    const sent = new Map<string, Moment>();
    return notes.flatMap((note) => {
      // What is answered once more is told as it was.
      if (note.on === 'sent')
        sent.set(note.command.tag, note.again ? Number.POSITIVE_INFINITY : note.moment);
      if (note.on !== 'heard' || note.told === undefined) return [];
      const { event, told, moment } = note;
      const self = selfIn(event);
      const asked = sent.get(('re' in event && event.re) || '');
      // Of a guest who has done nothing so far nothing is kept.
      if (self === undefined || asked === undefined || asked > told || isGuest(self.nick))
        return [];
      const called = people.called(self.nick, asked, told);
      const kept = called.flatMap(({ identity }) => people.between(identity, asked, told));
      // In the midst of a turn one may be what one was never kept as, also when one has quit in it, or the account is deleted.
      if (called.some(({ identity }) => people.isGone(identity, asked, told))) return [];
      const quits = notes.some(
        (other) => isQuit(other) && other.moment > asked && other.moment < told,
      );
      if (quits) return [];
      const isSure = kept.length === 1 || (kept.length === 0 && account === self.nick);
      if (!isSure || kept.some((state) => isOf(state, self))) return [];
      const text = `is told to be ${JSON.stringify(self)}, and is kept as ${JSON.stringify(kept)}`;
      return [{ text, who, moment }];
    });
  });
}

/** Of a `/whoami`, a `/resume` or a `/login`. */
function selfIn(event: Event): Self | undefined {
  if (event.ev === 'whoami') {
    const { nick, rooms, away } = event;
    return { nick, rooms, ...(away !== undefined && { away }) };
  }
  if (event.ev !== 'ok' || event.logs === undefined) return undefined;
  return { nick: event.nick ?? '', rooms: event.rooms ?? [], logs: event.logs };
}

/** Logs are told in `ok`, and whether one is away in `whoami`. */
const isOf = ({ rooms, away, privates = [] }: PersonState, self: Self): boolean =>
  isSame(rooms, self.rooms) &&
  (self.logs === undefined ? away === self.away : isSame(privates, self.logs));

const isSame = (one: readonly string[], other: readonly string[]): boolean =>
  isDeepStrictEqual([...one].sort(), [...other].sort());
