/** How much memory a server takes, and how many connections this machine lets us open; where the system tells (Linux). */
import { readFileSync } from 'node:fs';

/** No server of these specs may ever take more, whatever is done to it. */
export const MOST_MEGABYTES = 300;

const inProc = (file: string): string | undefined => {
  try {
    return readFileSync(`/proc/${file}`, 'utf8');
  } catch {
    return undefined;
  }
};

/** For titles: says so where the memory can't be weighed. */
export const weighed =
  inProc('self/status') === undefined ? ' (memory not weighed: there is no /proc here)' : '';

/** The most memory in megabytes that a process has had so far: the kernel keeps count. 0 where nobody knows. */
export function heaviest(pid: number): number {
  const [, kilobytes = '0'] = /^VmHWM:\s+(\d+) kB$/m.exec(inProc(`${pid}/status`) ?? '') ?? [];
  return Number(kilobytes) / 1024;
}

/** How many files, and so connections, a process may have open. */
export function mostOpen(): number {
  const [, files = '1024'] = /^Max open files\s+(\d+)/m.exec(inProc('self/limits') ?? '') ?? [];
  return Number(files);
}
