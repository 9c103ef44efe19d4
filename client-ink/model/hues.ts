/** Which colour each person of a place has: the usual one of their nick, or another one when somebody there has that already. */
import { type NickKey, nickKey } from '../../grammar/names.ts';

/** So many colours for people stand around the wheel. */
export const NICK_HUES = 24;
/** Every second one is well apart from its neighbours. */
const APART = 2;
/** A terminal of 16 colours has so many for people, each for a part of the wheel. */
const BASIC_NICK_HUES = 10;

/** Numbers of colours, each less than NICK_HUES. Whoever got one keeps it. */
export type Hues = ReadonlyMap<NickKey, number>;

/** The colour of a nick where nobody else has it: the same on every day, for every reader. */
export function usualHue(key: NickKey): number {
  let hash = 5381;
  for (const letter of key) hash = ((hash * 33) ^ (letter.codePointAt(0) ?? 0)) >>> 0;
  return (hash % (NICK_HUES / APART)) * APART;
}

/** With a colour for each of these people, as long as there are any left. */
export function withHues(hues: Hues, nicks: Iterable<string>): Hues {
  let next: Map<NickKey, number> | undefined;
  for (const nick of nicks) {
    const all = next ?? hues;
    if (all.size >= NICK_HUES) break;
    const key = nickKey(nick);
    if (all.has(key)) continue;
    next ??= new Map(hues);
    next.set(key, freeHue(usualHue(key), [...next.values()]));
  }
  return next ?? hues;
}

/** The first from `usual` on that is well apart from those that are taken, also with few colours; or else one that is not taken. */
function freeHue(usual: number, taken: readonly number[]): number {
  const around = Array.from({ length: NICK_HUES }, (_, step) => (usual + step) % NICK_HUES);
  const free = around.filter((hue) => !taken.includes(hue));
  const apart = free.filter((hue) => hue % APART === 0);
  const basics = new Set(taken.map(basicHue));
  return apart.find((hue) => !basics.has(basicHue(hue))) ?? apart[0] ?? free[0] ?? usual;
}

const basicHue = (hue: number): number => partOfWheel(hue, BASIC_NICK_HUES);

/** Which of so many parts of the wheel a hue is in, from 0. */
export const partOfWheel = (hue: number, parts: number): number =>
  Math.floor((hue * parts) / NICK_HUES);
