/** Who is next of all that wait: laws of the fair queue, for tasks of any cost that come at any time. */
import { expect } from 'chai';
import fc from 'fast-check';
import { FairQueue, type Task, type Until } from '../../server/net/fair-queue.ts';

/** What a task counts for at least, in milliseconds. */
const LEAST = 0.1;

interface Work extends Task {
  readonly number: number;
  readonly cost: number;
}

/** Looks at all addresses each time. */
class Simple {
  now = 0;
  readonly held = new Set<string>();
  readonly #rests = new Map<string, number>();
  readonly #had = new Map<string, number>();
  readonly #tasks = new Map<string, Work[]>();
  #reached = 0;

  get size(): number {
    return [...this.#tasks.values()].flat().length;
  }

  add(task: Work): void {
    const { address } = task;
    this.#had.set(address, this.#least(address));
    this.#tasks.set(address, [...(this.#tasks.get(address) ?? []), task]);
  }

  rest(address: string, milliseconds: number): void {
    this.#rests.set(address, Math.max(this.#rests.get(address) ?? 0, this.now + milliseconds));
  }

  readonly until = (address: string): number =>
    this.held.has(address) ? Number.POSITIVE_INFINITY : (this.#rests.get(address) ?? 0);

  /** Whoever is next has had their turn: it has to be one of those that had least. */
  took(task: Work | undefined): void {
    const free = [...this.#tasks]
      .filter(([name, tasks]) => tasks.length > 0 && this.until(name) <= this.now)
      .map(([name]) => name);
    expect(task === undefined).to.equal(free.length === 0);
    if (task === undefined) return this.#forget();
    const { address, cost } = task;
    expect(free).to.include(address);
    const least = Math.min(...free.map((name) => this.#least(name)));
    expect(this.#least(address)).to.be.closeTo(least, 1e-6);
    expect(this.#tasks.get(address)?.shift()).to.equal(task);
    this.#reached = this.#least(address);
    this.#had.set(address, this.#reached + cost + LEAST);
    if (this.size === 0) this.#forget();
  }

  #least(name: string): number {
    return Math.max(this.#had.get(name) ?? 0, this.#reached);
  }

  /** What those had is forgotten who do not wait. */
  #forget(): void {
    if (this.size === 0) this.#reached = 0;
    for (const [name] of this.#had) {
      if ((this.#tasks.get(name)?.length ?? 0) === 0) this.#had.delete(name);
    }
  }
}

/** Somebody asks for something that costs so many milliseconds, or whoever is next has their turn. */
type Move = { readonly address: string; readonly cost: number } | 'next';

const cost = fc.integer({ min: 0, max: 20 });
const address = fc.constantFrom('A', 'B', 'C', 'D');
const move: fc.Arbitrary<Move> = fc.oneof(
  fc.record({ address, cost }),
  fc.constant('next' as const),
);
const event = fc.record({
  do: fc.constantFrom('add', 'add', 'next', 'next', 'rest', 'hold', 'release'),
  address,
  cost,
  later: fc.integer({ min: 0, max: 5 }),
});

const moves = fc.array(move, { size: 'max', maxLength: 60 });

let made = 0;
function work(address: string, cost = 0): Work {
  made += 1;
  return { address, cost, number: made, take() {} };
}

/** The next one does its work. */
function serve(queue: FairQueue, now?: number, until?: Until): Work | undefined {
  const task = queue.next(now, until) as Work | undefined;
  if (task !== undefined) queue.charge(task.address, task.cost);
  return task;
}

describe('a fair queue', () => {
  it('gives each task its turn, once, and to each address in the order in which it asked', () => {
    fc.assert(
      fc.property(moves, (all) => {
        const queue = new FairQueue();
        const waiting = new Map<string, Work[]>();
        let size = 0;
        const check = (task: Work | undefined) => {
          expect(task === undefined).to.equal(size === 0);
          if (task === undefined) return;
          size -= 1;
          expect(task).to.equal(waiting.get(task.address)?.shift());
        };
        for (const each of all) {
          if (each === 'next') check(serve(queue));
          else {
            const task = work(each.address, each.cost);
            queue.add(task);
            queue.add(task);
            waiting.set(each.address, [...(waiting.get(each.address) ?? []), task]);
            size += 1;
          }
          expect(queue.size).to.equal(size);
        }
        while (size > 0) check(serve(queue));
      }),
    );
  });

  it('lets two addresses that both wait have as much time as each other, but for one task of each', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ address, cost }), { size: 'max', maxLength: 60 }), (all) => {
        const queue = new FairQueue();
        for (const each of all) queue.add(work(each.address, each.cost));
        const had = new Map<string, number>();
        const dearest = Math.max(0, ...all.map((each) => each.cost)) + LEAST;
        const waiting: string[] = all.map((each) => each.address);
        while (waiting.length > 0) {
          const those = waiting.map((name) => had.get(name) ?? 0);
          expect(Math.max(...those) - Math.min(...those)).to.be.below(2 * dearest + 1e-6);
          const task = serve(queue) as Work;
          waiting.splice(waiting.indexOf(task.address), 1);
          had.set(task.address, (had.get(task.address) ?? 0) + task.cost + LEAST);
        }
      }),
    );
  });

  it('keeps whoever comes waiting for no more than one task of each that has waited', () => {
    fc.assert(
      fc.property(moves, (all) => {
        const queue = new FairQueue();
        for (const each of all) {
          if (each === 'next') serve(queue);
          else queue.add(work(each.address, each.cost));
        }
        for (let left = 5; left > 0; left -= 1) for (const name of 'ABCD') queue.add(work(name, 5));
        queue.add(work('newcomer'));
        const before: string[] = [];
        for (
          let task = serve(queue);
          task !== undefined && task.address !== 'newcomer';
          task = serve(queue)
        ) {
          before.push(task.address);
        }
        expect(new Set(before).size, before.join(' ')).to.equal(before.length);
      }),
    );
  });

  it('lets addresses take turns where all ask for the same', () => {
    const queue = new FairQueue();
    for (const name of 'AAABCC') queue.add(work(name));
    const heard = Array.from({ length: 6 }, () => serve(queue)?.address);
    expect(heard.join('')).to.equal('ABCACA');
  });

  it('charges for what comes of a task later, too', () => {
    const queue = new FairQueue();
    for (const name of 'AABBB') queue.add(work(name));
    serve(queue);
    queue.charge('A', 0.15);
    const heard = Array.from({ length: 4 }, () => serve(queue)?.address);
    expect(heard.join('')).to.equal('BBBA');
  });

  it('gives nobody more for having asked for nothing before', () => {
    const queue = new FairQueue();
    for (let left = 9; left > 0; left -= 1) queue.add(work('A'));
    for (let left = 5; left > 0; left -= 1) serve(queue);
    for (let left = 4; left > 0; left -= 1) queue.add(work('B'));
    const heard = Array.from({ length: 8 }, () => serve(queue)?.address);
    expect(heard.join('')).to.match(/^(?:ABABABAB|BABABABA)$/);
  });

  it('skips whoever rests, who gains nothing by that', () => {
    const queue = new FairQueue();
    for (let left = 9; left > 0; left -= 1) for (const name of 'AB') queue.add(work(name));
    const until: Until = (name) => (name === 'A' ? 10 : 0);
    const resting = Array.from({ length: 5 }, () => serve(queue, 9, until)?.address);
    expect([resting.join(''), queue.restsUntil]).to.deep.equal(['BBBBB', 10]);
    const heard = Array.from({ length: 6 }, () => serve(queue, 10)?.address);
    expect(heard.join('')).to.equal('ABABAB');
    expect(serve(queue, 10, () => 11)).to.equal(undefined);
    expect([queue.size, queue.restsUntil]).to.deep.equal([7, 11]);
  });

  it('looks at each address that rests when it begins to, and when that is over, however often somebody is next', () => {
    const queue = new FairQueue();
    const restful = Array.from({ length: 1000 }, (_, n) => work(`${n}`));
    for (const task of restful) queue.add(task);
    for (let left = 2000; left > 0; left -= 1) queue.add(work('ann'));
    let looks = 0;
    const until: Until = (name) => {
      looks += 1;
      return name === 'ann' ? 0 : Number(name) % 2 === 0 ? 10 : Number.POSITIVE_INFINITY;
    };
    for (let left = 1000; left > 0; left -= 1)
      expect(serve(queue, 0, until)?.address).to.equal('ann');
    expect(looks).to.equal(2000);
    const again: Until = () => {
      looks += 1;
      return 0;
    };
    const heard = Array.from({ length: 500 }, () => serve(queue, 10, again));
    expect([new Set(heard.map((task) => task?.address)).size, looks]).to.deep.equal([500, 2500]);
  });

  it('does what one would do who looked at all addresses each time: takes the one that had least of those that do not rest', () => {
    fc.assert(
      fc.property(fc.array(event, { size: 'max', maxLength: 80 }), (all) => {
        const queue = new FairQueue();
        const simple = new Simple();
        for (const each of all) {
          simple.now += each.later;
          if (each.do === 'add') {
            const task = work(each.address, each.cost);
            queue.add(task);
            simple.add(task);
          } else if (each.do === 'rest') simple.rest(each.address, each.cost);
          else if (each.do === 'hold') simple.held.add(each.address);
          else if (each.do === 'release') {
            queue.release();
            simple.held.clear();
          } else {
            simple.took(serve(queue, simple.now, simple.until));
          }
          expect(queue.size).to.equal(simple.size);
        }
      }),
    );
  });

  it('holds nothing against anybody once nobody waits', () => {
    const queue = new FairQueue();
    for (const name of 'AAB') queue.add(work(name, 100));
    for (let left = 3; left > 0; left -= 1) serve(queue);
    for (const name of 'AB') queue.add(work(name));
    expect(serve(queue)?.address).to.equal('A');
  });
});
