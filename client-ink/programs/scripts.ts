/** The person's scripts as processes beside the client: each is told what the client is, and what it says is given as commands. */
import type { LinkInput } from '../../client/talk.ts';
import { cleanLine, cut } from '../layout/text.ts';
import {
  nextLine,
  nothingSaid,
  profileIn,
  type Saying,
  saidLast,
  saidMore,
  toldLine,
} from './script-lines.ts';
import { cutOff, runScript, type ScriptProcess, signal } from './script-process.ts';

/** A script that has not read so much of what it was told is stopped. */
const MAX_UNREAD_BYTES = 1_000_000;
/** Of what a script writes as errors so much is remembered, for its last line. */
const MAX_ERROR_CHARACTERS = 2_000;
const MAX_ERROR_COLUMNS = 160;
/** A script that is asked to end has so long for it, and what one leaves behind when it has ended. */
const ENDING_MS = 1_000;

/** What scripts need of the client that runs them. */
interface ScriptPorts {
  /** The commands by their names, as the configuration has them now. */
  readonly commands: () => Readonly<Record<string, string>>;
  readonly now: () => number;
  /** The servers that there are, by their names; at least one. */
  readonly servers: () => readonly string[];
  /** One of them is not there now, and may be again: what is said to it waits for that. */
  readonly waitsFor: (server: string) => boolean;
  /** A script says a line, for one of them. */
  readonly hear: (script: string, line: string, server: string) => void;
  /** Something is to be told to the person about a script. */
  readonly tell: (sentence: string) => void;
}

interface Running {
  readonly name: string;
  readonly child: ScriptProcess;
  saying: Saying;
  errors: string;
  /** When the turn of its next line is. */
  turn?: NodeJS.Timeout;
  /** When it is cut off, with all that it has begun. */
  deadline?: NodeJS.Timeout;
  /** Why it is being stopped. */
  why?: string;
  /** How it has ended. */
  how?: string;
  /** Nothing more comes from it; what it has said may still wait. */
  isSilent?: true;
}

/** What can be done about one. */
type ScriptDeed = 'start' | 'stop';

/** All scripts of a run. None is ever begun again by itself. */
export class Scripts {
  readonly #ports: ScriptPorts;
  readonly #running = new Map<string, Running>();

