/** Looks now and then whether the files of certificates have changed, and reads them anew. */
import type { Alarm, Clock } from '../../clock.ts';
import type { Certificates, Renewed } from './certificates.ts';

/** The files are looked at this often. */
export const RENEWAL_MS = 10_000;

/** Keeps certificates as new as their files. */
export class Renewal {
  readonly #certificates: Certificates;
  readonly #clock: Clock;
  readonly #warn: (fact: string) => void;
  readonly #tell: (renewed: Renewed) => void;
  #next: Alarm;

  /** The operator is told of each new certificate, and warned of files that can't be used. */
  constructor(
    certificates: Certificates,
    clock: Clock,
    tell: (renewed: Renewed) => void,
    warn: (fact: string) => void,
  ) {
    this.#certificates = certificates;
    this.#clock = clock;
    this.#tell = tell;
    this.#warn = warn;
    this.#next = this.#later();
  }

  /** Reads the files anew. Says whether that went well; if not, the operator is told why, and the former ones stay. */
  now(): boolean {
    try {
      for (const renewed of this.#certificates.reload()) this.#tell(renewed);
      return true;
    } catch (error) {
      this.#warn(`the certificates stay as they were: ${(error as Error).message}`);
      return false;
    }
  }

  stop(): void {
    this.#next.cancel();
  }

  #later(): Alarm {
    return this.#clock.after(RENEWAL_MS, () => {
      if (this.#certificates.haveChanged) this.now();
      this.#next = this.#later();
    });
  }
}
