/** `parlance` as it is started in a shell, run to its end. */
import { parlance } from '../support/process.ts';

export interface Ran {
  code: number | null;
  stdout: string;
  stderr: string;
}

export async function ran(args: string[], env?: Record<string, string>): Promise<Ran> {
  const process = parlance(args, env);
  const code = await process.exited;
  return { code, stdout: process.stdout(), stderr: process.stderr() };
}
