/**
 * Reads what `strace -f -y -xx` has written of a server: what it did to the files of one folder, and what it sent on its
 * sockets, as steps in the order in which they began or, what only counts when it is over, in which they ended. Pure.
 */

/** Where there can be a power cut: before a step, or after it. A file or directory is named by its path. */
export type DiskStep =
  /** What is there already stays as it is. */
  | { do: 'create' | 'mkdir'; path: string }
  | { do: 'remove'; path: string }
  /** Without a place it goes to the end of the file. */
  | { do: 'write'; path: string; at: number | undefined; bytes: Buffer }
  | { do: 'resize'; path: string; size: number }
  /** All that was done to it by the first `upTo` steps is on the disk. */
  | { do: 'sync'; path: string; upTo: number }
  | { do: 'send'; socket: string; bytes: Buffer };

/** What strace is to record. A question mark stands before what some machines don't have. */
export const SYSCALLS = [
  ...['execve', '?open', 'openat', '?creat', '?mkdir', 'mkdirat'],
  ...['?unlink', 'unlinkat', '?rmdir', '?rename', '?renameat', 'renameat2', '?link', 'linkat'],
  ...['write', 'writev', 'pwrite64', 'pwritev', 'pwritev2', 'sendto', 'sendmsg', 'sendmmsg'],
  ...['?truncate', 'ftruncate', 'fallocate', 'copy_file_range', 'sendfile'],
  ...['fsync', 'fdatasync', 'sync_file_range', 'sync', 'syncfs', 'msync'],
];

/** A call of the system, put together again when another thread came between. */
interface Call {
  name: string;
  given: string;
  result: number;
  /** How many steps there were when it began, and the one that it was then. */
  began: number;
  step: DiskStep | undefined;
}

const LINE = /^(\d+) +(?:<\.\.\. (\w+) resumed>|(\w+)\()(.*)$/s;
const ENDED = /^(.*)\) += (-?\d+|\?)/s;
const UNFINISHED = / <unfinished \.\.\.>$/;
const BYTES = /"((?:\\x[0-9a-f]{2})*)"(\.\.\.)?/g;
/** A descriptor, and what it is of. */
const DESCRIPTOR = /^(?:\d+|AT_FDCWD)<((?:\\x[0-9a-f]{2})*)>/;

/** Throws when something was done in `folder` that is not understood. */
export function stepsIn(trace: string, folder: string): DiskStep[] {
  const reading = new Reading(folder);
  for (const line of trace.split('\n')) reading.read(line);
  return reading.steps;
}

/** The process that strace has begun. */
export const processIn = (trace: string): number => Number.parseInt(trace, 10);

class Reading {
  readonly steps: DiskStep[] = [];
  readonly #marks: readonly string[];
  readonly #folder: string;
  /** By thread. */
  readonly #unfinished = new Map<string, Omit<Call, 'result'>>();

  constructor(folder: string) {
    this.#folder = folder;
    this.#marks = [folder, 'socket:['].map(hex);
  }

  read(line: string): void {
    const [, thread = '', resumed, begun = '', rest = ''] = LINE.exec(line) ?? [];
    if (resumed !== undefined) this.#resume(thread, rest);
    else if (this.#marks.some((mark) => rest.includes(mark))) this.#begin(thread, begun, rest);
  }

  #begin(thread: string, name: string, rest: string): void {
    const [, ended, result] = ENDED.exec(rest) ?? [];
    const given = ended ?? rest.replace(UNFINISHED, '');
    const step = this.#beginning(name, given);
    const call = { name, given, began: this.steps.length, step };
    if (step) this.steps.push(step);
    if (ended === undefined) this.#unfinished.set(thread, call);
    else this.#end({ ...call, result: Number(result) });
  }

  #resume(thread: string, rest: string): void {
    const call = this.#unfinished.get(thread);
    const [, given, result] = ENDED.exec(rest) ?? [];
    this.#unfinished.delete(thread);
    if (call && given !== undefined)
      this.#end({ ...call, given: call.given + given, result: Number(result) });
  }

  /** What may be done, in part or whole, as soon as it has begun. */
  #beginning(name: string, given: string): DiskStep | undefined {
    const of = descriptor(given);
    switch (name) {
      case 'write':
      case 'writev':
      case 'pwrite64': {
        const bytes = Buffer.concat(strings(given));
        if (of.startsWith('socket:[')) return { do: 'send', socket: of, bytes };
        if (!this.#isOurs(of)) return undefined;
        return { do: 'write', path: of, at: name === 'pwrite64' ? last(given) : undefined, bytes };
      }
      case 'ftruncate':
        return this.#isOurs(of) ? { do: 'resize', path: of, size: last(given) } : undefined;
      default:
        return undefined;
    }
  }

  /** What is done when it is over. */
  #end({ name, given, result, began, step }: Call): void {
    if (step?.do === 'send') step.bytes = step.bytes.subarray(0, Math.max(0, result));
    if (result < 0) return;
    const [path = ''] = strings(given).map(String);
    switch (name) {
      case 'write':
      case 'writev':
      case 'pwrite64':
        if (step?.do === 'write' && result < step.bytes.length)
          throw new Error(`only ${result} bytes were written to ${step.path}`);
        return;
      case 'open':
      case 'openat':
        return this.#open(path, given);
      case 'mkdir':
      case 'mkdirat':
        this.steps.push({ do: 'mkdir', path });
        return;
      case 'unlink':
      case 'unlinkat':
        this.steps.push({ do: 'remove', path });
        return;
      case 'fsync':
      case 'fdatasync':
        if (this.#isOurs(descriptor(given)))
          this.steps.push({ do: 'sync', path: descriptor(given), upTo: began });
        return;
      case 'ftruncate':
      case 'execve':
      // To the kernel itself, which is asked for addresses.
      case 'sendto':
        return;
      default:
        throw new Error(`${name} is not understood: ${given.slice(0, 200)}`);
    }
  }

  #open(path: string, given: string): void {
    if (!given.includes('O_CREAT') || !this.#isOurs(path)) return;
    this.steps.push({ do: 'create', path });
    if (given.includes('O_TRUNC')) this.steps.push({ do: 'resize', path, size: 0 });
  }

  #isOurs(path: string): boolean {
    return path === this.#folder || path.startsWith(`${this.#folder}/`);
  }
}

/** A text in hex, as strace spells it. */
export const hex = (text: string): string =>
  [...Buffer.from(text)].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');

const unhex = (text: string): Buffer => Buffer.from(text.replaceAll('\\x', ''), 'hex');

const descriptor = (given: string): string => String(unhex(DESCRIPTOR.exec(given)?.[1] ?? ''));

const last = (given: string): number => Number(given.slice(given.lastIndexOf(',') + 1));

/** Paths and buffers are whole, or worth nothing. */
function strings(given: string): Buffer[] {
  return [...given.matchAll(BYTES)].map(([, text = '', more]) => {
    if (more !== undefined) throw new Error(`strace has cut off ${text.length / 4} bytes`);
    return unhex(text);
  });
}
