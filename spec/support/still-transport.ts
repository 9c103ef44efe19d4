/** The transport of somebody who sends nothing and whom nothing reaches; a spec has it do what the spec is about. */
import type { Transport, TransportEvents } from '../../server/net/transport.ts';

export class StillTransport implements Transport {
  readonly address: string;
  readonly isPrivate = true;
  readonly certificate = undefined;
  readonly unread = 0;
  readonly isChoked = false;

  constructor(address: string) {
    this.address = address;
  }

  get mayBeginTls(): boolean {
    return false;
  }

  get waiting(): number {
    return 0;
  }

  get taken(): number {
    return 0;
  }

  open(_: TransportEvents): void {}

  turnAway(_: Buffer): void {}

  write(_: Buffer): boolean {
    return true;
  }

  cork(): void {}

  uncork(): void {}

  pause(): void {}

  resume(): void {}

  end(): void {}

  cut(): void {}

  /** It is there for good. */
  closed(): Promise<void> {
    return new Promise(() => {});
  }
}
