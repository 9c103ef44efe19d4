/** A claim on something that one process at a time may have: a file that says who has it, and that nobody has it when they are dead. */
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { textOf } from './read-file.ts';

/** A claim that was granted. */
export interface Claim {
  release(): void;
}

/**
 * Claims what the file at `path` stands for; or the number of the process that has it. Whoever was killed has it no more.
 * Throws what keeps the file from being written.
 */
export function claim(path: string): Claim | { readonly heldBy: number } {
  const holder = textOf(path);
  const pid = Number.parseInt(holder, 10);
  if (isThere(pid, holder)) return { heldBy: pid };
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const mine = `${process.pid} ${startOf(process.pid)}\n`;
  putAside(path, holder);
  if (made(path, mine)) return granted(path, mine);
  return { heldBy: Number.parseInt(textOf(path), 10) || 0 };
}

const granted = (path: string, mine: string): Claim => ({
  release() {
    if (textOf(path) === mine) rmSync(path, { force: true });
  },
});

/** One process alone makes a file. */
function made(path: string, text: string): boolean {
  try {
    writeFileSync(path, text, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** The claim of somebody who is dead. Who else has put it aside and claimed anew meanwhile gets theirs back. */
function putAside(path: string, dead: string): void {
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  const text = textOf(aside);
  if (text !== dead) made(path, text);
  rmSync(aside, { force: true });
}

/** The process is there, and no other one that got the same number later. */
function isThere(pid: number, holder: string): boolean {
  try {
    if (!(pid > 0)) return false;
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  const start = startOf(pid);
  return start === '' || `${pid} ${start}` === holder.trimEnd();
}

/** When a process began, where the system tells that: in Linux' ticks since its start. */
function startOf(pid: number): string {
  const behindName = textOf(`/proc/${pid}/stat`).split(') ').at(-1) ?? '';
  return behindName.split(' ')[19] ?? '';
}
