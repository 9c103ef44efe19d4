/** A clock for processes of specs: every one of them begins at 12:01 on 22 November 2026. */

const BEGINS = Date.parse('2026-11-22T12:01:00Z');

/** Runs in the process, so it can use nothing of this file. */
function turn(begins: number): void {
  const now = Date.now.bind(Date);
  const shift = begins - now();
  Date.now = () => now() + shift;
  globalThis.Date = new Proxy(Date, {
    construct: (target, given: unknown[]) =>
      Reflect.construct(target, given.length === 0 ? [Date.now()] : given) as Date,
  });
}

/** The environment that turns the clock of a Node process. */
export const clock = {
  NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(`(${turn})(${BEGINS})`)}`,
};
