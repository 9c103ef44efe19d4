/** Asks a script of the operator about an address: it answers with one line. */
import { type ChildProcess, spawn } from 'node:child_process';
import { resolve as absolute } from 'node:path';
import type { Judge } from '../net/gate.ts';

/** More of an answer is not read. */
const MAX_ANSWER_BYTES = 4096;

/**
 * Runs a file with the address as its only argument, and of the environment only `PATH`. Its first line is the answer; then
 * it is ended, with all that it has begun in its process group.
 */
export const scriptIn =
  (file: string): Judge =>
  (address) => {
    try {
      return answerOf(begin(file, address), file);
    } catch (error) {
      // What is wrong with some files is thrown, with others it is an event.
      return { answer: Promise.reject(error), stop() {} };
    }
  };

function begin(file: string, address: string): ChildProcess {
  const { PATH } = process.env;
  return spawn(absolute(file), [address], {
    stdio: ['ignore', 'pipe', 'ignore'],
    detached: true,
    env: { PATH },
  });
}

function answerOf(child: ChildProcess, file: string): ReturnType<Judge> {
  let isStopped = false;
  /** Its group may live on when it has ended; and who has left the group may still hold its output. */
  const stop = (): void => {
    if (child.pid === undefined || isStopped) return;
    isStopped = true;
    child.stdout?.destroy();
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {
      // Nobody of it is left.
    }
  };
  const answer = new Promise<string>((resolve, reject) => {
    let said = '';
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (said !== '' && said.length <= MAX_ANSWER_BYTES) resolve(said);
      else reject(new Error(`${file} ended with ${code ?? signal} and no answer`));
    });
    // There is none when the server has no file left for it.
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const end = said.indexOf('\n');
      if (end >= 0) resolve(said.slice(0, end));
      if (end >= 0 || said.length > MAX_ANSWER_BYTES) stop();
    });
  });
  return { answer, stop };
}
