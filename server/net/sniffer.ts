/** Tells by the first bytes of a stream what it carries: lines, or what one of the carriers takes, such as TLS. */
import type { Carrier } from './transport.ts';

/** What the bytes so far tell: the carrier that they fit, or lines; `undefined` while there are too few. */
interface Sniffed {
  /** All bytes that have come so far. */
  readonly head: Buffer;
  readonly carries: Carrier | 'lines' | undefined;
}

/** Collects first bytes until they tell what they carry. */
export class Sniffer {
  readonly #carriers: readonly Carrier[];
  #head: Buffer | undefined;

  /** What fits none of `carriers` is lines. */
  constructor(carriers: readonly Carrier[]) {
    this.#carriers = carriers;
  }

  push(chunk: Buffer): Sniffed {
    const head = this.#head === undefined ? chunk : Buffer.concat([this.#head, chunk]);
    this.#head = head;
    for (const carrier of this.#carriers) {
      const fits = carrier.fits(head);
      if (fits === undefined) return { head, carries: undefined };
      if (fits) return { head, carries: carrier };
    }
    return { head, carries: 'lines' };
  }
}
