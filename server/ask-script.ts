/** Asks a script of the operator about an address: it answers with one line. */
import { spawn } from 'node:child_process';
import { resolve as absolute } from 'node:path';
import type { Judge } from './net/gate.ts';

/** More of an answer is not read. */
const MAX_ANSWER_BYTES = 4096;

/**
 * Runs a file with the address as its only argument, and of the environment only `PATH`. Its first line is the answer; then
 * it is ended, with all that it has begun.
 */
export const scriptIn =
  (file: string): Judge =>
  (address) => {
    const { PATH } = process.env;
    const child = spawn(absolute(file), [address], {
      stdio: ['ignore', 'pipe', 'ignore'],
      detached: true,
      env: { PATH },
    });
    const stop = (): void => {
      if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
      try {
        process.kill(-child.pid, 'SIGKILL');
      } catch {
        // It has just ended by itself.
      }
    };
    const answer = new Promise<string>((resolve, reject) => {
      let said = '';
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        const end = said.indexOf('\n');
        if (end >= 0) resolve(said.slice(0, end));
        if (end >= 0 || said.length > MAX_ANSWER_BYTES) stop();
      });
      child.on('error', reject);
      child.on('close', (code, signal) => {
        if (said !== '' && said.length <= MAX_ANSWER_BYTES) resolve(said);
        else reject(new Error(`${file} ended with ${code ?? signal} and no answer`));
      });
    });
    return { answer, stop };
  };
