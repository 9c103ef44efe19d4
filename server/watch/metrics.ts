/** Tells Prometheus how the server does, at an address of its own. Loaded only where that is asked for. */
import { createServer } from 'node:http';
import { Counter, Gauge, Histogram, Registry } from '@prometheus-io/client';
import type { Figures } from './figures.ts';
import type { Timed } from './tally.ts';

/** Upper bounds in seconds. */
const BUCKETS = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5];

/** What is shown of the figures as they are at that moment: name, help, and where it is taken from. */
const gauges: [name: string, help: string, of: (figures: Figures) => number | undefined][] = [
  ['connections', 'Open connections.', ({ connections }) => connections],
  ['sessions', 'Sessions, lost ones included.', ({ sessions }) => sessions],
  ['sessions_lost', 'Sessions that wait to be resumed.', ({ lost }) => lost],
  ['people', 'People who are here.', ({ people }) => people],
  ['accounts', 'Accounts.', ({ accounts }) => accounts],
  ['rooms', 'Rooms.', ({ rooms }) => rooms],
  [
    'outbox_bytes',
    'Bytes that wait to be written to connections.',
    ({ outboxBytes }) => outboxBytes,
  ],
  [
    'search_lag_events',
    'Stored events that the index for search lacks, at most.',
    ({ searchLag }) => searchLag.events,
  ],
  [
    'search_lag_seconds',
    'How old the oldest event is that the index for search lacks.',
    ({ at, searchLag: { since = at } }) => Math.max(0, at - since) / 1000,
  ],
  ['resident_bytes', 'Memory of the process.', ({ memoryBytes }) => memoryBytes],
  [
    'event_loop_delay_p99_seconds',
    'How late the event loop is, of 99 in 100 looks of the last minute or two.',
    ({ loopDelayMs }) => loopDelayMs.p99 / 1000,
  ],
  [
    'disk_free_bytes',
    'What may still be written where the data is.',
    ({ diskFreeBytes }) => diskFreeBytes,
  ],
];

const counters: [name: string, help: string, of: (figures: Figures) => number][] = [
  ['inputs_total', 'All that was decided on.', ({ inputs }) => inputs],
  ['messages_total', 'Messages, in rooms and in private.', ({ messages }) => messages],
  [
    'deliveries_total',
    'Messages, counted for each session that they were told to.',
    ({ deliveries }) => deliveries,
  ],
  ['turns_total', 'Turns that were committed or undone.', ({ turns }) => turns],
  ['turns_undone_total', 'Turns that could not be stored.', ({ undone }) => undone],
];

const labelled: [name: string, help: string, label: string, of: (figures: Figures) => object][] = [
  ['refusals_total', 'Refusals, by their code.', 'code', ({ refusals }) => refusals],
  ['turned_away_total', 'Connections that were refused, by why.', 'why', (all) => all.turnedAway],
];

/** What Prometheus is told. */
interface Page {
  readonly contentType: string;
  /** How all is at this moment. */
  text(): Promise<string>;
  /** Is told each time. */
  readonly timed: Timed;
}

/** A page of what `figures` gives, which is asked once for each look at the page. */
export function pageOf(figures: () => Figures): Page {
  const registry = new Registry();
  const registers = [registry];
  const takes: ((now: Figures) => void)[] = [];
  for (const [name, help, of] of gauges) {
    const gauge = new Gauge({ name: `parlance_${name}`, help, registers });
    takes.push((now) => {
      const value = of(now);
      if (value !== undefined) gauge.set(value);
    });
  }
  for (const [name, help, of] of counters) {
    const counter = new Counter({ name: `parlance_${name}`, help, registers });
    takes.push((now) => {
      counter.reset();
      counter.inc(of(now));
    });
  }
  for (const [name, help, label, of] of labelled) {
    const counter = new Counter({ name: `parlance_${name}`, help, labelNames: [label], registers });
    takes.push((now) => {
      counter.reset();
      for (const [value, count] of Object.entries(of(now))) counter.inc({ [label]: value }, count);
    });
  }
  const timer = (name: string, help: string) =>
    new Histogram({ name: `parlance_${name}_seconds`, help, buckets: BUCKETS, registers });
  const commits = timer('commit', 'How long a turn took to be stored.');
  const deliveries = timer(
    'delivery',
    'From the first decision of a turn until it is handed to the kernel for all who keep up.',
  );
  return {
    contentType: registry.contentType,
    text() {
      const now = figures();
      for (const take of takes) take(now);
      return registry.metrics();
    },
    timed: {
      commit: (seconds) => commits.observe(seconds),
      delivery: (seconds) => deliveries.observe(seconds),
    },
  };
}

/** Answers `GET /metrics` there. Resolves with the port; rejects when the address can't be had. */
export function serveMetrics(
  { host, port }: { host: string; port: number },
  { contentType, text }: Pick<Page, 'contentType' | 'text'>,
): Promise<number> {
  const server = createServer(async ({ url, method }, response) => {
    if (method !== 'GET' || url !== '/metrics') return void response.writeHead(404).end();
    response.setHeader('content-type', contentType);
    response.end(await text());
  });
  server.unref();
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}
