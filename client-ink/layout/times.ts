/** Times and days as people read them, by the clock of this machine. */
const pad = (value: number): string => String(value).padStart(2, '0');

export function clock(at: number): string {
  const time = new Date(at);
  return `${pad(time.getHours())}:${pad(time.getMinutes())}`;
}

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

export function dayOf(at: number): string {
  const day = new Date(at);
  return `${days[day.getDay()]}, ${day.getDate()} ${months[day.getMonth()]} ${day.getFullYear()}`;
}

/** Midnight of the day of `at`, to tell days apart cheaply. */
export function isSameDay(one: number, other: number): boolean {
  if (Math.abs(one - other) >= 86_400_000) return false;
  return new Date(one).getDate() === new Date(other).getDate();
}
