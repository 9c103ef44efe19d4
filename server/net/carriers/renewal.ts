/** Looks now and then whether the files of certificates have changed, and reads them anew. */
import type { Alarm, Clock } from '../../clock.ts';
import type { Certificates, Renewed } from './certificates.ts';

/** The files are looked at this often. */
export const RENEWAL_MS = 10_000;

/** Keeps certificates as new as their files. */
interface Renewal {
  /** Reads the files anew. When that fails the former certificates stay. */
  now(): void;
  stop(): void;
}

/** Keeps these new. The operator is told of each new one, and warned of files that can't be used. */
export function keepNew(
  certificates: Certificates,
  clock: Clock,
  tell: (renewed: Renewed) => void,
  warn: (fact: string) => void,
): Renewal {
  let next = later();
  return { now, stop: () => next.cancel() };

  function later(): Alarm {
    return clock.after(RENEWAL_MS, () => {
      if (certificates.haveChanged) now();
      next = later();
    });
  }

  function now(): void {
    try {
      for (const renewed of certificates.reload()) tell(renewed);
    } catch (error) {
      warn(`the certificates stay as they were: ${(error as Error).message}`);
    }
  }
}
