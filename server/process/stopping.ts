/** Stops the server within a bounded time, and tells the operator what it waits for. */
import type { Clock } from '../clock.ts';
import type { Running } from '../serve.ts';

/** After so many milliseconds it is said what is waited for; after so many it is not waited for any longer. */
const PATIENCE_MS = 2000;
/** A server that has not stopped after this time is given up. */
export const STOP_LIMIT_MS = 10_000;

/** Stops a server that may still be starting. Resolves with the exit code, or `late` when it took too long. */
export function stopInTime(
  starting: Promise<Running>,
  clock: Clock,
  say: (sentence: string) => void,
): Promise<0 | 1 | 'late'> {
  let awaited = 'its start';
  const { promise, resolve } = Promise.withResolvers<0 | 1 | 'late'>();
  const impatient = clock.after(PATIENCE_MS, () => say(`stopping; still waiting for ${awaited}`));
  const late = clock.after(STOP_LIMIT_MS, () => {
    const seconds = STOP_LIMIT_MS / 1000;
    say(
      `waited ${seconds} s for ${awaited}, and ends now; only what was not acknowledged may be lost`,
    );
    resolve('late');
  });
  const stop = async (): Promise<void> => {
    const running = await starting;
    await running.close((what) => {
      awaited = what;
    });
    for (const alarm of [impatient, late]) alarm.cancel();
    resolve(0);
  };
  stop().catch((error: unknown) => {
    say(`ends before ${awaited}: ${error instanceof Error ? error.message : error}`);
    resolve(1);
  });
  return promise;
}
