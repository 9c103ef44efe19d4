/** What the generator does for each kind of scenario: gather a crowd, let it talk, read the clocks, see that all arrived. */
import { once } from 'node:events';
import { connect as connectTo, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Crowd } from './crowd.ts';
import { cpuOf, Durations, ownCpu, rssOf } from './measure.ts';
import type { Figures, Outcome, Task } from './scenarios.ts';
import { SlowReader } from './slow-reader.ts';

/** Milliseconds that the parts of a task may take at most. */
const MAX_GATHER_MS = 40_000;
const MAX_CALM_MS = 5_000;
const MAX_FINISH_MS = 10_000;
const MAX_IDLE_WAIT_MS = 20_000;
const MAX_PASTE_MS = 30_000;
/**
 * V8 compiles what runs often, one function after the other; until that is done a message costs up to twice as much. So there
 * is talk before the clock starts until the server has taken so much CPU time, in seconds, or for so long when it has little to do.
 */
const WARM_UP_CPU_SECONDS = 1.5;
const MAX_WARM_UP_MS = 6000;
/** Milliseconds before and behind a disturbance. */
const SETTLE_MS = 500;

/** Milliseconds after which a generator that measures for so many seconds must have ended. */
export const longest = (seconds: number): number =>
  MAX_GATHER_MS +
  MAX_CALM_MS +
  2 * (MAX_FINISH_MS + MAX_IDLE_WAIT_MS) +
  MAX_PASTE_MS +
  MAX_WARM_UP_MS +
  3 * (2 * SETTLE_MS + seconds * 1000);

/** What somebody pastes who has 10,000 lines in the clipboard. */
const PASTE = 'the quick brown fox jumps over the lazy dog, and then once more\n'.repeat(10_000);
/** Their answers, of some 20 KB each, fill every buffer on the way to a reader that does not read. */
const QUESTIONS = '/history limit=500\n'.repeat(400);

/** What is said while somebody does not read: so many lines of 400 bytes, so many at once. */
const BACKLOG = 100_000;
const PAGE = 1000;
const LONG_LINE = `${'x'.repeat(399)}\n`;
/** A server that takes no more CPU time than this, in seconds, in so many milliseconds has nothing to do. */
const MAX_IDLE_CPU_SECONDS = 0.011;
const LOOK_MS = 250;

/** What was counted between two moments. */
interface Span {
  readonly seconds: number;
  readonly received: number;
  /** Seconds of CPU time of this process and of the server. */
  readonly own: number;
  readonly server: number | undefined;
}

interface Measured {
  readonly figures: Figures;
  readonly span: Span;
}

const works = { talk, keep, connect, disturb, drain };

export async function work(task: Task): Promise<Outcome> {
  const crowd = new Crowd(task.scenario, task.dialect, task.port);
  const { figures, span } = await works[task.scenario.work](task, crowd);
  const { problems } = crowd;
  crowd.leave();
  return {
    figures,
    server: per(span.server, span.seconds),
    generator: span.own / span.seconds,
    problems,
  };
}

async function talk(task: Task, crowd: Crowd): Promise<Measured> {
  await gather(crowd);
  crowd.talk(task.scenario.pace);
  await warmUp(task.pid);
  const { span, durations } = await listen(task, crowd);
  await crowd.finish(MAX_FINISH_MS);
  const figures = {
    deliveriesPerCpu: per(span.received, span.server),
    deliveries: span.received / span.seconds,
    p50: durations.percentile(0.5),
    p99: durations.percentile(0.99),
  };
  return { figures, span };
}

/**
 * Counts all that the server does about what is said, also afterwards: a store brings its index up when there is time.
 * It is warm when the clock starts, and has nothing left to do.
 */
async function keep(task: Task, crowd: Crowd): Promise<Measured> {
  const { pace, people, rooms } = task.scenario;
  await gather(crowd);
  crowd.talk(pace);
  await warmUp(task.pid);
  await crowd.finish(MAX_FINISH_MS);
  await idle(task.pid);
  const passed = watch(task, crowd);
  crowd.talk(pace);
  const { span, durations } = await listen(task, crowd);
  await crowd.finish(MAX_FINISH_MS);
  await idle(task.pid);
  const { received, server } = passed();
  const perMessage = per(server, (received * rooms) / people);
  const figures = {
    deliveriesPerCpu: per(received, server),
    deliveries: span.received / span.seconds,
    cpuPerMessage: perMessage === undefined ? undefined : perMessage * 1e6,
    p50: durations.percentile(0.5),
    p99: durations.percentile(0.99),
  };
  return { figures, span };
}

async function connect(task: Task, crowd: Crowd): Promise<Measured> {
  const { people } = task.scenario;
  const before = rssOf(task.pid);
  const passed = watch(task, crowd);
  await crowd.gather(MAX_GATHER_MS);
  const { seconds } = passed();
  await crowd.calm(200, MAX_CALM_MS);
  const span = passed();
  const after = rssOf(task.pid);
  const figures = {
    clientsPerCpu: per(people, span.server),
    clients: people / seconds,
    memory: before === undefined || after === undefined ? undefined : (after - before) / people,
  };
  return { figures, span };
}

