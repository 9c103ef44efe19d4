/** A clock for processes of specs: every one of them begins when a clock in the hand of a spec does. */
import { START } from '../../support/hand-clock.ts';

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
  NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(`(${turn})(${START})`)}`,
};
