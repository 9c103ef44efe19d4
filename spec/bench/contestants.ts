/** The servers that are compared, and one run of a task against one of them. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { start } from '../support/process.ts';
import { repository } from '../support/repository.ts';
import type { Outcome, Task } from './scenarios.ts';
import { longest } from './work.ts';

export interface Contestant {
  readonly name: string;
  /** Where it is built; the bare server needs no building. */
  readonly checkout?: string;
  /** How its log is kept on disk; in memory unless this says otherwise. */
  readonly durability?: 'relaxed' | 'full';
}

export const here = { name: 'Parlance', checkout: repository } satisfies Contestant;
export const bare: Contestant = { name: 'bare Node' };

/** Another checkout of this repository, to compare two revisions; undefined when nothing is built there. */
export function other(checkout: string): Contestant | undefined {
  return existsSync(executable(checkout)) ? { name: 'the other', checkout } : undefined;
}

export const executable = (checkout: string): string => join(checkout, 'dist/server/parlance.js');
const baseline = fileURLToPath(new URL('baseline.ts', import.meta.url));
const generator = fileURLToPath(new URL('generator.ts', import.meta.url));

/** Starts the server, lets a fresh generator do its work, ends both and removes what they left. */
export async function compete(
  contestant: Contestant,
  task: Omit<Task, 'port' | 'pid'>,
): Promise<Outcome> {
  const directory = mkdtempSync(join(tmpdir(), 'parlance-bench-'));
  const server = start(process.execPath, commandOf(contestant, task.scenario.limits, directory));
  try {
    const [, port] = await server.until(/listening on \S+:(\d+)/);
    return await generate({ ...task, port: Number(port), pid: server.child.pid ?? 0 });
  } finally {
    server.child.kill('SIGKILL');
    await server.exited;
    rmSync(directory, { recursive: true, force: true });
  }
}

function commandOf(
  { checkout, durability }: Contestant,
  limits: boolean,
  directory: string,
): string[] {
  if (checkout === undefined) return [baseline];
  const store =
    durability === undefined ? ['--memory'] : ['--data', directory, '--durability', durability];
  const address = ['--host', '127.0.0.1', '--port', '0'];
  return [executable(checkout), 'serve', ...address, ...store, ...(limits ? [] : ['--no-limits'])];
}

async function generate(task: Task): Promise<Outcome> {
  const child = fork(generator);
  const late = setTimeout(() => child.kill('SIGKILL'), longest(task.seconds));
  child.send(task);
  try {
    const found = once(child, 'message').then(([outcome]) => outcome as Outcome);
    const ended = once(child, 'exit').then(([code, signal]): Outcome => {
      const problem = `the generator ended with ${code ?? signal}`;
      return { figures: {}, server: undefined, generator: Number.NaN, problems: [problem] };
    });
    return await Promise.race([found, ended]);
  } finally {
    clearTimeout(late);
    child.kill();
  }
}
