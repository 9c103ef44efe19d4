/** Real processes for specs: the server, `parlance` commands and other programs, with what they print. */
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterwards } from './afterwards.ts';
import { compiled } from './compiled.ts';
import { repository } from './repository.ts';
import { Waiting } from './waiting.ts';

/** The executable as `npm run build` leaves it. */
export const executable = join(repository, 'dist/server/parlance.js');

/** A process that was started here. It is ended afterwards. */
export interface Running {
  child: ChildProcess;
  /** All that it has printed so far. */
  stdout: () => string;
  stderr: () => string;
  /** Its exit code; null when a signal ended it. */
  exited: Promise<number | null>;
  /** Waits until its output (or its errors) matches; fails when the process ends without that. */
  until: (pattern: RegExp, stream?: 'stdout' | 'stderr') => Promise<RegExpExecArray>;
  /** Ends it: politely, then by force. Resolves to the exit code. */
  stop: () => Promise<number | null>;
}

export interface Server {
  port: number;
  pid: number;
  child: ChildProcess;
  /** What it has written to standard error so far, `slowness` excepted. */
  stderr: () => string;
  /** SIGTERM; resolves to the exit code, null when it had to be killed. */
  stop: () => Promise<number | null>;
}

/** A process that has not ended this long after SIGTERM is killed: only one that hangs takes as long. */
const KILL_AFTER_MS = 60_000;

/** Starts any program, in the repository, without the `PARLANCE_…` settings of whoever runs the specs. */
export function start(
  program: string,
  args: string[],
  env: Record<string, string> = {},
  stdio: 'pipe' | 'ignore' = 'pipe',
  ...inherited: number[]
): Running {
  const child = spawn(program, args, {
    cwd: repository,
    env: { ...ownEnvironment(), NODE_COMPILE_CACHE: compiled, ...env },
    stdio: [stdio, 'pipe', 'pipe', ...inherited],
  });
  const printed = { stdout: '', stderr: '' };
  const waiting = new Waiting(
    (problem) =>
      `${[program, ...args].join(' ')}: ${problem}; it printed\n${Object.values(printed).join('')}`,
  );
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream]?.setEncoding('utf8').on('data', (text: string) => {
      printed[stream] += text;
      waiting.look();
    });
  }
  // A process that has ended doesn't read its input any more; that is for `exited` to tell.
  child.stdin?.on('error', () => {});
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  let over = false;
  const exited = new Promise<number | null>((resolve, reject) => {
    child.once('error', (error) => {
      over = true;
      reject(error);
      waiting.end(String(error));
    });
    child.once('close', (code) => {
      over = true;
      process.off('exit', kill);
      resolve(code);
      waiting.end('it ended');
    });
  });
  // Whoever waits for `exited` hears of a program that can't be started; here it must not end the specs.
  exited.catch(() => {});

  const until: Running['until'] = (pattern, stream = 'stdout') =>
    waiting.until(`${pattern}`, () => pattern.exec(printed[stream]) ?? undefined);

  const stop: Running['stop'] = async () => {
    if (over) return exited;
    child.kill('SIGTERM');
    const force = setTimeout(kill, KILL_AFTER_MS);
    const code = await exited;
    clearTimeout(force);
    return code;
  };
  afterwards(() => over || stop());
  return {
    child,
    stdout: () => printed.stdout,
    stderr: () => printed.stderr,
    exited,
    until,
    stop,
  };
}

/** Starts `parlance` with these arguments. */
export function parlance(args: string[], env: Record<string, string> = {}): Running {
  return start(process.execPath, [executable, ...args], env);
}

/** How long commits take is a matter of the machine: nothing that a spec asserts of warnings may depend on it. */
const slowness = /^.*slow commit.*\n/gm;

/** A process that has said it is listening on this port. */
export function served({ child, stderr, stop }: Running, port: string | undefined): Server {
  const warnings = () => stderr().replaceAll(slowness, '');
  return { port: Number(port), pid: child.pid ?? 0, child, stderr: warnings, stop };
}

/** Starts a server on a free port of this machine. Resolves when it is ready; rejects with what it said if it fails. */
export async function startServer(args: string[] = ['--memory', '--no-limits']): Promise<Server> {
  const server = parlance([
    'serve',
    '--host',
    '127.0.0.1',
    '--port',
    '0',
    '--log-level',
    'warn',
    ...args,
  ]);
  const [, port] = await server.until(/listening on \S+:(\d+)/);
  return served(server, port);
}

function ownEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith('PARLANCE_')),
  );
}
