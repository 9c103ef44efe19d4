/** The log on a simulated disk keeps the contract of all stores; what was not synced may be gone, and what was stays. */
import { expect } from 'chai';
import { storeContract } from '../store/contract.ts';
import { dev, entry, part, time, turn } from '../store/records.ts';
import { HandClock, START } from '../support/hand-clock.ts';
import { Disk, type Ending } from './disk.ts';
import { DiskStore } from './disk-store.ts';
import { Mortal } from './mortal.ts';

const newDisk = (clock = new HandClock()): Disk => new Disk(() => 0, clock);

/** A log whose disk does at once what it is asked to, for as long as there are endings: well, when they are used up. */
function promptly(disk: Disk, ...endings: Ending[]): DiskStore {
  disk.tasks = new Proxy(disk.tasks, {
    set(tasks, field, task) {
      if (field !== 'length') queueMicrotask(() => task.end(endings.shift() ?? 'well'));
      return Reflect.set(tasks, field, task);
    },
  });
  return new DiskStore(disk, new Mortal());
}

storeContract('on a simulated disk', async () => promptly(newDisk()));

describe('a simulated disk', () => {
  const seqs = async (disk: Disk): Promise<number[]> =>
    (await promptly(disk).read(dev, part())).map(({ event }) => event.seq);

  it('shows nobody what became too old meanwhile, by the clock of its world', async () => {
    const clock = new HandClock();
    const disk = newDisk(clock);
    const retention = START + 60_000 - time(2);
    await promptly(disk).append(turn({ ...entry(dev, 0, 3), retention }));
    clock.pass(60_000);
    expect(await seqs(disk)).to.deep.equal([2, 3]);
    clock.pass(1);
    expect(await seqs(disk)).to.deep.equal([3]);
  });

  it('keeps what was synced when the power fails', async () => {
    const disk = newDisk();
    await promptly(disk).append(turn(entry(dev, 0, 2)));
    disk.crash(0);
    expect(await seqs(disk)).to.deep.equal([1, 2]);
  });

  it('loses what was only written when the power fails, and keeps it when a process ends', async () => {
    for (const [left, kept] of [[0, []] as const, [1, [1, 2]] as const]) {
      const disk = newDisk();
      void new DiskStore(disk, new Mortal()).append(turn(entry(dev, 0, 2)));
      await Promise.resolve();
      disk.tasks.shift()?.end('well');
      disk.crash(left);
      expect(await seqs(disk), `${left} left`).to.deep.equal(kept);
    }
  });

  it('refuses a turn of which nothing is kept, or can’t tell, and tells later', async () => {
    const full = newDisk();
    const refused = await promptly(full, 'refused').append(turn(entry(dev, 0, 2)));
    expect(refused.is).to.equal('nothing');
    for (const [ending, last] of [['kept', 1] as const, ['lost', 0] as const]) {
      const disk = newDisk();
      const store = promptly(disk, 'well', ending);
      expect((await store.append(turn(entry(dev, 0, 2)))).is).to.equal('unknown');
      expect(await store.lastTurn(), ending).to.equal(last);
    }
  });
});
