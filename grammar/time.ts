/** Times as they are typed and told: so long ago, a day or a moment, in UTC unless it has an offset. */

/** `2h`, `2026-11-20`, `2026-11-20T18:00`, and so on to milliseconds, and then a `Z` or an offset such as `+09:00`. */
export const timeForm =
  /^(?:[1-9]\d{0,5}[smhdw]|\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)?)?)$/;

const SECOND_MS = 1000;
/** A minute in milliseconds. */
export const MINUTE_MS = 60 * SECOND_MS;
/** An hour in milliseconds. */
export const HOUR_MS = 60 * MINUTE_MS;
/** A day in milliseconds. */
export const DAY_MS = 24 * HOUR_MS;
const units: Readonly<Record<string, number>> = {
  s: SECOND_MS,
  m: MINUTE_MS,
  h: HOUR_MS,
  d: DAY_MS,
  w: 7 * DAY_MS,
};

/** The milliseconds of a duration such as `90d`; nothing when it is none. */
export function durationOf(text: string): number | undefined {
  const unit = units[text.slice(-1)];
  return unit !== undefined && /^[1-9]\d{0,5}.$/.test(text)
    ? Number.parseInt(text, 10) * unit
    : undefined;
}

const parts = /^([\d-]+)(?:T([\d:.]+)(.+)?)?$/;

/**
 * The moment that a time of this form means, in milliseconds since 1970: a day is its first moment, and nothing is
 * before 1970. NaN for a day or hour that is in no calendar, such as 2026-02-30.
 */
export function momentOf(time: string, now: number): number {
  const ago = durationOf(time);
  if (ago !== undefined) return Math.max(0, now - ago);
  const [, day = '', clock = '00:00', zone = 'Z'] = parts.exec(time) ?? [];
  const inUtc = Date.parse(`${day}T${clock}Z`);
  const isReal = !Number.isNaN(inUtc) && new Date(inUtc).toISOString().startsWith(day);
  return isReal ? Math.max(0, Date.parse(`${day}T${clock}${zone}`)) : Number.NaN;
}

/** The same, for a time that is to come: a duration counts from now on. */
export function deadlineOf(time: string, now: number): number {
  const duration = durationOf(time);
  return duration === undefined ? momentOf(time, now) : now + duration;
}

let lastTime = Number.NaN;
let lastIso = '';

/** A moment in milliseconds since 1970 as events tell it: ISO 8601 in UTC. Many events share one, so the last is remembered. */
export function iso(time: number): string {
  if (time !== lastTime) {
    lastTime = time;
    lastIso = new Date(time).toISOString();
  }
  return lastIso;
}
