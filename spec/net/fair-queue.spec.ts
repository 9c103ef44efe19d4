/** Who is next of all that wait: laws of the fair queue, for tasks of any cost that come at any time. */
import { expect } from 'chai';
import fc from 'fast-check';
import { FairQueue, type Task } from '../../server/net/fair-queue.ts';

/** What a task counts for at least, in milliseconds. */
const LEAST = 0.1;

interface Work extends Task {
  readonly number: number;
  readonly cost: number;
}

/** Somebody asks for something that costs so many milliseconds, or whoever is next has their turn. */
type Move = { readonly address: string; readonly cost: number } | 'next';

const cost = fc.integer({ min: 0, max: 20 });
const address = fc.constantFrom('A', 'B', 'C', 'D');
const move: fc.Arbitrary<Move> = fc.oneof(
  fc.record({ address, cost }),
  fc.constant('next' as const),
);
const moves = fc.array(move, { size: 'max', maxLength: 60 });

let made = 0;
function work(address: string, cost = 0): Work {
  made += 1;
  return { address, cost, number: made, take() {} };
}

/** The next one does its work. */
function serve(queue: FairQueue, rests?: (address: string) => boolean): Work | undefined {
  const task = queue.next(rests) as Work | undefined;
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
          expect([queue.size, queue.isEmpty]).to.deep.equal([size, size === 0]);
          const those = [...waiting].filter(([, tasks]) => tasks.length > 0).map(([name]) => name);
          expect([...queue.addresses]).to.have.members(those);
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
        for (let left = all.length; left > 0; left -= 1) {
          const those = [...queue.addresses].map((name) => had.get(name) ?? 0);
          expect(Math.max(...those) - Math.min(...those)).to.be.below(2 * dearest + 1e-6);
          const task = serve(queue) as Work;
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
    const resting = Array.from({ length: 5 }, () => serve(queue, (name) => name === 'A')?.address);
    expect(resting.join('')).to.equal('BBBBB');
    const heard = Array.from({ length: 6 }, () => serve(queue)?.address);
    expect(heard.join('')).to.equal('ABABAB');
    expect(serve(queue, () => true)).to.equal(undefined);
    expect(queue.size).to.equal(7);
  });

  it('holds nothing against anybody once nobody waits', () => {
    const queue = new FairQueue();
    for (const name of 'AAB') queue.add(work(name, 100));
    for (let left = 3; left > 0; left -= 1) serve(queue);
    for (const name of 'AB') queue.add(work(name));
    expect(serve(queue)?.address).to.equal('A');
  });
});
