/** Holds the commits of a store back, in the middle of their transactions, for as long as a spec wants. */
export class Gate {
  /** What the store is opened with: whether it is closed, and how many commits have come to it. */
  readonly cells = new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT));

  close(): void {
    Atomics.store(this.cells, 0, 1);
  }

  open(): void {
    Atomics.store(this.cells, 0, 0);
    Atomics.notify(this.cells, 0);
  }

  /** Waits until so many commits have come to it. */
  async reached(count: number): Promise<void> {
    for (let now = Atomics.load(this.cells, 1); now < count; now = Atomics.load(this.cells, 1))
      await Atomics.waitAsync(this.cells, 1, now).value;
  }

  get count(): number {
    return Atomics.load(this.cells, 1);
  }
}
