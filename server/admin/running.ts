/** How the shell's commands are run: where the server keeps its data, what they print, and how they end. */
import { Option } from 'commander';
import { line } from '../doors/plain/line.ts';
import { DATA } from '../options/table.ts';
import { StoreError } from '../store/sqlite/errors.ts';

/** 0: all is well. 1: it could not be done, or something is wrong. */
type ExitCode = 0 | 1;

/** The options that all of these commands have. */
export interface Where {
  data: string;
}

/** The option `--data`. */
export const data = (): Option =>
  new Option('--data <dir>', "the server's directory").env('PARLANCE_DATA').default(DATA);

/** Does what a command is for, which ends with 0 unless it says otherwise. */
export type Run = (command: string, work: () => Promise<ExitCode | undefined>) => Promise<void>;

/** Runs commands, and tells `end` how each ends. Whatever goes wrong is told in a sentence. */
export const runner =
  (end: (code: ExitCode) => void): Run =>
  async (command, work) => {
    try {
      end((await work()) ?? 0);
    } catch (error) {
      if (!(error instanceof StoreError)) throw error;
      process.stderr.write(line(`parlance ${command}: ${error.message}`));
      end(1);
    }
  };

/** Resolves when it is written, or when nobody reads it any more. */
export function print(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => {
      if (!error || isClosed(error)) resolve();
      else reject(unwritten(error));
    });
  });
}

/** Whoever read the output has enough, as `head` has. */
export const isClosed = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  (error.code === 'EPIPE' || error.code === 'ERR_STREAM_PREMATURE_CLOSE');

/** The error of output that can't be written, as the operator is told it. */
export const unwritten = (error: unknown): StoreError =>
  new StoreError(`The output can't be written: ${(error as Error).message}.`);
