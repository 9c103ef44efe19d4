/** Where the system acts on the process: it closes the output, sends signals, limits open files, and waits for its start and its end. */
import { execFile } from 'node:child_process';
import type { Writable } from 'node:stream';
import { isatty } from 'node:tty';
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

/** What is printed to streams that nobody takes any more, or to a full disk, is lost; it ends nothing. */
export function outlive(...streams: Writable[]): void {
  for (const stream of streams) stream.on('error', () => {});
}

/** Signals that ask a server to end: also a power supply that fails, a time that is up. */
const ENDING = ['SIGTERM', 'SIGINT', 'SIGQUIT', 'SIGPWR', 'SIGXCPU'] as const;
/** Signals that mean nothing to a server. Without a listener they would end it without a goodbye. */
const MEANINGLESS = ['SIGUSR2', 'SIGALRM', 'SIGVTALRM', 'SIGPROF', 'SIGIO'] as const;

/**
 * Calls `end` at every signal that asks for it, and `reread` at SIGHUP. When that comes because the terminal of the server
 * has closed, it asks to end, too.
 */
export function obeySignals(end: () => void, reread: () => void): void {
  const terminal = [0, 1, 2].find(isatty);
  process.on('SIGHUP', () => {
    if (terminal !== undefined && !isatty(terminal)) end();
    else reread();
  });
  for (const signal of ENDING) process.on(signal, end);
  for (const signal of MEANINGLESS) process.on(signal, () => {});
}

/** How many sockets listen already when this process starts, since systemd has opened them for it (sd_listen_fds). */
export function inheritedSockets(): number {
  const { LISTEN_PID, LISTEN_FDS } = process.env;
  return Number(LISTEN_PID) === process.pid ? Number(LISTEN_FDS) || 0 : 0;
}

/**
 * Tells systemd, where it waits for that (`Type=notify`), that people can come. Node sends no datagrams to the sockets of
 * files: systemd's own program does it. `fail` is told why it could not.
 */
export function announceReadiness(fail: (why: string) => void): void {
  const { NOTIFY_SOCKET, PATH } = process.env;
  if (NOTIFY_SOCKET === undefined) return;
  execFile('systemd-notify', ['--ready'], { env: { NOTIFY_SOCKET, PATH } }, (error) => {
    if (error) fail(error.message);
  });
}

/**
 * Ends the process though a thread of it hangs in the kernel, for which `exit` would wait: a program that does nothing but end
 * with `code` takes its place.
 */
export function endNow(code: number): void {
  process.execve?.(process.execPath, [process.execPath, '--eval', `process.exit(${code})`], {});
  // Where a process can't become another one.
  process.kill(process.pid, 'SIGKILL');
}

/** The server itself needs this many files: for its program, its database, its threads, and connections that it refuses. */
const RESERVED_FILES = 96;

/** How many files the system lets this process open, and how many connections that is enough for. */
export interface FilesAllowed {
  readonly files: number;
  readonly connections: number;
}

/** What the system allows this process. Takes some milliseconds. */
export function filesAllowed(): FilesAllowed {
  const { report } = process;
  // What takes the time is not asked for.
  Object.assign(report, { excludeNetwork: true });
  const { userLimits } = report.getReport() as { userLimits?: { open_files?: { soft: unknown } } };
  // Without a limit it is a word.
  const files = Number(userLimits?.open_files?.soft);
  const known = Number.isNaN(files) ? Number.POSITIVE_INFINITY : files;
  return { files: known, connections: Math.max(1, known - RESERVED_FILES) };
}

/**
 * V8 gives young objects more room each time that many of them live on, up to 64 MB, and hardly ever takes it back: when
 * 5,000 people came at once, that was 7 KB for each. They have the room from here on that loading the program took.
 */
export function keepYoungSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}

/** Young objects have no more room than this, half of which is in use at a time. With more, nothing was gained. */
const ENOUGH_YOUNG_BYTES = 16 * 1024 * 1024;

/** If they may and have less than enough, V8 gives young objects twice as much room when many of them live on. Otherwise their room stays as it is. */
export function letYoungGrow(may: boolean): void {
  const young = getHeapSpaceStatistics().find((space) => space.space_name === 'new_space');
  const isEnough = (young?.space_size ?? 0) >= ENOUGH_YOUNG_BYTES;
  if (may && !isEnough) setFlagsFromString('--semi-space-growth-factor=2');
  else keepYoungSmall();
}
