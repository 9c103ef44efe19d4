/** Which colour each person of a place has: the usual one of their nick, or another one when somebody there has that already. */
import { type NickKey, nickKey } from '../../grammar/names.ts';

/** So many colours for people stand around the wheel. */
export const NICK_HUES = 24;
/** A terminal of 16 colours has so many for people: it counts through them. */
const BASIC_NICK_HUES = 10;

/** Numbers of colours, each less than NICK_HUES. Whoever got one keeps it. */
export type Hues = ReadonlyMap<NickKey, number>;

/** The colour of a nick where nobody else has it: the same on every day, for every reader. */
export function usualHue(key: NickKey): number {
  let hash = 5381;
  for (const letter of key) hash = ((hash * 33) ^ (letter.codePointAt(0) ?? 0)) >>> 0;
  return hash % NICK_HUES;
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

/** The first from `usual` on that is well apart from those that are taken, or else one that is not taken. */
function freeHue(usual: number, taken: readonly number[]): number {
  const around = Array.from({ length: NICK_HUES }, (_, step) => (usual + step) % NICK_HUES);
  const isApart = (hue: number): boolean => taken.every((each) => distance(each, hue) > 1);
  const isFree = (hue: number): boolean => !taken.includes(hue);
  const isBasic = (hue: number): boolean =>
    taken.every((each) => each % BASIC_NICK_HUES !== hue % BASIC_NICK_HUES);
  return (
    around.find((hue) => isApart(hue) && isBasic(hue)) ??
    around.find((hue) => isFree(hue) && isBasic(hue)) ??
    around.find(isApart) ??
    around.find(isFree) ??
    usual
  );
}

const distance = (one: number, other: number): number => {
  const steps = Math.abs(one - other);
  return Math.min(steps, NICK_HUES - steps);
};
