/** Programs that a machine may lack: what needs one is left out, and the report says so. */
import { spawnSync } from 'node:child_process';

/** What is said of a program that is not here; nothing when it is. */
export const without = (program: string, option = '--version'): string =>
  spawnSync(program, [option]).error ? ` (not tried: there is no ${program} here)` : '';
