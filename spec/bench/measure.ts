/** What is read off a process and made of many readings: CPU time, memory, percentiles, medians. */
import { readFileSync } from 'node:fs';

/** How Linux counts CPU time for programs: hundredths of a second, on every architecture that Node runs on. */
const TICKS = 100;

/** Seconds of CPU time of all threads of a process, in user mode and in the kernel; undefined where there is no /proc. */
export function cpuOf(pid: number): number | undefined {
  const text = proc(pid, 'stat');
  if (text === undefined) return undefined;
  // The name of the program comes second, in parentheses, and may hold blanks. utime and stime are 14th and 15th.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS;
}

/** Whether CPU time can be read here. */
export const hasClocks = cpuOf(process.pid) !== undefined;

/** Bytes of memory of a process that are resident now; undefined where there is no /proc. */
export function rssOf(pid: number): number | undefined {
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(proc(pid, 'status') ?? '')?.[1];
  return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
}

/** Milliseconds that the main thread of a process has waited for a core so far: it could have run, but others did. */
export function waitedOf(pid: number): number {
  const [, nanoseconds] = proc(pid, `task/${pid}/schedstat`)?.split(' ') ?? [];
  return Number(nanoseconds ?? Number.NaN) / 1e6;
}

function proc(pid: number, file: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'latin1');
  } catch {
    return undefined;
  }
}

/** Seconds of CPU time that this process has used. */
export function ownCpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** Steps per doubling: a percentile is right to 1 in 64. */
const STEPS = 64;

/** Counts durations in whole microseconds. Cheap enough to be asked millions of times a second. */
export class Durations {
  readonly #counts = new Uint32Array(STEPS * 32);
  #all = 0;

  add(microseconds: number): void {
    this.#counts[bucketOf(microseconds)]! += 1;
    this.#all += 1;
  }

  /** The duration in microseconds that a share of all do not exceed; undefined when there are none. */
  percentile(share: number): number | undefined {
    if (this.#all === 0) return undefined;
    let left = Math.ceil(this.#all * share);
    let bucket = 0;
    while (left > this.#counts[bucket]!) {
      left -= this.#counts[bucket]!;
      bucket += 1;
    }
    return middleOf(bucket);
  }
}

/** Up to 128 µs each has its own; then each doubling has 64. */
function bucketOf(microseconds: number): number {
  const value = Math.max(0, Math.floor(microseconds));
  if (value < STEPS) return value;
  const shift = 25 - Math.clz32(value);
  return shift * STEPS + (value >>> shift);
}

function middleOf(bucket: number): number {
  if (bucket < 2 * STEPS) return bucket;
  const shift = Math.floor(bucket / STEPS) - 1;
  return (bucket - shift * STEPS + 0.5) * 2 ** shift;
}

/** The middle of some numbers: what one disturbed round in three can't move. */
export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const upper = sorted[sorted.length >> 1] ?? Number.NaN;
  const lower = sorted[(sorted.length - 1) >> 1] ?? Number.NaN;
  return (lower + upper) / 2;
}
