/** A script as a process: the person's shell runs it, in a group of its own, so that it is ended with all that it has begun. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { openEnvironment } from './open-environment.ts';

/** The process of a script, whose streams are there. */
export type ScriptProcess = ChildProcessWithoutNullStreams;

/** Runs a command. `failed` is told why it can't be begun, at once or a little later; there is no process then. */
export function runScript(
  command: string,
  failed: (error: Error) => void,
): ScriptProcess | undefined {
  try {
    const child = spawn(command, { shell: true, detached: true, env: openEnvironment() });
    child.on('error', failed);
    if (child.pid === undefined) return undefined;
    for (const stream of streamsOf(child)) stream.on('error', () => {});
    return child;
  } catch (error) {
    failed(error as Error);
    return undefined;
  }
}

const streamsOf = ({ stdin, stdout, stderr }: ScriptProcess) => [stdin, stdout, stderr];

/** Sends a signal to it and to all that it has begun. */
export function signal({ pid }: ScriptProcess, name: NodeJS.Signals): void {
  try {
    if (pid !== undefined) process.kill(-pid, name);
  } catch (error) {
    // It is gone, and its number may be somebody else's by now.
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ESRCH' && code !== 'EPERM') throw error;
  }
}

/** Kills it. What it has left in a session of its own lives on, and is not listened to any more. */
export function cutOff(child: ScriptProcess): void {
  signal(child, 'SIGKILL');
  for (const stream of streamsOf(child)) stream.destroy();
  child.unref();
}
