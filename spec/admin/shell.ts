/** `parlance` as it is started in a shell, run to its end; and a server that keeps what is said, which it works on. */
import { parlance, type Server, startServer } from '../support/process.ts';

export interface Ran {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** `input` is what it reads. */
export async function ran(
  args: string[],
  env?: Record<string, string>,
  input?: string,
): Promise<Ran> {
  const process = parlance(args, env);
  if (input !== undefined) process.child.stdin?.end(input);
  const code = await process.exited;
  return { code, stdout: process.stdout(), stderr: process.stderr() };
}

/** A server with a store on disk. */
export const serving = (directory: string, ...more: string[]): Promise<Server> =>
  startServer(['--data', directory, '--no-limits', ...more]);
