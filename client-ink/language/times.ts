/** Times and days as people read them, by the clock of this machine. */
import { DAY_MS } from '../../grammar/time.ts';
import { unreachable } from '../../grammar/unreachable.ts';
import type { Timing } from './options.ts';

const pad = (value: number): string => String(value).padStart(2, '0');

/** `18:05` */
export function clock(at: number): string {
  const time = new Date(at);
  return `${pad(time.getHours())}:${pad(time.getMinutes())}`;
}

/** `18:05`, `18:05:09`, ` 6:05 pm` or nothing, as the person wants it. */
export function timeOf(at: number, timing: Timing): string {
  switch (timing) {
    case 'minutes':
      return clock(at);
    case 'seconds':
      return `${clock(at)}:${pad(new Date(at).getSeconds())}`;
    case '12-hours': {
      const time = new Date(at);
      const hours = String(time.getHours() % 12 || 12).padStart(2);
      return `${hours}:${pad(time.getMinutes())} ${time.getHours() < 12 ? 'am' : 'pm'}`;
    }
    case 'none':
      return '';
    default:
      return unreachable(timing);
  }
}

/** A part of each day, in minutes since midnight; it may go past midnight. */
export interface PartOfDay {
  readonly from: number;
  readonly to: number;
}

/** `22:00-07:00` */
export const partInWords = ({ from, to }: PartOfDay): string => `${hour(from)}-${hour(to)}`;

const hour = (minutes: number): string => `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;

/** True for a moment that is in this part of its day. */
export function isWithin({ from, to }: PartOfDay, at: number): boolean {
  const time = new Date(at);
  const minute = time.getHours() * 60 + time.getMinutes();
  return from <= to ? from <= minute && minute < to : minute >= from || minute < to;
}

/** `2026-11` */
export function month(at: number): string {
  const day = new Date(at);
  return `${day.getFullYear()}-${pad(day.getMonth() + 1)}`;
}

/** `2026-11-20 18:05` */
export const moment = (at: number): string =>
  `${month(at)}-${pad(new Date(at).getDate())} ${clock(at)}`;

/** `2026-11-20 18:05:09` */
export const second = (at: number): string => `${moment(at)}:${pad(new Date(at).getSeconds())}`;

const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** `Friday, 20 November 2026` */
export function dayOf(at: number): string {
  const day = new Date(at);
  return `${days[day.getDay()]}, ${day.getDate()} ${months[day.getMonth()]} ${day.getFullYear()}`;
}

/** Two times that are less than a day apart are of one day when its number is the same. */
export function isSameDay(one: number, other: number): boolean {
  if (Math.abs(one - other) >= DAY_MS) return false;
  return new Date(one).getDate() === new Date(other).getDate();
}
