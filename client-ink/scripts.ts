/** The person's scripts as processes beside the client: each is told what the client is, and what it says is given as commands. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import type { LinkInput } from '../client/talk.ts';
import { cleanLine, cut } from './layout/text.ts';
import {
  nextLine,
  nothingSaid,
  profileIn,
  type Saying,
  saidMore,
  toldLine,
} from './script-lines.ts';

/** A script that has not read so much of what it was told is stopped. */
const MAX_UNREAD_BYTES = 1_000_000;
/** Of what a script writes as errors so much is remembered, for its last line. */
const MAX_ERROR_CHARACTERS = 2_000;
const MAX_ERROR_COLUMNS = 160;
/** A script that is asked to end has so long for it. */
const ENDING_MS = 1_000;

/** What scripts have of the client around them. */
export interface Around {
  /** The commands by their names, as the configuration has them now. */
  readonly commands: () => Readonly<Record<string, string>>;
  readonly now: () => number;
  /** The servers that there are, by their names; at least one. */
  readonly servers: () => readonly string[];
  /** A script says a line, for one of them. */
  readonly hear: (script: string, line: string, server: string) => void;
  /** Something is to be told to the person about a script. */
  readonly tell: (sentence: string) => void;
}

interface Running {
  readonly child: ChildProcessWithoutNullStreams;
  saying: Saying;
  errors: string;
  timer?: NodeJS.Timeout;
  /** Why it is being stopped. */
  why?: string;
}

/** What can be done about one. */
export type ScriptDeed = 'start' | 'stop';

/** All scripts of a run. None is ever begun again by itself. */
export class Scripts {
  readonly #around: Around;
  readonly #running = new Map<string, Running>();

  constructor(around: Around) {
    this.#around = around;
    process.on('exit', this.#kill);
  }

  /** Begins all that the configuration names. */
  begin(): void {
    for (const name of Object.keys(this.#around.commands())) this.#start(name);
  }

  /** Does it, and tells what came of it; without a name tells of each whether it runs. */
  do(deed: ScriptDeed | undefined, name: string | undefined): string[] {
    if (deed === undefined || name === undefined) return this.#listed();
    const running = this.#running.get(name);
    if (deed === 'stop') {
      if (running === undefined) return [`No script ${name} is running.`];
      this.#stop(running, 'is stopped');
      return [];
    }
    if (running !== undefined) return [`Script ${name} is running already.`];
    if (!Object.hasOwn(this.#around.commands(), name))
      return [`There is no script ${name}: /set scripts.${name} COMMAND makes it one.`];
    this.#start(name);
    return [`Script ${name} is started.`];
  }

  #listed(): string[] {
    const names = new Set([...Object.keys(this.#around.commands()), ...this.#running.keys()]);
    if (names.size === 0)
      return [
        'There are no scripts: /set scripts.NAME COMMAND makes one, /script start NAME begins it.',
      ];
    return [...names].map((name) => {
      const running = this.#running.get(name);
      return running === undefined
        ? `${name}: not running; /script start ${name} begins it`
        : `${name}: running as process ${running.child.pid}; /script stop ${name} ends it`;
    });
  }

  /** Hands on what a link has told. */
  take(profile: string, input: LinkInput): void {
    if (this.#running.size === 0) return;
    const event =
      input.link === 'up' ? input.welcome : input.link === 'event' ? input.event : undefined;
    const line = event && toldLine(profile, event);
    if (line === undefined) return;
    for (const running of this.#running.values()) {
      running.child.stdin.write(line);
      if (running.child.stdin.writableLength > MAX_UNREAD_BYTES)
        this.#stop(running, 'does not read what it is told, and is stopped');
    }
  }

  /** Ends all of them. */
  end(): void {
    for (const running of this.#running.values()) this.#stop(running, '');
  }

  #start(name: string): void {
    // A group of its own, so that it can be ended with all that it has begun.
    const child = spawn(this.#around.commands()[name] ?? '', { shell: true, detached: true });
    const running: Running = { child, saying: nothingSaid, errors: '' };
    this.#running.set(name, running);
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      const { saying, problem } = saidMore(running.saying, chunk);
      running.saying = saying;
      if (problem !== undefined) this.#stop(running, `${problem}, and is stopped`);
      else this.#listen(name, running);
    });
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      running.errors = (running.errors + chunk).slice(-MAX_ERROR_CHARACTERS);
    });
    for (const stream of [child.stdin, child.stdout, child.stderr]) stream.on('error', () => {});
    child.on('error', ({ message }) => this.#ended(name, running, `can't be begun: ${message}`));
    child.on('close', (code) => this.#ended(name, running, code === 0 ? 'has ended' : how(code)));
  }

  /** Gives what it is the turn of; the rest later. */
  #listen(name: string, running: Running): void {
    clearTimeout(running.timer);
    if (running.why !== undefined) return;
    const next = nextLine(running.saying, this.#around.now());
    if (next === undefined) return;
    if ('waitMs' in next) {
      running.timer = setTimeout(() => this.#listen(name, running), next.waitMs).unref();
      return;
    }
    running.saying = next.saying;
    this.#hear(name, next.line);
    this.#listen(name, running);
  }

  /** What names no server is for the first. */
  #hear(name: string, line: string): void {
    const servers = this.#around.servers();
    const wanted = profileIn(line);
    const server = wanted === undefined ? servers[0] : servers.find((each) => each === wanted);
    if (server !== undefined) this.#around.hear(name, line, server);
    else this.#around.tell(`Script ${name} says something for ${wanted}, which is no server here.`);
  }

  /** Asks it to end, and has it end before long. */
  #stop(running: Running, why: string): void {
    if (running.why !== undefined) return;
    running.why = why;
    clearTimeout(running.timer);
    signal(running, 'SIGTERM');
    running.timer = setTimeout(() => signal(running, 'SIGKILL'), ENDING_MS);
  }

  #ended(name: string, running: Running, how: string): void {
    if (this.#running.get(name) !== running) return;
    clearTimeout(running.timer);
    this.#running.delete(name);
    const { why = how, errors } = running;
    const last = cut(cleanLine(errors.trim().split('\n').at(-1) ?? ''), MAX_ERROR_COLUMNS);
    if (why !== '') this.#around.tell(`Script ${name} ${why}${last && `: ${last}`}.`);
  }

  readonly #kill = (): void => {
    for (const running of this.#running.values()) signal(running, 'SIGKILL');
  };
}

const how = (code: number | null): string =>
  code === null ? 'was killed' : `has ended with ${code}`;

function signal({ child: { pid } }: Running, name: NodeJS.Signals): void {
  try {
    if (pid !== undefined) process.kill(-pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
