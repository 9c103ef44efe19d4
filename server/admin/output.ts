/** What commands print: all of it, or as much as somebody wants to read. */
import { StoreError } from '../store/sqlite/errors.ts';

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

export const unwritten = (error: unknown): StoreError =>
  new StoreError(`The output can't be written: ${(error as Error).message}.`);
