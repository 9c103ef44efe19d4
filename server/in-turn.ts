/** Lets slow work of one kind be done a little at a time, in the order in which it was asked for. */

/** Does `work` for at most so many at once. Others wait, as long as it takes. */
export function inTurn<Given extends unknown[], Result>(
  work: (...given: Given) => Promise<Result>,
  most: number,
): (...given: Given) => Promise<Result> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (...given) => {
    if (running === most) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await work(...given);
    } finally {
      // Whoever is next takes this place, so `running` stays what it is.
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
