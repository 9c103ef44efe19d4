/**
 * The servers for which no authority vouches and which were trusted once, in a file as ssh has one: on each line the place, the SHA-256
 * of the certificate, and since when. Only its owner may read it, and a line is there whole or not at all.
 */
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Known } from './trust.ts';

/** The file is not read further than this many lines. */
const MAX_KNOWN_SERVERS = 10_000;

/** Where the file is by the XDG rules, which ignore a path that is not absolute. */
export function knownServersFile(
  env: Readonly<Record<string, string | undefined>>,
  home: string = homedir(),
): string {
  const given = env.XDG_STATE_HOME ?? '';
  const state = given.startsWith('/') ? given : join(home, '.local', 'state');
  return join(state, 'parlance', 'known-servers');
}

/** What is known of the server at `place`, such as `chat.example:7667`. Throws when there is a file that can't be read. */
export function knownServer(file: string, place: string): Known | undefined {
  for (const [index, line] of textOf(file).split('\n', MAX_KNOWN_SERVERS).entries()) {
    const [name, fingerprint] = line.trim().split(/\s+/);
    if (name === place.toLowerCase() && fingerprint !== undefined) {
      return { fingerprint: fingerprint.toUpperCase(), file, line: index + 1 };
    }
  }
  return undefined;
}

/** Adds a server. Throws when it can't be written; then the file is what it was. */
export function remember(file: string, place: string, fingerprint: string, since: Date): void {
  const before = textOf(file);
  const whole = before === '' || before.endsWith('\n') ? before : `${before}\n`;
  const added = `${place.toLowerCase()} ${fingerprint} ${since.toISOString()}\n`;
  const partial = `${file}.${process.pid}`;
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(partial, whole + added, { mode: 0o600, flush: true });
    renameSync(partial, file);
  } catch (error) {
    rmSync(partial, { force: true });
    throw unusable(file, 'written', error);
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw unusable(file, 'read', error);
  }
}

/** An error for the person. It has no code: that would be taken for one of the connection. */
const unusable = (file: string, what: 'read' | 'written', error: unknown): Error =>
  new Error(`${file} can't be ${what}: ${(error as Error).message}. Nothing was sent.`);
