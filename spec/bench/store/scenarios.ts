/** What is measured with a log in memory, on a disk that is trusted, and on one that is waited for. */
import { deliveries, type Figure, type Scenario } from '../scenarios.ts';

const cost: readonly Figure[] = [
  ...deliveries,
  { name: 'cpuPerMessage', label: 'CPU time per message, µs', better: 'less' },
];
const delay: readonly Figure[] = [
  { name: 'p50', label: 'p50 of a delivery, µs', better: 'less' },
  { name: 'p99', label: 'p99 of a delivery, µs', better: 'less' },
];

const usual = {
  work: 'keep',
  dialects: ['plain'],
  rooms: 1,
  senders: 1,
  limits: false,
  bare: false,
} as const;

/** What a log costs. */
export const costs = [
  {
    ...usual,
    name: 'rooms',
    about: '1,000 people in rooms of 10, one of each talks without a break',
    people: 1000,
    rooms: 100,
    pace: { window: 8 },
    figures: cost,
  },
  {
    ...usual,
    name: 'calm',
    about: '1,000 people in rooms of 10 that hear 1,000 messages a second in all',
    people: 1000,
    rooms: 100,
    pace: { perSecond: 1000 },
    figures: [...cost, ...delay],
  },
  {
    ...usual,
    name: 'fanout',
    about: 'one room of 200, of whom 10 talk without a break',
    people: 200,
    senders: 10,
    pace: { window: 8 },
    figures: cost,
  },
  {
    ...usual,
    name: 'latency',
    about: 'one room of 100 that hears a message every 10 ms',
    people: 100,
    pace: { perSecond: 100 },
    figures: [...cost, ...delay],
  },
] as const satisfies readonly Scenario[];

/** What it means for others that somebody catches up. */
export const behind = {
  ...usual,
  name: 'behind',
  about:
    'one room of 100, ten talk in turns, and somebody gets 100,000 lines that were said there before',
  work: 'drain',
  people: 100,
  senders: 10,
  pace: { perSecond: 100 },
  figures: [
    { name: 'quiet', label: 'p99 of a delivery, µs', better: 'less' },
    { name: 'draining', label: 'beside one who catches up', better: 'less', of: 'quiet' },
    { name: 'drained', label: 'milliseconds to catch up', better: 'less' },
  ],
} as const satisfies Scenario;