/** Listens beside a reader that does not read, then while somebody pastes; before and after that, in peace. */
async function disturb(task: Task, crowd: Crowd): Promise<Measured> {
  await gather(crowd);
  crowd.talk(task.scenario.pace);
  await sleep(SETTLE_MS);
  const half = { ...task, seconds: task.seconds / 2 };
  const quiet = new Durations();
  const { span } = await listen(half, crowd, quiet);

  const stuck = await guest(task.port, 'stuck');
  stuck.pause();
  stuck.write(QUESTIONS);
  await sleep(SETTLE_MS);
  const whileStuck = await listen(task, crowd);
  stuck.resetAndDestroy();

  const pasting = await guest(task.port, 'pasting');
  pasting.write(PASTE);
  const whilePasting = await listen(task, crowd);
  pasting.resetAndDestroy();

  await sleep(SETTLE_MS);
  await listen(half, crowd, quiet);
  await crowd.finish(MAX_FINISH_MS);
  const figures = {
    quiet: quiet.percentile(0.99),
    stuck: whileStuck.durations.percentile(0.99),
    pasting: whilePasting.durations.percentile(0.99),
  };
  return { figures, span };
}

/** Listens in peace, and while somebody gets all at once who read nothing while very much was said in the same room. */
async function drain(task: Task, crowd: Crowd): Promise<Measured> {
  const reader = await SlowReader.open(task.port);
  await paste(task.port);
  await gather(crowd);
  crowd.talk(task.scenario.pace);
  await sleep(SETTLE_MS);
  const half = { ...task, seconds: task.seconds / 2 };
  const quiet = new Durations();
  await listen(half, crowd, quiet);

  const draining = new Durations();
  crowd.durations = draining;
  const passed = watch(task, crowd);
  const lines = await reader.drain();
  const span = passed();
  crowd.durations = undefined;

  await sleep(SETTLE_MS);
  await listen(half, crowd, quiet);
  await crowd.finish(MAX_FINISH_MS);
  if (lines < BACKLOG)
    throw new Error(`${BACKLOG - lines} lines never came to who had read nothing`);
  const figures = {
    quiet: quiet.percentile(0.99),
    draining: draining.percentile(0.99),
    drained: span.seconds * 1000,
  };
  return { figures, span };
}

/** Very many lines are said in the first room; resolves when all of them have been told. */
async function paste(port: number): Promise<void> {
  const paster = await guest(port, 'pasting');
  const told = once(paster, 'end');
  for (let left = BACKLOG; left > 0; left -= PAGE) {
    if (!paster.write(LONG_LINE.repeat(PAGE))) await once(paster, 'drain');
  }
  paster.end('/quit\n');
  await told;
}

async function gather(crowd: Crowd): Promise<void> {
  await crowd.gather(MAX_GATHER_MS);
  await crowd.calm(200, MAX_CALM_MS);
}

/** Measures for the task's time; how long deliveries take is added to `durations`. */
async function listen(
  task: Task,
  crowd: Crowd,
  durations = new Durations(),
): Promise<{ span: Span; durations: Durations }> {
  crowd.durations = durations;
  const passed = watch(task, crowd);
  await sleep(task.seconds * 1000);
  const span = passed();
  crowd.durations = undefined;
  return { span, durations };
}

/** Resolves when the server is warm; soon where nobody can tell. */
async function warmUp(pid: number): Promise<void> {
  const deadline = performance.now() + MAX_WARM_UP_MS;
  const before = cpuOf(pid) ?? 0;
  do await sleep(LOOK_MS);
  while (
    performance.now() < deadline &&
    (cpuOf(pid) ?? Number.POSITIVE_INFINITY) - before < WARM_UP_CPU_SECONDS
  );
}

/** Resolves when the server has nothing left to do; at once where nobody can tell. */
async function idle(pid: number): Promise<void> {
  const deadline = performance.now() + MAX_IDLE_WAIT_MS;
  for (let before = -1; performance.now() < deadline; ) {
    const now = cpuOf(pid) ?? before;
    if (now - before <= MAX_IDLE_CPU_SECONDS) return;
    before = now;
    await sleep(LOOK_MS);
  }
}

/** Reads all clocks and counters now, and again whenever the answer is called. */
function watch({ pid }: Task, crowd: Crowd): () => Span {
  const start = { at: performance.now(), received: crowd.received, own: ownCpu(), cpu: cpuOf(pid) };
  return () => {
    const cpu = cpuOf(pid);
    return {
      seconds: (performance.now() - start.at) / 1000,
      received: crowd.received - start.received,
      own: ownCpu() - start.own,
      server: cpu === undefined || start.cpu === undefined ? undefined : cpu - start.cpu,
    };
  };
}

/** Somebody in the first room who is not one of the crowd; a bare connection, so that what they hear costs the generator nothing. */
function guest(port: number, nick: string): Promise<Socket> {
  const socket = connectTo({ host: '127.0.0.1', port });
  socket.on('error', () => socket.destroy());
  socket.write(`/nick ${nick}\n/join #r0\n`);
  return new Promise((resolve, reject) => {
    const heard = (bytes: Buffer): void => {
      if (!bytes.includes('#r0')) return;
      socket.off('data', heard).resume();
      resolve(socket);
    };
    socket.on('data', heard);
    socket.on('close', () => reject(new Error(`${nick} was not let in`)));
  });
}

/** Undefined when there is nothing to divide by. */
const per = (count: number | undefined, by: number | undefined): number | undefined =>
  count === undefined || by === undefined || by === 0 ? undefined : count / by;
