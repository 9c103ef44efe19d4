/** Who was put out of which room, and who was banned from it, as its log tells: and when that may have begun to be so. */
import { type Diary, householdOf, isGuest, type Moment, type Note, nameOf } from '../diary.ts';
import { type Claims, type Deed, done, place } from './deeds.ts';
import type { Logs } from './logs.ts';

export interface PutOut {
  readonly id: string;
  readonly room: string;
  readonly seq: number;
  /** Somebody has asked for it. */
  readonly asked: Moment;
  /** Whoever asked has been told that it is done. */
  readonly known: Moment;
}

export interface Ban {
  readonly room: string;
  /** Whose it is; of a guest without a nick, nobody knows. */
  readonly household: string | undefined;
  readonly asked: Moment;
  /** Whoever has taken it back was told that it is done. */
  readonly lifted: Moment;
}

export interface Measures {
  /** By the name of whoever was put out: a person's, or an account's, or the nick of a guest who has chosen none. */
  readonly putOut: ReadonlyMap<string, readonly PutOut[]>;
  readonly bans: readonly Ban[];
}

const NEVER = Number.POSITIVE_INFINITY;

export function measuresOf(diaries: readonly Diary[], logs: Logs, claims: Claims): Measures {
  const asked = new Map<string, Moment>();
  const known = new Map<string, Moment>();
  for (const { notes } of diaries) {
    for (const note of notes) {
      if (note.on === 'sent' && !note.again) asked.set(note.command.tag, note.moment);
      if (note.on === 'heard' && note.event.ev === 'ok' && !known.has(note.event.re ?? ''))
        known.set(note.event.re ?? '', note.moment);
    }
  }
  const timesOf = (deed: Deed | undefined) => ({
    asked: asked.get(deed?.command.tag ?? '') ?? 0,
    known: (deed && done(deed) && known.get(deed.command.tag)) ?? NEVER,
  });
  const putOut = new Map<string, PutOut[]>();
  const bans: Ban[] = [];
  for (const [room, events] of logs) {
    let cause: Deed | undefined;
    for (const { ev, seq, ...event } of events) {
      const deed = claims.get(place(room, seq));
      if (deed !== undefined) cause = deed;
      if (ev === 'kicked' && 'nick' in event) {
        const { nick = '' } = event;
        const name = isGuest(nick) ? nick : nameOf(nick);
        const id = `${room} ${seq}`;
        const each = { id, room, seq, ...timesOf(deed ?? cause) };
        putOut.set(name, [...(putOut.get(name) ?? []), each]);
      } else if (ev === 'allowed' && 'who' in event) {
        // When that ends, or is taken back, a ban may hit them.
        const { who = '' } = event;
        const name = isGuest(who) ? who : nameOf(who);
        const each = { id: `${room} ${seq}`, room, seq, asked: timesOf(deed).asked, known: NEVER };
        putOut.set(name, [...(putOut.get(name) ?? []), each]);
      } else if (ev === 'banned' && 'who' in event) {
        const lift = events.find((each) => each.ev === 'lifted' && each.of === seq);
        const lifted = lift ? timesOf(claims.get(place(room, lift.seq))).known : NEVER;
        const household = isGuest(event.who ?? '') ? undefined : householdOf(event.who ?? '');
        bans.push({ room, household, asked: timesOf(deed).asked, lifted });
      }
    }
  }
  return { putOut, bans };
}

/** When somebody was put out of rooms, by whatever nick. */
export const putOutOf = (diary: Diary, putOut: Measures['putOut']): PutOut[] => [
  ...(putOut.get(diary.name) ?? []),
  ...guestsIn(diary).flatMap(({ nick, left }) =>
    (putOut.get(nick) ?? []).filter(({ asked }) => asked < left),
  ),
];

/** The nicks that the server has given somebody, and when they had another one: it may be somebody else's since. */
const guestsIn = ({ notes }: Diary): { readonly nick: string; readonly left: Moment }[] =>
  notes.flatMap((note, at) => {
    if (note.on !== 'begun' || !isGuest(note.nick)) return [];
    const { nick } = note;
    const left = notes.find((later, n) => n > at && leaves(later, nick));
    return [{ nick, left: left?.moment ?? Number.POSITIVE_INFINITY }];
  });

const leaves = (note: Note, nick: string): boolean =>
  note.on === 'begun' ||
  (note.on === 'heard' && note.event.ev === 'nick' && note.event.from === nick);
