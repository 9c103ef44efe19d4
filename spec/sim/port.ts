/** Where simulated connections come from. */
import type { Port, PortEvents } from '../../server/net/port.ts';
import type { Cable } from './cable.ts';

export class SimPort implements Port {
  #events: PortEvents | undefined;

  get isOpen(): boolean {
    return this.#events !== undefined;
  }

  open(events: PortEvents): Promise<[]> {
    this.#events = events;
    return Promise.resolve([]);
  }

  close(): void {
    this.#events = undefined;
  }

  connect(cable: Cable): void {
    this.#events?.came(cable);
  }
}
