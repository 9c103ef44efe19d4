/** Writes the state file as the client changes: a moment after each change, and once more at the end. */
import type { Remembered } from '../../client/talk.ts';
import type { Kept } from '../model/kept-schema.ts';
import type { Model } from '../model/model.ts';
import { StateFile } from './state.ts';

/** What changes within this time is written together. */
const SETTLING_MS = 200;

/** Remembers for the next run what it is told of. */
interface Remembering {
  /** What an earlier run has left. */
  readonly kept?: Kept | undefined;
  /** There is a file for the next run. */
  readonly remembers: boolean;
  /** The model has all that was kept: of that nothing has to be written. */
  recalled(): void;
  /** Something may have changed: it is written soon. */
  changed(): void;
  /** Writes what is left to write, and lets another client have the file. */
  end(): void;
}

/** What a client has that can't remember, or should not. */
export const forgetful: Remembering = {
  remembers: false,
  recalled: () => {},
  changed: () => {},
  end: () => {},
};

/** Opens the state file at `path`. `complain` is told, once, why nothing is remembered. */
export function remember(
  path: string,
  now: () => { model: Model; remembered: Remembered | undefined },
  complain: (sentence: string) => void,
): Remembering {
  let file: StateFile | undefined;
  let timer: NodeJS.Timeout | undefined;
  const attempt = <T>(what: () => T): T | undefined => {
    try {
      return what();
    } catch (error) {
      clearTimeout(timer);
      file?.close();
      file = undefined;
      complain(whyForgetful(path, error));
      return undefined;
    }
  };
  const write = () => {
    clearTimeout(timer);
    timer = undefined;
    const { model, remembered } = now();
    if (remembered !== undefined && isOfOne(model, remembered))
      attempt(() => file?.write(model, remembered));
  };
  const read = attempt(() => {
    file = StateFile.open(path);
    return file.read();
  });
  const entriesOf = (id: number) => attempt(() => file && read?.entriesOf(id)) ?? [];
  const kept = read && { ...read, entriesOf };
  return {
    kept,
    remembers: file !== undefined,
    recalled() {
      if (kept !== undefined) file?.holds(now().model, kept);
    },
    changed() {
      if (file !== undefined) timer ??= setTimeout(write, SETTLING_MS);
    },
    end() {
      write();
      file?.close();
      file = undefined;
    },
  };
}

/** Link and model know the same number space: of a new one the link hears a moment earlier. */
const isOfOne = ({ store }: Model, remembered: Remembered): boolean =>
  store === '' || store === remembered.store;

function whyForgetful(path: string, error: unknown): string {
  const { message } = error as Error;
  if (/locked/.test(message))
    return 'Another client has this server and nick open: only that one is remembered.';
  const remedy = /not a database|malformed/.test(message) ? ' Remove the file to begin anew.' : '';
  return `Nothing is remembered for the next time: ${path}: ${message}.${remedy}`;
}
