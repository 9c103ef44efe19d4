/** Appends lines to a file in the background: nobody waits for its disk. */
import { closeSync, constants, fstatSync, openSync, statSync, write, writeSync } from 'node:fs';

/** At most this much waits for the disk; then recording ends. */
const MAX_WAITING_BYTES = 64 * 1024 * 1024;
/** The file grows at most to this size; then recording ends. */
const MAX_FILE_BYTES = 1024 * 1024 * 1024;

/** Writes lines in the order in which they were added. Past a bound it ends, says so once, and takes no more. */
export class Spool {
  readonly #file: number;
  readonly #stopped: (why: string) => void;
  /** Where the next byte goes, and how long the file is when nothing waits any more. */
  #end: number;
  #size: number;
  /** What is being written, and what comes behind it. */
  #writing: Buffer | undefined;
  #waiting: string[] = [];
  /** The bytes of what is being written and of what waits. */
  #unwrittenBytes = 0;
  /** stopped: what is being written ends, and nothing comes behind it. */
  #state: 'open' | 'stopped' | 'closed' = 'open';

  /** Throws when the file can't be opened, or is a pipe, of which what stands there can't be read. `stopped` is called once, when no more is written, with the reason. */
  constructor(path: string, stopped: (why: string) => void) {
    if (statSync(path, { throwIfNoEntry: false })?.isFIFO()) {
      throw new Error('it is a pipe');
    }
    this.#file = openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600);
    this.#stopped = stopped;
    this.#end = fstatSync(this.#file).size;
    this.#size = this.#end;
    // A process that was killed may have left half a line.
    if (this.#end > 0) this.add('');
  }

  /** Adds a line without its end. It is written soon; past a bound nothing is written any more. */
  add(line: string): void {
    if (this.#state !== 'open') return;
    const text = `${line}\n`;
    const bytes = Buffer.byteLength(text);
    if (this.#unwrittenBytes + bytes > MAX_WAITING_BYTES) return this.#stop('the disk is too slow');
    if (this.#size + bytes > MAX_FILE_BYTES) return this.#stop('it has a gigabyte');
    this.#size += bytes;
    this.#waiting.push(text);
    this.#unwrittenBytes += bytes;
    if (this.#writing === undefined) this.#next();
  }

  /** As the process ends: what waits is written at once. */
  close(): void {
    if (this.#state !== 'open') return;
    const rest = Buffer.concat([this.#writing ?? Buffer.alloc(0), this.#taken()]);
    try {
      for (let at = 0; at < rest.length; ) {
        at += writeSync(this.#file, rest, at, rest.length - at, this.#end + at);
      }
    } catch {
      // Nobody is there any more who could be told.
    }
    // A write that is under way keeps the file: its number may be another file's once it is closed.
    if (this.#writing === undefined) this.#close();
    else this.#state = 'stopped';
  }

  #next(): void {
    if (this.#waiting.length === 0) return;
    this.#write(this.#taken());
  }

  #write(bytes: Buffer): void {
    this.#writing = bytes;
    write(this.#file, bytes, 0, bytes.length, this.#end, (error, written) => {
      this.#writing = undefined;
      if (this.#state === 'stopped') return this.#close();
      if (error) return this.#stop(error.message);
      this.#end += written;
      this.#unwrittenBytes -= written;
      if (written < bytes.length) this.#write(bytes.subarray(written));
      else this.#next();
    });
  }

  #taken(): Buffer {
    const taken = Buffer.from(this.#waiting.join(''));
    this.#waiting = [];
    return taken;
  }

  /** What was not written is not written any more: a gap would be worth less than an end. */
  #stop(why: string): void {
    this.#state = 'stopped';
    this.#waiting = [];
    if (this.#writing === undefined) this.#close();
    this.#stopped(why);
  }

  #close(): void {
    this.#state = 'closed';
    closeSync(this.#file);
  }
}
