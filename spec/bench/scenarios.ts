/** What is measured, as a table: who is there, who talks how fast, and which figures come of it. */

export type Dialect = 'plain' | 'json';

/** Senders keep so many messages under way each, or there are so many messages a second in all. */
export type Pace = { readonly window: number } | { readonly perSecond: number };

type FigureName =
  | 'deliveriesPerCpu'
  | 'deliveries'
  | 'clientsPerCpu'
  | 'clients'
  | 'memory'
  | 'p50'
  | 'p99'
  | 'quiet'
  | 'stuck'
  | 'pasting'
  | 'cpuPerMessage'
  | 'draining'
  | 'drained';

/** Those of a run that could be had: without /proc there is no CPU time. */
export type Figures = { readonly [name in FigureName]?: number | undefined };

export interface Figure {
  readonly name: FigureName;
  readonly label: string;
  readonly better: 'more' | 'less';
  /** Compared with another figure of the same run, too. */
  readonly of?: FigureName;
}

export interface Scenario {
  readonly name: string;
  readonly about: string;
  /**
   * `talk` measures a crowd that talks, `keep` also what the server does about it afterwards, `connect` a crowd that
   * arrives, `disturb` one in which somebody misbehaves, `drain` one in which somebody catches up.
   */
  readonly work: 'talk' | 'keep' | 'connect' | 'disturb' | 'drain';
  readonly people: number;
  /** They spread over them evenly. */
  readonly rooms: number;
  /** How many of each room talk. */
  readonly senders: number;
  readonly pace: Pace;
  readonly dialects: readonly Dialect[];
  /** The server has the rate limits that it has by default. */
  readonly limits: boolean;
  /** The bare server can take part. */
  readonly bare: boolean;
  readonly figures: readonly Figure[];
}

/** How much a server delivers. */
export const deliveries: readonly Figure[] = [
  { name: 'deliveriesPerCpu', label: 'deliveries per CPU second', better: 'more' },
  { name: 'deliveries', label: 'deliveries per second', better: 'more' },
];

const arrivals: readonly Figure[] = [
  { name: 'clientsPerCpu', label: 'clients per CPU second', better: 'more' },
  { name: 'clients', label: 'clients per second', better: 'more' },
];

const usual = {
  work: 'talk',
  dialects: ['plain'],
  rooms: 1,
  senders: 1,
  limits: false,
  bare: true,
  figures: deliveries,
} as const;

/** People who arrive, and say nothing. */
const arriving = { ...usual, work: 'connect', pace: { window: 0 }, figures: arrivals } as const;

export const scenarios = [
  {
    ...usual,
    name: 'fanout',
    about: 'one room of 200, of whom 10 talk without a break',
    people: 200,
    senders: 10,
    pace: { window: 8 },
    dialects: ['plain', 'json'],
  },
  {
    ...usual,
    name: 'rooms',
    about: '1,000 people in rooms of 10, one of each talks without a break',
    people: 1000,
    rooms: 100,
    pace: { window: 8 },
  },
  {
    ...usual,
    name: 'storm',
    about: 'one room of 2,000 that hears 50 messages a second',
    people: 2000,
    pace: { perSecond: 50 },
  },
  {
    ...arriving,
    name: 'connect',
    about: '5,000 people connect, say /nick and join rooms of 50',
    people: 5000,
    rooms: 100,
    figures: [...arrivals, { name: 'memory', label: 'bytes of RSS per client', better: 'less' }],
  },
  {
    ...arriving,
    name: 'arrive',
    about: '1,000 people connect, say /nick and join one room',
    people: 1000,
  },
  {
    ...usual,
    name: 'latency',
    about: 'one room of 100 that hears a message every 10 ms',
    people: 100,
    pace: { perSecond: 100 },
    figures: [
      { name: 'p50', label: 'p50 of a delivery, µs', better: 'less' },
      { name: 'p99', label: 'p99 of a delivery, µs', better: 'less' },
    ],
  },
  {
    ...usual,
    name: 'slow',
    about: 'the same room, ten people talk in turns, and somebody is in the way',
    work: 'disturb',
    people: 100,
    senders: 10,
    pace: { perSecond: 100 },
    limits: true,
    bare: false,
    figures: [
      { name: 'quiet', label: 'p99 of a delivery, µs', better: 'less' },
      { name: 'stuck', label: 'beside one who never reads', better: 'less', of: 'quiet' },
      { name: 'pasting', label: 'beside one who pastes 10,000 lines', better: 'less', of: 'quiet' },
    ],
  },
] as const satisfies readonly Scenario[];

/** What the generator is asked to do. */
export interface Task {
  readonly scenario: Scenario;
  readonly dialect: Dialect;
  readonly port: number;
  /** The server's process. */
  readonly pid: number;
  /** How long to measure. */
  readonly seconds: number;
}

/** What the generator found. */
export interface Outcome {
  readonly figures: Figures;
  /** Shares of one core that the server, where that can be read, and the generator took. */
  readonly server: number | undefined;
  readonly generator: number;
  /** What should not have happened: the figures are worth nothing then. */
  readonly problems: readonly string[];
}
