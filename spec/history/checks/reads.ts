/** How far an account has read: it never goes back, and all of its devices are told. */
import type { Event } from '../../../grammar/events.ts';
import type { PersonState } from '../../../server/rooms/durable/kept.ts';
import type { Diary, Moment } from '../diary.ts';
import type { Problem } from './deeds.ts';
import type { Durable } from './durability.ts';
import type { People } from './people.ts';

export function checkReads(
  diaries: readonly Diary[],
  people: People,
  durable: readonly Durable[],
): Problem[] {
  const devices = diaries.filter(({ account }) => account !== undefined);
  const turns = durable.map(({ moment }) => moment);
  return [...goneBack(people), ...devices.flatMap((one) => untold(one, devices, people, turns))];
}

function goneBack(people: People): Problem[] {
  return [...people.all].flatMap(([, ages]) =>
    ages.flatMap(({ state }, n) => {
      const before = ages[n - 1]?.state;
      const places = new Map<string, number>(before?.reads);
      return (state?.reads ?? []).flatMap(([log, seq]) => {
        const last = places.get(log) ?? 0;
        if (seq >= last) return [];
        const text = `${state?.nick} has read ${log} up to ${seq}, and had up to ${last}`;
        return [{ text, log, seq }];
      });
    }),
  );
}

/** A device has read on: another one that is there all the time hears of it before anything of a later turn. */
function untold(
  { name, account = '', notes }: Diary,
  all: readonly Diary[],
  people: People,
  turns: readonly Moment[],
): Problem[] {
  const others = all.filter((each) => each.account === account && each.name !== name);
  const asked = new Map<string, Moment>();
  return notes.flatMap((note): Problem[] => {
    if (note.on === 'sent' && note.command.cmd === 'read') asked.set(note.command.tag, note.moment);
    if (note.on !== 'heard' || note.event.ev !== 'ok' || note.told === undefined) return [];
    const { re = '', room, log = room ?? '', seq = 0 } = note.event;
    const since = asked.get(re);
    if (since === undefined) return [];
    const until = note.told;
    const states = people.called(account, since, until).map(({ state }) => state);
    const places = states.map(({ reads = [] }) => reads.find(([key]) => key === log)?.[1] ?? seq);
    // Who has left a room and entered it again has read it up to there.
    if (!states.every((state) => isIn(state, log)) || !places.some((place) => place < seq))
      return [];
    return others.flatMap((other): Problem[] => {
      if (reads(other, log)) return [];
      const next = turns.find((turn) => turn > until) ?? Number.POSITIVE_INFINITY;
      const heard = heardBy(other, since, next);
      if (heard === undefined || heard.some((event) => isPlace(event, log, seq))) return [];
      const text = `is not told that ${name} has read ${log} up to ${seq}`;
      return [{ text, who: other.name, log, moment: note.moment }];
    });
  });
}

const isIn = ({ rooms, privates = [] }: PersonState, log: string): boolean =>
  [...rooms, ...privates].some((each) => each === log);

/** Of what a device does itself it is told nothing. */
const reads = ({ notes }: Diary, log: string): boolean =>
  notes.some(
    (note) => note.on === 'sent' && note.command.cmd === 'read' && note.command.target === log,
  );

const isPlace = (event: Event, log: string, seq: number): boolean =>
  event.ev === 'read' && (event.room ?? event.log) === log && event.seq >= seq;

/** What a device heard on a connection on which it was logged in at the one moment, and was told something behind the other. */
function heardBy({ notes, account }: Diary, since: Moment, until: Moment): Event[] | undefined {
  let events: Event[] = [];
  let isIn = false;
  // It may be out before it hears that it was let in.
  let isLeaving = false;
  for (const note of notes) {
    if (note.on === 'open') [events, isIn] = [[], false];
    if (note.on === 'sent' && note.command.cmd === 'logout') [isIn, isLeaving] = [false, true];
    if (note.on === 'sent' && note.command.cmd === 'login') isLeaving = false;
    if (note.on !== 'heard' || note.told === undefined) continue;
    const { event, told } = note;
    if (event.ev === 'ok' && event.logs !== undefined)
      isIn = !isLeaving && event.nick === account && told < since;
    if (event.ev === 'bye') return undefined;
    events.push(event);
    if (told > until) return isIn ? events : undefined;
  }
  return undefined;
}
