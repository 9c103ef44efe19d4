/** One seed decides all chance in the specs: what is red by chance would say nothing of a change. */

/** The seed that the environment asks for, the first one of several such as `1000-5000`, or the one of all usual runs. */
export function seedOfThisRun(): number {
  return Number.parseInt(process.env.PARLANCE_SEED ?? '1', 10);
}
