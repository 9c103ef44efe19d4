/** Limits how many calls of one slow function run at a time; the others wait in the order of their calls. */

/** The same function, of which at most `most` calls run at a time. A call waits for its turn, as long as that takes. */
export function limitConcurrency<Arguments extends unknown[], Result>(
  work: (...given: Arguments) => Promise<Result>,
  most: number,
): (...given: Arguments) => Promise<Result> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (...given) => {
    if (running === most) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await work(...given);
    } finally {
      // The next call takes this one's place, so `running` stays what it is.
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
