/** Writes what is said to files, for whoever asks for that: once each, also after a lost connection and in a later run. */
import { closeSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import type { LinkInput } from '../client/talk.ts';
import { isLogged, isVisible, type Logged } from '../grammar/events.ts';
import { logKey } from '../grammar/names.ts';
import { asFileName, fileOf, heading, linesOf, type Reached, reachedIn } from './log-lines.ts';

/** So many files are open at once; the one that was written to longest ago is closed for another. */
const MAX_OPEN_LOGS = 16;

/** What the logs of one server need to know. */
export interface Around {
  /** The folder, as it is now; nothing while no logs are wanted. */
  readonly folder: () => string | undefined;
  readonly server: string;
  readonly nick: () => string;
  /** Is told, once, why nothing is written. */
  readonly complain: (sentence: string) => void;
}

/** The log files of one server. */
export class LogFiles {
  readonly #around: Around;
  readonly #open = new Map<string, number>();
  /** How far the files of this run have come. */
  readonly #reached = new Map<string, Reached | undefined>();
  #store = '';
  #isBroken = false;

  constructor(around: Around) {
    this.#around = around;
  }

  /** Takes what a link tells, and writes what a log keeps of it. */
  take(input: LinkInput): void {
    if (input.link === 'up') this.#store = input.welcome.store;
    const folder = this.#around.folder();
    if (input.link !== 'event' || folder === undefined || this.#isBroken) return;
    const { event } = input;
    try {
      if (isLogged(event)) this.#write(folder, event);
      else if (event.ev === 'history') this.#writePage(folder, event.events.filter(isVisible));
    } catch (error) {
      this.#isBroken = true;
      this.#around.complain(`Nothing is logged any more: ${(error as Error).message}.`);
    }
  }

  /** Closes all files. */
  end(): void {
    for (const file of this.#open.values()) closeSync(file);
    this.#open.clear();
  }

  /** A page goes on where its file ends, or begins one. What lies before that was left out on purpose. */
  #writePage(folder: string, events: readonly Logged[]): void {
    const [first] = events;
    if (first === undefined) return;
    const reached = this.#reachedIn(this.#pathOf(folder, first));
    if (reached !== undefined && this.#isSame(reached, first) && first.seq > reached.seq + 1)
      return;
    for (const event of events) this.#write(folder, event);
  }

  #write(folder: string, event: Logged): void {
    const path = this.#pathOf(folder, event);
    const reached = this.#reachedIn(path);
    const goesOn = reached !== undefined && this.#isSame(reached, event);
    if (goesOn && event.seq <= reached.seq) return;
    const log = logOf(event);
    writeSync(this.#fileAt(path), (goesOn ? '' : heading(log, this.#store)) + linesOf(event));
    this.#reached.set(path, { log, store: this.#store, seq: event.seq });
  }

  #pathOf(folder: string, event: Logged): string {
    const root = folder.replace(/^~(?=\/)/, homedir());
    return join(root, asFileName(this.#around.server), fileOf(event, this.#around.nick()));
  }

  #isSame(reached: Reached, event: Logged): boolean {
    return reached.store === this.#store && reached.log === logOf(event);
  }

  /** How far a file has come, in this run or an earlier one. */
  #reachedIn(path: string): Reached | undefined {
    if (!this.#reached.has(path)) this.#reached.set(path, reachedIn(textOf(path)));
    return this.#reached.get(path);
  }

  #fileAt(path: string): number {
    const known = this.#open.get(path);
    this.#open.delete(path);
    const file = known ?? opened(path);
    this.#open.set(path, file);
    const [oldest] = this.#open;
    if (this.#open.size > MAX_OPEN_LOGS && oldest !== undefined) {
      closeSync(oldest[1]);
      this.#open.delete(oldest[0]);
    }
    return file;
  }
}

const logOf = (event: Logged): string => ('room' in event ? logKey(event.room) : event.log);

/** A line that was cut off, as by a full disk, is ended. */
function opened(path: string): number {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const isCut = /[^\n]$/.test(textOf(path));
  const file = openSync(path, 'a', 0o600);
  if (isCut) writeSync(file, '\n');
  return file;
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}
