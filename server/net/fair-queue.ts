/**
 * A fair queue: of all addresses that wait, the one that had least of the server's time is next; within an address, the task that
 * has waited for longest. This is start-time fair queueing (Goyal, Vin and Cheng, 1996): whoever comes back after a while
 * begins where those who wait are now, so nobody saves up time, and nobody who asks for little waits for those who ask for much.
 */
import { Heap, type Placed } from './heap.ts';

/** A task that waits for its turn: the lines of a connection, its end, a handshake, or a question. */
export interface Task {
  readonly address: string;
  take(): void;
}

/** In milliseconds, what each task counts for, besides what its address is charged. Where nobody is charged, addresses take turns. */
const LEAST_MS = 0.1;

/** An address that has tasks, or had more time than those that wait. It is in one of the heaps, or held. */
interface Row extends Placed {
  readonly address: string;
  /** The first has waited for longest. */
  readonly tasks: Set<Task>;
  /** How much of the server's time it had. Another row has its turn first if it had less. */
  had: number;
}

/** Until when an address rests, by a clock that never goes back; infinity: until all who are held are released. */
export type Until = (address: string) => number;

/** Holds tasks, and how much of the server's time each of their addresses had. It remembers nothing when nobody waits. */
export class FairQueue {
  readonly #rows = new Map<string, Row>();
  /** By how much time they had when they came there. */
  readonly #waiting = new Heap<Row>();
  /** Those who rest, by when that ends. They have tasks, as the held ones do. */
  readonly #resting = new Heap<Row>();
  #held: Row[] = [];
  #size = 0;
  /** How much of the time the address had whose task was taken last. */
  #reached = 0;

  /** How many tasks wait. */
  get size(): number {
    return this.#size;
  }

  /** When the first of those who rest is looked at again; infinity when nobody rests. */
  get restsUntil(): number {
    return this.#resting.first?.place ?? Number.POSITIVE_INFINITY;
  }

  /** Adds a task; one that waits already waits where it is. */
  add(task: Task): void {
    const { address } = task;
    let row = this.#rows.get(address);
    if (row === undefined) {
      row = { address, tasks: new Set(), had: this.#reached, place: 0, came: 0 };
      this.#rows.set(address, row);
      this.#waiting.put(row, row.had);
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

  /** Lets those go on who are held. */
  release(): void {
    for (const row of this.#held) this.#goOn(row);
    this.#held = [];
  }

  /**
   * Removes the next task and returns it. Skips addresses that rest; they gain nothing by that. Each is looked at when it
   * begins to rest, and not again before that is over.
   */
  next(now = 0, until: Until = never): Task | undefined {
    while (this.restsUntil <= now) this.#goOn(this.#resting.takeFirst() as Row);
    let next: Task | undefined;
    while (next === undefined && this.#waiting.first !== undefined) {
      next = this.#look(this.#waiting.takeFirst() as Row, now, until);
    }
    if (this.#size === 0) this.#forget();
    return next;
  }

  /** Puts whoever came before all others where they belong now, or takes their task. */
  #look(row: Row, now: number, until: Until): Task | undefined {
    const { address, had, place, tasks } = row;
    if (had > place) return void this.#waiting.put(row, had);
    const [task] = tasks;
    if (task === undefined) return void this.#rows.delete(address);
    const end = until(address);
    if (end === Number.POSITIVE_INFINITY) return void this.#held.push(row);
    if (end > now) return void this.#resting.put(row, end);
    tasks.delete(task);
    this.#size -= 1;
    this.#reached = had;
    row.had += LEAST_MS;
    this.#waiting.put(row, row.had);
    return task;
  }

  #goOn(row: Row): void {
    row.had = Math.max(row.had, this.#reached);
    this.#waiting.put(row, row.had);
  }

  /** Nobody rests or is held when no task waits. To clear a map takes memory, even when it is empty. */
  #forget(): void {
    if (this.#rows.size > 0) this.#rows.clear();
    this.#waiting.clear();
    this.#reached = 0;
  }
}

const never: Until = () => Number.NEGATIVE_INFINITY;
