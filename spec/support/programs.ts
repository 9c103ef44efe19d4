/** Programs that a machine may lack: what needs one is left out, and the report says so. */
import { spawnSync } from 'node:child_process';

/** What is said of a program that is not here, since it does not run with these options; nothing when it is. */
export function without(program: string, ...options: string[]): string {
  const asked = options.length === 0 ? ['--version'] : options;
  const { status } = spawnSync(program, asked);
  return status === 0 ? '' : ` (not tried: there is no ${[program, ...options].join(' ')} here)`;
}
