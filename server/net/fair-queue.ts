/**
 * A fair queue: of all addresses that wait, the one that had least of the server's time is next; within an address, the task that
 * has waited for longest. This is start-time fair queueing (Goyal, Vin and Cheng, 1996): whoever comes back after a while
 * begins where those who wait are now, so nobody saves up time, and nobody who asks for little waits for those who ask for much.
 */

/** A task that waits for its turn: the lines of a connection, its end, a handshake, or a question. */
export interface Task {
  readonly address: string;
  take(): void;
}

/** In milliseconds, what each task counts for, besides what its address is charged. Where nobody is charged, addresses take turns. */
const LEAST_MS = 0.1;

/** An address that has tasks, or had more time than those that wait. */
interface Row {
  readonly address: string;
  /** The first has waited for longest. */
  readonly tasks: Set<Task>;
  /** How much of the server's time it had. Another row has its turn first if it had less. */
  had: number;
  /** Its place in the heap: by `had` as it was when it came there, and of equals by who came first. */
  place: number;
  came: number;
}

/** Holds tasks, and how much of the server's time each of their addresses had. It remembers nothing when nobody waits. */
export class FairQueue {
  readonly #rows = new Map<string, Row>();
  /** A binary heap: no row comes before the one at half of its index. */
  readonly #heap: Row[] = [];
  #size = 0;
  /** How much of the time the address had whose task was taken last. */
  #reached = 0;
  #came = 0;

  get isEmpty(): boolean {
    return this.#size === 0;
  }

  /** How many tasks wait. */
  get size(): number {
    return this.#size;
  }

  /** The addresses that have a task. */
  get addresses(): Iterable<string> {
    return this.#heap.filter(({ tasks }) => tasks.size > 0).map(({ address }) => address);
  }

  /** Adds a task; one that waits already waits where it is. */
  add(task: Task): void {
    const { address } = task;
    let row = this.#rows.get(address);
    if (row === undefined) {
      row = { address, tasks: new Set(), had: this.#reached, place: 0, came: 0 };
      this.#rows.set(address, row);
      this.#put(row);
    }
    if (row.tasks.has(task)) return;
    row.tasks.add(task);
    this.#size += 1;
  }

  /** Charges an address for the server's time, in milliseconds, while others wait. */
  charge(address: string, milliseconds: number): void {
    const row = this.#rows.get(address);
    if (row !== undefined) row.had += milliseconds;
  }

  /** Removes the next task and returns it. Skips addresses that rest; they gain nothing by that. */
  next(rests: (address: string) => boolean = () => false): Task | undefined {
    const resting: Row[] = [];
    let next: Task | undefined;
    while (this.#heap.length > 0 && next === undefined) {
      const row = this.#takeFirst();
      if (row.had > row.place) this.#put(row);
      else if (row.tasks.size === 0) this.#rows.delete(row.address);
      else if (rests(row.address)) resting.push(row);
      else next = this.#takeOf(row);
    }
    for (const row of resting) {
      row.had = Math.max(row.had, this.#reached);
      this.#put(row);
    }
    if (this.#size === 0) this.#forget();
    return next;
  }

  #takeOf(row: Row): Task | undefined {
    const [task] = row.tasks;
    if (task === undefined) return undefined;
    row.tasks.delete(task);
    this.#size -= 1;
    this.#reached = row.had;
    row.had += LEAST_MS;
    this.#put(row);
    return task;
  }

  #forget(): void {
    this.#rows.clear();
    this.#heap.length = 0;
    this.#reached = 0;
  }

  #put(row: Row): void {
    row.place = row.had;
    this.#came += 1;
    row.came = this.#came;
    const heap = this.#heap;
    let at = heap.length;
    for (
      let above = (at - 1) >> 1;
      at > 0 && comesBefore(row, heap[above]);
      above = (at - 1) >> 1
    ) {
      heap[at] = heap[above] as Row;
      at = above;
    }
    heap[at] = row;
  }

  /** Removes the row that comes before all others. */
  #takeFirst(): Row {
    const heap = this.#heap;
    const first = heap[0] as Row;
    const last = heap.pop() as Row;
    if (heap.length === 0) return first;
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      const below = comesBefore(heap[left + 1], heap[left]) ? left + 1 : left;
      if (!comesBefore(heap[below], last)) break;
      heap[at] = heap[below] as Row;
      at = below;
    }
    heap[at] = last;
    return first;
  }
}

/** True when the one is there and comes before the other. */
const comesBefore = (one: Row | undefined, other: Row | undefined): boolean =>
  one !== undefined &&
  (other === undefined ||
    one.place < other.place ||
    (one.place === other.place && one.came < other.came));
