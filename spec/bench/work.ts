/** What the generator does for each kind of scenario: gather a crowd, let it talk, read the clocks, see that all arrived. */
import { connect as connectTo, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Crowd } from './crowd.ts';
import { cpuOf, Durations, ownCpu, rssOf } from './measure.ts';
import type { Figures, Outcome, Task } from './scenarios.ts';

/** Milliseconds that the parts of a task may take at most. */
const GATHER = 40_000;
const CALM = 5_000;
const FINISH = 10_000;
/** Milliseconds of talk before anything is measured. */
const WARM_UP = 500;

/** Milliseconds after which a generator that measures for so many seconds must have ended. */
export const longest = (seconds: number): number =>
  GATHER + CALM + FINISH + 3 * (2 * WARM_UP + seconds * 1000);

/** What somebody pastes who has 10,000 lines in the clipboard. */
const PASTE = 'the quick brown fox jumps over the lazy dog, and then once more\n'.repeat(10_000);
/** Their answers, of some 20 KB each, fill every buffer on the way to a reader that does not read. */
const QUESTIONS = '/history limit=500\n'.repeat(400);

/** What was counted between two moments. */
interface Span {
  readonly seconds: number;
  readonly received: number;
  /** Seconds of CPU time of this process and of the server. */
  readonly own: number;
  readonly server: number | undefined;
}

interface Found {
  readonly figures: Figures;
  readonly span: Span;
}

const works = { talk, connect, disturb };

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

async function talk(task: Task, crowd: Crowd): Promise<Found> {
  await gather(crowd);
  crowd.talk(task.scenario.pace);
  await sleep(WARM_UP);
  const { span, durations } = await listen(task, crowd);
  await crowd.finish(FINISH);
  const figures = {
    deliveriesPerCpu: per(span.received, span.server),
    deliveries: span.received / span.seconds,
    p50: durations.percentile(0.5),
    p99: durations.percentile(0.99),
  };
  return { figures, span };
}

async function connect(task: Task, crowd: Crowd): Promise<Found> {
  const { people } = task.scenario;
  const before = rssOf(task.pid);
  const passed = watch(task, crowd);
  await crowd.gather(GATHER);
  const { seconds } = passed();
  await crowd.calm(200, CALM);
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
async function disturb(task: Task, crowd: Crowd): Promise<Found> {
  await gather(crowd);
  crowd.talk(task.scenario.pace);
  await sleep(WARM_UP);
  const half = { ...task, seconds: task.seconds / 2 };
  const quiet = new Durations();
  const { span } = await listen(half, crowd, quiet);

  const stuck = await guest(task.port, 'stuck');
  stuck.pause();
  stuck.write(QUESTIONS);
  await sleep(WARM_UP);
  const whileStuck = await listen(task, crowd);
  stuck.resetAndDestroy();

  const pasting = await guest(task.port, 'pasting');
  pasting.write(PASTE);
  const whilePasting = await listen(task, crowd);
  pasting.resetAndDestroy();

  await sleep(WARM_UP);
  await listen(half, crowd, quiet);
  await crowd.finish(FINISH);
  const figures = {
    quiet: quiet.percentile(0.99),
    stuck: whileStuck.durations.percentile(0.99),
    pasting: whilePasting.durations.percentile(0.99),
  };
  return { figures, span };
}

async function gather(crowd: Crowd): Promise<void> {
  await crowd.gather(GATHER);
  await crowd.calm(200, CALM);
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

/** Somebody in the first room who is not one of the crowd. */
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
