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
  ['resident_bytes', 'Memory of the process.', ({ memoryBytes }) => memoryBytes],
  [
    'event_loop_delay_p99_seconds',
    'How late the event loop is, of 99 in 100 looks.',
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

/** A registry of what `figures` gives when it is asked; each time goes to what is returned with it. */
export function registryOf(figures: () => Figures): { registry: Registry; timed: Timed } {
  const registry = new Registry();
  const registers = [registry];
  for (const [name, help, of] of gauges) {
    new Gauge({
      name: `parlance_${name}`,
      help,
      registers,
      collect() {
        const value = of(figures());
        if (value !== undefined) this.set(value);
      },
    });
  }
  for (const [name, help, of] of counters) {
    new Counter({
      name: `parlance_${name}`,
      help,
      registers,
      collect() {
        this.reset();
        this.inc(of(figures()));
      },
    });
  }
  for (const [name, help, label, of] of labelled) {
    new Counter({
      name: `parlance_${name}`,
      help,
      labelNames: [label],
      registers,
      collect() {
        this.reset();
        for (const [value, count] of Object.entries(of(figures()))) {
          this.inc({ [label]: value }, count);
        }
      },
    });
  }
  const timer = (name: string, help: string) =>
    new Histogram({ name: `parlance_${name}_seconds`, help, buckets: BUCKETS, registers });
  const commits = timer('commit', 'How long a turn took to be stored.');
  const deliveries = timer('delivery', 'From the first decision of a turn until all are told.');
  return {
    registry,
    timed: {
      commit: (seconds) => commits.observe(seconds),
      delivery: (seconds) => deliveries.observe(seconds),
    },
  };
}

/** Answers `GET /metrics` there. Resolves with the port; rejects when the address can't be had. */
export function serveMetrics(
  { host, port }: { host: string; port: number },
  registry: Registry,
): Promise<number> {
  const server = createServer(async ({ url, method }, response) => {
    if (method !== 'GET' || url !== '/metrics') return void response.writeHead(404).end();
    response.setHeader('content-type', registry.contentType);
    response.end(await registry.metrics());
  });
  server.unref();
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}
