/** What the Ink client costs, in a real terminal against a real server: `npm run bench:client`. README.md says how to read it. */
import { cpus } from 'node:os';
import { setTimeout as after } from 'node:timers/promises';
import { knownAs } from '../../client/dial/address.ts';
import { StateFile, statePath } from '../../client-ink/files/state.ts';
import { sitter } from '../client-ink/sitter.ts';
import { clientOn, openTerminal, type Terminal } from '../client-ink/support/terminal.ts';
import { endAll } from '../support/afterwards.ts';
import { newDirectory } from '../support/folders.ts';
import { Party } from '../support/party.ts';
import { type Server, startServer } from '../support/process.ts';
import { type Gauge, openGauge, share } from './gauge.ts';

const STARTS = 7;
const IDLE = 10_000;
const FLOW = 12_000;
const PER_SECOND = 50;
/** So many messages are held, in two rooms: one holds no more than half of them. */
const HELD = 100_000;
/** The rooms of the client that starts again, and those of the client that is measured otherwise: nobody may be in more than 100. */
const LEFT_ROOMS = 200;
const ROOMS = 90;
/** A client keeps so many messages of each room. */
const KEPT_EACH = 100;
const SINGLES = 40;
const size = { columns: 120, rows: 40 };

/** One line of the table; without a budget it is for orientation. */
interface Row {
  what: string;
  value: number;
  unit: string;
  budget?: number;
}

const rows: Row[] = [];
const words = 'the quick brown fox jumps over a lazy dog while tea is getting cold again'.split(
  ' ',
);

/** A text like those that people write: 2 to 14 words. */
const text = (n: number): string =>
  `${n}: ${words.slice(0, 2 + ((n * 7) % (words.length - 2))).join(' ')}`;

function quantile(values: number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;
}

/** A client that is in these rooms, shows the first, and has drawn its screen. */
async function openClient(server: Server, gauge: Gauge, rooms: string[]): Promise<Terminal> {
  const terminal = openTerminal(
    clientOn(server.port, '--nick', 'reader', '--join', ...rooms),
    size,
    gauge.env,
  );
  await terminal.shows(rooms[0] ?? '', 'reader>');
  return terminal;
}

/** The state file that a client with many rooms has left, each with as many messages as are kept. */
function leaveBehind(server: Server, folder: string): void {
  const person = sitter(size.columns, size.rows);
  person.connects('starter');
  for (let room = 0; room < LEFT_ROOMS; room += 1) {
    person.isIn(`#room-${room}`, 'bob');
    for (let n = 0; n < KEPT_EACH; n += 1) person.says('bob', `#room-${room}`, text(n));
  }
  const address = { by: 'tcp', host: '127.0.0.1', port: server.port } as const;
  const file = StateFile.open(statePath(knownAs(address), 'starter', { XDG_STATE_HOME: folder }));
  file.write(person.model, {
    ...{ store: 'one', nick: 'starter', rooms: [], cursors: new Map(), unanswered: [] },
  });
  file.close();
}

/** Starts again as it was left: the first screen has the rooms and what was said. */
async function startsAgain(server: Server): Promise<void> {
  const first: number[] = [];
  const folder = newDirectory();
  leaveBehind(server, folder);
  for (let n = 0; n < STARTS; n += 1) {
    const began = performance.now();
    const terminal = openTerminal(clientOn(server.port, '--nick', 'starter'), size, {
      XDG_STATE_HOME: folder,
      PARLANCE_NO_REMEMBER: '',
    });
    await terminal.shows(({ alternate }) => alternate, '#room-0', /bob \d+: the quick/);
    first.push(performance.now() - began);
    terminal.signal('SIGKILL');
    await terminal.exited;
  }
  rows.push({
    what: `start to first screen with ${LEFT_ROOMS} rooms, median`,
    value: quantile(first, 0.5),
    unit: 'ms',
    budget: 300,
  });
}

async function starts(server: Server): Promise<void> {
  const first: number[] = [];
  const joined: number[] = [];
  for (let n = 0; n < STARTS; n += 1) {
    const began = performance.now();
    const terminal = openTerminal(
      clientOn(server.port, '--nick', `starter${n}`, '--join', '#start'),
      size,
    );
    await terminal.shows(({ alternate }) => alternate, /\S/);
    first.push(performance.now() - began);
    await terminal.shows('#start', `starter${n}>`);
    joined.push(performance.now() - began);
    await terminal.close();
  }
  rows.push({
    what: 'start to first screen, median',
    value: quantile(first, 0.5),
    unit: 'ms',
    budget: 300,
  });
  rows.push({
    what: 'start to being in the room, median',
    value: quantile(joined, 0.5),
    unit: 'ms',
  });
}

async function idle(gauge: Gauge): Promise<void> {
  const used = await share(gauge, () => after(IDLE));
  rows.push({ what: 'idle', value: used * 100, unit: '% of a core', budget: 1 });
}

/** One message after the other, each drawn before the next is said. */
async function singles(terminal: Terminal, writer: Party): Promise<number[]> {
  const bytes: number[] = [];
  for (let n = 0; n < SINGLES; n += 1) {
    const before = terminal.written.length;
    writer.send(`single ${text(n)}`);
    await terminal.shows(`single ${n}:`);
    // What else a message changes (a count, the time) is drawn by then, too.
    await after(60);
    bytes.push(terminal.written.length - before);
  }
  return bytes;
}

