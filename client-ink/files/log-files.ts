/** Writes what is said to files, for whoever asks for that: once each, also after a lost connection and in a later run. */
import { closeSync, mkdirSync, openSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import type { LinkInput } from '../../client/talk.ts';
import { isLogged, isVisible, type Logged } from '../../grammar/events.ts';
import { logKey } from '../../grammar/names.ts';
import { type Claim, claim } from './claim.ts';
import { asFileName, withEnding } from './file-name.ts';
import { fileOf, heading, linesOf, type Reached, reachedIn } from './log-lines.ts';
import { textOf } from './read-file.ts';

/** So many files are open at once; the one that was written to longest ago is closed for another. */
const MAX_OPEN_LOGS = 16;

/** What the logs of one server need to know. */
interface LogFilePorts {
  /** The folder, as it is now; nothing while no logs are wanted. */
  readonly folder: () => string | undefined;
  readonly server: string;
  readonly nick: () => string;
  /** Is told, once for each reason and folder, why something is not written. */
  readonly complain: (sentence: string) => void;
}

/** The log files of one server. */
export class LogFiles {
  readonly #ports: LogFilePorts;
  #folder: string | undefined;
  readonly #open = new Map<string, number>();
  /** How far the files of this run have come. */
  readonly #reached = new Map<string, Reached>();
  /** Those that could not be written: what would follow has a gap before it. */
  readonly #broken = new Set<string>();
  #claim: Claim | undefined;
  /** What was told, by the codes of errors. */
  readonly #told = new Set<string | undefined>();
  #store = '';

  constructor(ports: LogFilePorts) {
    this.#ports = ports;
  }

  /** Takes what a link tells, and writes what a log keeps of it. */
  take(input: LinkInput): void {
    if (input.link === 'up') this.#store = input.welcome.store;
    const folder = this.#ports.folder();
    if (folder !== this.#folder) this.#goTo(folder);
    if (input.link !== 'event' || folder === undefined) return;
    if (!this.#isOurs(folder)) return;
    const { event } = input;
    if (isLogged(event)) this.#write(folder, event);
    else if (event.ev === 'history') this.#writePage(folder, event.events.filter(isVisible));
  }

  /** Closes all files; another client may write them now. */
  end(): void {
    for (const file of this.#open.values()) closeSync(file);
    this.#open.clear();
    this.#claim?.release();
    this.#claim = undefined;
  }

  /** One client at a time writes the files of a server: as soon as it has ended, or was killed, the next one goes on. */
  #isOurs(folder: string): boolean {
    if (this.#claim !== undefined) return true;
    try {
      const found = claim(join(rootOf(folder), withEnding(`.${this.#name()}`, '.writer')));
      if ('heldBy' in found) {
        this.#tell(
          'held',
          `Another client, process ${found.heldBy}, writes the logs of ${this.#ports.server}: this one goes on with them when that one ends.`,
        );
        return false;
      }
      this.#claim = found;
      return true;
    } catch (error) {
      this.#notLogged(error);
      return false;
    }
  }

  /** What could not be written elsewhere is tried here. */
  #goTo(folder: string | undefined): void {
    this.end();
    this.#folder = folder;
    this.#reached.clear();
    this.#broken.clear();
    this.#told.clear();
  }

  /** A page goes on where its log ends in the file, or begins it. What lies before that was left out on purpose. */
  #writePage(folder: string, events: readonly Logged[]): void {
    const [first] = events;
    if (first === undefined) return;
    this.#unlessBroken(this.#pathOf(folder, first), (path) => {
      const seq = this.#reachedIn(path).seqs.get(this.#headingOf(first));
      if (seq !== undefined && first.seq > seq + 1) return;
      for (const event of events) this.#write(folder, event);
    });
  }

  #write(folder: string, event: Logged): void {
    this.#unlessBroken(this.#pathOf(folder, event), (path) => {
      const above = this.#headingOf(event);
      const { last, seqs } = this.#reachedIn(path);
      if (event.seq <= (seqs.get(above) ?? 0)) return;
      writeFileSync(this.#fileAt(path), (last === above ? '' : above) + linesOf(event));
      this.#reached.set(path, { last: above, seqs: seqs.set(above, event.seq) });
    });
  }

  /** One file that can't be written, as one that is somebody else's, leaves the others alone. */
  #unlessBroken(path: string, use: (path: string) => void): void {
    if (this.#broken.has(path)) return;
    try {
      use(path);
    } catch (error) {
      this.#broken.add(path);
      this.#notLogged(error);
    }
  }

  #notLogged(error: unknown): void {
    const { code, message } = error as NodeJS.ErrnoException;
    this.#tell(code, `Not all is logged any more: ${message}.`);
  }

  /** The same is told once. */
  #tell(what: string | undefined, sentence: string): void {
    if (this.#told.has(what)) return;
    this.#told.add(what);
    this.#ports.complain(sentence);
  }

  #pathOf(folder: string, event: Logged): string {
    return join(rootOf(folder), withEnding(this.#name(), ''), fileOf(event, this.#ports.nick()));
  }

  #name(): string {
    return asFileName(this.#ports.server);
  }

  #headingOf(event: Logged): string {
    return heading('room' in event ? logKey(event.room) : event.log, this.#store);
  }

  /** How far a file has come, in this run or an earlier one. */
  #reachedIn(path: string): Reached {
    const reached = this.#reached.get(path) ?? reachedIn(textOf(path));
    this.#reached.set(path, reached);
    return reached;
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

const rootOf = (folder: string): string => folder.replace(/^~(?=\/)/, homedir());

/** A line that was cut off, as by a full disk, is ended. */
function opened(path: string): number {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const isCut = /[^\n]$/.test(textOf(path));
  const file = openSync(path, 'a', 0o600);
  if (isCut) writeFileSync(file, '\n');
  return file;
}