  constructor(ports: ScriptPorts) {
    this.#ports = ports;
    process.on('exit', this.#kill);
  }

  /** Begins all that the configuration names. */
  begin(): void {
    for (const name of Object.keys(this.#ports.commands())) this.#start(name);
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
    if (running?.isSilent) return [`Script ${listed(running)}`];
    if (running !== undefined) return [`Script ${name} is running already.`];
    if (!Object.hasOwn(this.#ports.commands(), name))
      return [`There is no script ${name}: /set scripts.${name} COMMAND makes it one.`];
    return this.#start(name) ? [`Script ${name} is started.`] : [];
  }

  #listed(): string[] {
    const names = new Set([...Object.keys(this.#ports.commands()), ...this.#running.keys()]);
    if (names.size === 0)
      return [
        'There are no scripts: /set scripts.NAME COMMAND makes one, /script start NAME begins it.',
      ];
    return [...names].map((name) => {
      const running = this.#running.get(name);
      return running === undefined
        ? `${name}: not running; /script start ${name} begins it`
        : listed(running);
    });
  }

  /** Hands on what a link has told, when the client knows it. */
  take(profile: string, input: LinkInput): void {
    if (this.#running.size === 0) return;
    if (input.link === 'up' || input.link === 'over')
      for (const running of this.#running.values()) this.#listen(running);
    const event =
      input.link === 'up' ? input.welcome : input.link === 'event' ? input.event : undefined;
    const line = event && toldLine(profile, event);
    if (line === undefined) return;
    for (const running of this.#running.values()) {
      if (running.how !== undefined) continue;
      running.child.stdin.write(line);
      if (running.child.stdin.writableLength > MAX_UNREAD_BYTES)
        this.#stop(running, 'does not read what it is told, and is stopped');
    }
  }

  /** Ends all of them. */
  end(): void {
    for (const running of this.#running.values()) this.#stop(running, '');
  }

  /** False when it can't be begun, which is told. */
  #start(name: string): boolean {
    const child = runScript(this.#ports.commands()[name] ?? '', ({ message }) =>
      this.#ports.tell(`Script ${name} can't be begun: ${shown(message)}.`),
    );
    if (child === undefined) return false;
    const running: Running = { name, child, saying: nothingSaid, errors: '' };
    this.#running.set(name, running);
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      const { saying, problem } = saidMore(running.saying, chunk);
      running.saying = saying;
      if (problem !== undefined) this.#stop(running, `${problem}, and is stopped`);
      else this.#listen(running);
    });
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      running.errors = (running.errors + chunk).slice(-MAX_ERROR_CHARACTERS);
    });
    child.on('exit', (code) => {
      running.how = code === 0 ? 'has ended' : how(code);
      running.deadline ??= setTimeout(() => this.#cutOff(running), ENDING_MS);
    });
    child.on('close', () => this.#silent(running));
    return true;
  }

  /** Gives what it is the turn of; the rest later. When all was given that it has said, it may end. */
  #listen(running: Running): void {
    clearTimeout(running.turn);
    if (running.why !== undefined) return;
    const next = nextLine(running.saying, this.#ports.now(), this.#isHeard);
    if (next === undefined) {
      if (running.isSilent && running.saying.lines.length === 0) this.#ended(running);
    } else if ('waitMs' in next) {
      running.turn = setTimeout(() => this.#listen(running), next.waitMs).unref();
    } else {
      running.saying = next.saying;
      this.#hear(running.name, next.line);
      this.#listen(running);
    }
  }

  readonly #isHeard = (line: string): boolean => {
    const server = this.#serverOf(line);
    return server === undefined || !this.#ports.waitsFor(server);
  };

  /** What names no server is for the first. */
  #serverOf(line: string): string | undefined {
    const servers = this.#ports.servers();
    const wanted = profileIn(line);
    return wanted === undefined ? servers[0] : servers.find((each) => each === wanted);
  }

  #hear(name: string, line: string): void {
    const server = this.#serverOf(line);
    if (server !== undefined) this.#ports.hear(name, line, server);
    else
      this.#ports.tell(
        `Script ${name} says something for ${profileIn(line)}, which is no server here.`,
      );
  }

  /** Asks it to end, and has it end before long. */
  #stop(running: Running, why: string): void {
    if (running.why !== undefined) return;
    running.why = why;
    clearTimeout(running.turn);
    if (running.isSilent) return this.#ended(running);
    signal(running.child, 'SIGTERM');
    running.deadline ??= setTimeout(() => this.#cutOff(running), ENDING_MS);
  }

  #cutOff(running: Running): void {
    cutOff(running.child);
    this.#silent(running);
  }

  #silent(running: Running): void {
    if (running.isSilent) return;
    clearTimeout(running.deadline);
    running.isSilent = true;
    running.saying = saidLast(running.saying);
    if (running.why === undefined) this.#listen(running);
    else this.#ended(running);
  }

  #ended({ name, errors, how = 'was killed', why = how }: Running): void {
    this.#running.delete(name);
    const last = shown(errors.trim().split('\n').at(-1) ?? '');
    if (why !== '') this.#ports.tell(`Script ${name} ${why}${last && `: ${last}`}.`);
  }

  readonly #kill = (): void => {
    for (const running of this.#running.values())
      if (!running.isSilent) signal(running.child, 'SIGKILL');
  };
}

function listed({ name, child, saying, isSilent }: Running): string {
  return isSilent
    ? `${name}: has ended, and ${saying.lines.length} of its lines wait; /script stop ${name} drops them`
    : `${name}: running as process ${child.pid}; /script stop ${name} ends it`;
}

const shown = (text: string): string => cut(cleanLine(text), MAX_ERROR_COLUMNS);

const how = (code: number | null): string =>
  code === null ? 'was killed' : `has ended with ${code}`;