/** The same for somebody with a few rooms. */
async function few(server: Server, writer: Party): Promise<void> {
  for (const room of ['#c', '#b', '#a']) writer.send(`/join ${room}`);
  await writer.barrier();
  const terminal = openTerminal(
    clientOn(server.port, '--nick', 'neighbour', '--join', '#a', '#b', '#c'),
    size,
  );
  await terminal.shows('#a', 'neighbour>');
  for (let n = 0; n < size.rows; n += 1) writer.send(`before ${n}`);
  await terminal.shows(`before ${size.rows - 1}`);
  const bytes = await singles(terminal, writer);
  rows.push({
    what: 'bytes for one new message, median',
    value: quantile(bytes, 0.5),
    unit: 'B',
    budget: 500,
  });
  await terminal.close();
}

/** A steady flow in the shown room, with somebody typing all the time. */
async function flow(terminal: Terminal, writer: Party, gauge: Gauge): Promise<void> {
  let said = 0;
  const began = performance.now();
  const timer = setInterval(() => {
    for (const due = ((performance.now() - began) / 1000) * PER_SECOND; said < due; said += 1) {
      writer.send(text(said));
    }
  }, 5);
  const before = terminal.written.length;
  const quiet = await share(gauge, () => after(FLOW));
  const perMessage = (terminal.written.length - before) / said;
  const waits: number[] = [];
  const typing = await share(gauge, async () => {
    const end = performance.now() + FLOW;
    for (let n = 0; performance.now() < end; n += 1) waits.push(await keystroke(terminal, n));
  });
  clearInterval(timer);
  const at = `${PER_SECOND} messages a second`;
  rows.push({ what: at, value: quiet * 100, unit: '% of a core', budget: 10 });
  rows.push({ what: `${at}, and typing`, value: typing * 100, unit: '% of a core' });
  rows.push({ what: `${at}: bytes for each`, value: perMessage, unit: 'B', budget: 500 });
  rows.push({ what: 'keystroke to screen, median', value: quantile(waits, 0.5), unit: 'ms' });
  rows.push({
    what: 'keystroke to screen, p99',
    value: quantile(waits, 0.99),
    unit: 'ms',
    budget: 20,
  });
}

/** Types a letter of a word, and waits until it is on the screen. Every tenth clears the line again. */
async function keystroke(terminal: Terminal, n: number): Promise<number> {
  const typed = `zq${'xy'.repeat(5).slice(0, n % 10)}`;
  if (n % 10 === 0) {
    terminal.press('ctrl-u');
    terminal.type('z');
    await terminal.shows(/(^|\s)z(\s|$)/m);
    terminal.type('q');
  } else terminal.type(typed.at(-1) ?? '');
  const began = performance.now();
  await terminal.shows(typed);
  const took = performance.now() - began;
  await after(23 + ((n * 31) % 60));
  return took;
}

async function memory(terminal: Terminal, writer: Party, gauge: Gauge): Promise<void> {
  terminal.press('ctrl-u');
  const empty = (await gauge.used()).rss;
  for (let n = 0; n < HELD; n += 1) {
    writer.send(n % 2 === 0 ? text(n) : `/msg #bench-2 ${text(n)}`);
    // The client reads on while the server does; nobody is fed from the log.
    if (n % 500 === 499) await writer.barrier();
  }
  writer.send('the last of them');
  await terminal.shows('the last of them');
  await after(1_000);
  const { rss, heapUsed } = await gauge.used();
  rows.push({ what: 'memory in an empty room', value: empty / 2 ** 20, unit: 'MB' });
  rows.push({
    what: `memory with ${HELD} messages`,
    value: rss / 2 ** 20,
    unit: 'MB',
    budget: 150,
  });
  rows.push({ what: 'of that in the heap', value: heapUsed / 2 ** 20, unit: 'MB' });
}

function table(): string {
  const cells = rows.map(({ what, value, unit, budget }) => [
    what,
    value.toFixed(value < 10 ? 2 : 0),
    unit,
    budget === undefined ? '' : `${value <= budget ? 'within' : 'OVER'} ${budget}`,
  ]);
  const widths = [0, 1, 2].map((column) => Math.max(...cells.map((row) => row[column]!.length)));
  return cells
    .map(([what = '', value = '', unit = '', verdict = '']) =>
      [what.padEnd(widths[0]!), value.padStart(widths[1]!), unit.padEnd(widths[2]!), verdict]
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

const server = await startServer();
const gauge = await openGauge();
try {
  await starts(server);
  await startsAgain(server);
  const writer = await Party.open(server.port, 'writer');
  await few(server, writer);
  const all = Array.from({ length: ROOMS }, (_, n) => `#bench-${n + 1}`);
  for (const room of [...all].reverse()) writer.send(`/join ${room}`);
  await writer.barrier();
  const terminal = await openClient(server, gauge, all);
  await after(1_000);
  await idle(gauge);
  const bytes = await singles(terminal, writer);
  rows.push({
    what: `the same beside a list of ${ROOMS} rooms`,
    value: quantile(bytes, 0.5),
    unit: 'B',
  });
  await flow(terminal, writer, gauge);
  await memory(terminal, writer, gauge);
  writer.destroy();
} finally {
  await endAll();
  gauge.close();
  await server.stop();
}
const [{ model } = { model: 'unknown' }] = cpus();
console.log(
  `Node ${process.version}, ${process.platform}, ${model}, ${size.columns}×${size.rows}\n`,
);
console.log(table());
