/** A moment as people write it, as milliseconds since 1970. */
import type { Time } from './effects.ts';

const UNITS: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** `2h` is two hours before `now`; a day (it begins at midnight) or a moment is in UTC. */
export function moment(text: string, now: Time): Time {
  const unit = UNITS[text.at(-1) ?? ''];
  if (unit !== undefined) return now - Number.parseInt(text, 10) * unit;
  if (!text.includes('T')) return Date.parse(text);
  return Date.parse(text.endsWith('Z') ? text : `${text}Z`);
}
