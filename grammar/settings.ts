/** What can be set about a room: what each setting does, and which values it takes besides off. */
import { isFilter } from './filter.ts';
import { byteLength, limits, lineProblem } from './text.ts';
import { DAY_MS, durationOf, HOUR_MS } from './time.ts';

interface Setting {
  /** What a room is like in which it is set. */
  readonly about: string;
  /** How its value is typed: a word in capitals stands for something. */
  readonly usage: string;
  /** Its values, as a sentence says them. */
  readonly takes: string;
  readonly fits: (value: string) => boolean;
  /** Only who is in the room is told its value. */
  readonly hidden?: true;
}

const MAX_LIMIT_MEMBERS = 100_000;
const MAX_KEY_BYTES = 64;
const MAX_CHURN = 1000;

const SECOND_MS = 1000;
const MAX_SLOW_MS = HOUR_MS;
const MAX_HOLD_MS = 7 * DAY_MS;
const MAX_RETENTION_MS = 3650 * DAY_MS;

const isWithin = (value: string, least: number, most: number): boolean => {
  const time = durationOf(value);
  return time !== undefined && time >= least && time <= most;
};
const isLine = (value: string): boolean =>
  value.trim() === value && value !== '' && lineProblem(value, limits.reason) === undefined;

const onOff = { usage: 'on', takes: 'on', fits: (value: string) => value === 'on' };

/** Every setting of a room: what it may be set to, and what is told about it. */
const settings = {
  'topic-lock': { ...onOff, about: 'only ops set the topic' },
  moderated: { ...onOff, about: 'only people with voice, ops and owners speak' },
  'invite-only': { ...onOff, about: 'only those who are invited come in' },
  key: {
    about: 'only those who say it come in, by /join ROOM key=WORD',
    usage: 'WORD',
    takes: `a word of at most ${MAX_KEY_BYTES} bytes`,
    fits: (value) => /^[^\s,=]+$/.test(value) && byteLength(value) <= MAX_KEY_BYTES,
    hidden: true,
  },
  limit: {
    about: 'only so many people come in',
    usage: 'NUMBER',
    takes: `a number from 1 to ${MAX_LIMIT_MEMBERS}`,
    fits: (value) => /^[1-9][0-9]{0,5}$/.test(value) && Number(value) <= MAX_LIMIT_MEMBERS,
  },
  churn: {
    about:
      'how many people a minute come and go again, or change their nick, before newcomers wait',
    usage: 'NUMBER',
    takes: `a number from 1 to ${MAX_CHURN}`,
    fits: (value) => /^[1-9][0-9]{0,3}$/.test(value) && Number(value) <= MAX_CHURN,
  },
  'members-only': { ...onOff, about: 'only accounts come in' },
  secret: { ...onOff, about: 'nobody outside finds the room, or who is in it' },
  slow: {
    about: 'each person says one message in so much time',
    usage: 'TIME',
    takes: 'a time from 1s to 1h',
    fits: (value) => isWithin(value, SECOND_MS, MAX_SLOW_MS),
  },
  hold: {
    about: 'newcomers wait so long before they speak',
    usage: 'TIME',
    takes: 'a time from 1s to 7d',
    fits: (value) => isWithin(value, SECOND_MS, MAX_HOLD_MS),
  },
  filter: {
    about:
      'the server refuses texts with one of these words, whatever their case and accents; * stands for any letters',
    usage: 'WORDS',
    takes: `words of at most ${limits.reason} bytes, with * for any letters`,
    fits: (value) => isLine(value) && isFilter(value),
    hidden: true,
  },
  welcome: {
    about: 'the server greets those who come in with this',
    usage: 'TEXT',
    takes: `one line of at most ${limits.reason} bytes`,
    fits: isLine,
  },
  retention: {
    about: 'the server deletes messages that are older',
    usage: 'TIME',
    takes: 'a time from 1h to 3650d, such as 90d',
    fits: (value) => isWithin(value, HOUR_MS, MAX_RETENTION_MS),
  },
  history: {
    about:
      'what members read: all, only what was said since they joined, or only what is said while they are here',
    usage: 'all|joined|none',
    takes: 'all, joined or none',
    fits: (value) => ['all', 'joined', 'none'].includes(value),
  },
  archived: { ...onOff, about: 'nobody says anything more; owners set it, also by /archive' },
} as const satisfies Record<string, Setting>;

/** The name by which `/set` knows a setting. */
export type SettingName = keyof typeof settings;
/** All of them, in the order in which `/set` lists them. */
export const settingNames = Object.keys(settings) as [SettingName, ...SettingName[]];

/** What is known of a setting. */
export const settingOf = (name: SettingName): Setting => settings[name];

/** What is told of a value to whoever is not in the room. */
export const shownOutside = (name: SettingName, value: string): string =>
  settingOf(name).hidden ? 'on' : value;
