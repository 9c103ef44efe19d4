/** Loaded into a process (NODE_OPTIONS=--import=…) it turns the clock: every run begins at the same minute. */
const begins = Date.parse(process.env.PARLANCE_CLOCK ?? '2026-11-22T12:01:00Z');
const shift = begins - Date.now();
const now = Date.now.bind(Date);

Date.now = () => now() + shift;
globalThis.Date = new Proxy(Date, {
  construct: (target, given: unknown[]) =>
    Reflect.construct(target, given.length === 0 ? [Date.now()] : given) as Date,
});
