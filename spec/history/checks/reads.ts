/** How far an account has read: it never goes back, and all of its devices are told. */
import { isDeepStrictEqual } from 'node:util';
import type { PersonState } from '../../../server/rooms/durable/kept.ts';
import type { Moment } from '../diary.ts';
import type { Problem } from './deeds.ts';
import type { Hearing } from './hearings.ts';
import type { People } from './people.ts';

export function checkReads(hearings: readonly Hearing[], people: People): Problem[] {
  const connections = [...Map.groupBy(hearings, ({ who, opened }) => `${who} ${opened}`).values()];
  return [...people.all].flatMap(([identity, ages]) =>
    ages.flatMap(({ state, from }, n) => {
      const before = ages[n - 1]?.state;
      if (before === undefined || state === undefined) return [];
      return changes(before, state, people.entered(identity, from)).flatMap(
        ({ log, last, seq }) => {
          const text = `${state.nick} has read ${log} up to ${seq}, and had up to ${last}`;
          if (seq < last) return [{ text, log, seq }];
          return connections.flatMap((heard) => untold(heard, { identity, from, log, seq }));
        },
      );
    }),
  );
}

/** How far somebody has read a log since a turn. */
interface ReadOn {
  readonly identity: string;
  readonly from: Moment;
  readonly log: string;
  readonly seq: number;
}

/** Of all logs that were not left meanwhile: whoever comes again has another stay, or came in this very turn. */
const changes = (before: PersonState, after: PersonState, entered: readonly string[]) =>
  (after.reads ?? []).flatMap(([log, seq]) => {
    const last = new Map<string, number>(before.reads).get(log) ?? seq;
    if (last === seq || entered.includes(log)) return [];
    return isDeepStrictEqual(stayIn(log, before), stayIn(log, after)) ? [{ log, last, seq }] : [];
  });

const stayIn = (log: string, { rooms, stays }: PersonState) => stays?.[rooms.indexOf(log)];

/** Whoever is there before and after hears of it before they are answered anything that they asked later. */
function untold(heard: readonly Hearing[], { identity, from, log, seq }: ReadOn): Problem[] {
  const first = heard.findLastIndex(({ told }) => told < from);
  const last = heard.findIndex(({ asked = 0 }) => asked > from);
  if (first < 0 || last < first) return [];
  if (heard.slice(first, last).some((each) => each.identity !== identity)) return [];
  if (heard.slice(0, last).some((each) => tells(each, log, seq))) return [];
  const { who, moment } = heard[last] as Hearing;
  return [{ text: `is not told that ${log} was read up to ${seq}`, who, log, moment }];
}

/** Whoever has read on is told in the answer. */
const tells = ({ event, command }: Hearing, log: string, seq: number): boolean =>
  (event.ev === 'read' || (event.ev === 'ok' && command?.cmd === 'read')) &&
  (event.room ?? event.log) === log &&
  (event.seq ?? 0) >= seq;
