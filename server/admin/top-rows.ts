/** What `parlance top` shows of two looks at a server, as rows of text. */
import { plural } from '../../grammar/sentences/phrases.ts';
import type { Figures } from '../watch/figures.ts';
import type { SlowCommit } from '../watch/slowest.ts';
import type { Spread } from '../watch/tally.ts';

/** The codes that were refused most often are shown, so many. */
const MAX_CODES_SHOWN = 5;

/** The rows of now; what is so many a second is counted since `before`, the look before that. */
export function rowsOf(before: Figures, now: Figures): string[] {
  const seconds = Math.max(0.001, (now.at - before.at) / 1000);
  const rate = (of: (figures: Figures) => number): string =>
    round((of(now) - of(before)) / seconds);
  const refused = Object.entries(now.refusals)
    .sort(([, a], [, b]) => b - a)
    .slice(0, MAX_CODES_SHOWN)
    .map(([code, count]) => `${code} ${count}`);
  return [
    row(
      'people',
      `${now.people} on ${now.sessions} sessions, ${now.lost} lost; ${now.accounts} accounts`,
    ),
    row('rooms', `${now.rooms}`),
    row('connections', `${now.connections}; turned away ${sum(now.turnedAway)}`),
    row(
      'a second',
      `${rate(({ inputs }) => inputs)} inputs, ${rate(({ messages }) => messages)} messages, ${rate(({ deliveries }) => deliveries)} deliveries, ${rate(({ turns }) => turns)} turns`,
    ),
    row('commit', spread(now.commitMs)),
    row('told after', spread(now.deliveryMs)),
    row('loop is late', spread(now.loopDelayMs)),
    row(
      'memory',
      `${megabytes(now.memoryBytes)}; waiting for readers ${megabytes(now.outboxBytes)}`,
    ),
    row('search', lag(now)),
    ...(now.diskFreeBytes === undefined
      ? []
      : [row('disk', `${megabytes(now.diskFreeBytes)} free`)]),
    row('refused', refused.length === 0 ? 'nothing' : refused.join(', ')),
    ...(now.undone === 0 ? [] : [row('not stored', `${now.undone} turns`)]),
    ...now.slowest.map((commit, n) => row(`slow commit ${n + 1}`, slow(commit, now.at))),
  ];
}

/** So wide is what stands in front of each row, its name: no two have the same. */
export const NAME_COLUMNS = 14;
const row = (name: string, text: string): string => name.padEnd(NAME_COLUMNS) + text;

const spread = ({ p50, p99, max }: Spread): string =>
  `p50 ${round(p50)} ms, p99 ${round(p99)} ms, at most ${round(max)} ms`;

const lag = ({ at, searchLag: { events, since = at } }: Figures): string =>
  events === 0
    ? 'knows all'
    : `${plural(events, 'event')} behind, the oldest of ${round(Math.max(0, at - since) / 1000)} s ago`;

const slow = ({ agoMs, tookMs, events, people, bytes }: SlowCommit, now: number): string =>
  `${round(tookMs)} ms at ${new Date(now - agoMs).toISOString().slice(11, 19)}: ${plural(events, 'event')} with ${kilobytes(bytes)} of text, ${plural(people, 'state')} of people`;

const sum = (counts: Figures['turnedAway']): number =>
  Object.values(counts).reduce((all, count) => all + count, 0);

const round = (value: number): string =>
  value >= 100 ? `${Math.round(value)}` : `${Math.round(value * 10) / 10}`;

const kilobytes = (bytes: number): string => `${round(bytes / 1024)} KB`;

const megabytes = (bytes: number): string => `${round(bytes / 1024 / 1024)} MB`;
