/** Cuts the power at places in a recording, chosen by a seed, and tells what each disk then has against what was promised. */
import { mkdtempSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Chance } from '../../hostile/chance.ts';
import { quickPlace } from '../../support/folders.ts';
import { Disk, type DiskImage } from './disk.ts';
import { Listener, type Promised } from './promises.ts';
import type { Recording } from './recording.ts';
import { lay, survey } from './survey.ts';

/** A disk without power, and what people had been told by then. */
export interface Cut {
  /** After so many steps. */
  readonly after: number;
  readonly found: DiskImage;
  readonly promised: readonly Promised[];
}

/** Nothing but what was synced is left, or parts of the rest, too. */
type Loss = 'all' | 'some';

/** So many cuts of a recording, the first before its first step, the last after its last one. */
export function* cuts({ root, steps }: Recording, count: number, loss: Loss, seed: number) {
  const chance = new Chance(seed);
  const disk = new Disk(root);
  const listener = new Listener();
  const chosen = new Set([0, steps.length]);
  while (chosen.size < Math.min(count, steps.length + 1)) chosen.add(chance.below(steps.length));
  for (let after = 0; after <= steps.length; after += 1) {
    if (chosen.has(after)) {
      const found = disk.afterPowerCut(loss === 'some' ? chance : undefined);
      yield { after, found, promised: [...listener.promised] } satisfies Cut;
    }
    const step = steps[after];
    if (step === undefined) return;
    disk.take(step);
    listener.take(step);
  }
}

/** Lays the disk of a cut out in a folder, as long as `use` needs it. */
export async function onDisk<T>(
  { root, data }: Recording,
  { found }: Cut,
  use: (data: string) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(quickPlace, 'parlance-'));
  try {
    lay(found, root, folder);
    return await use(join(folder, relative(root, data)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What is wrong after some of these cuts: each as a sentence. */
export async function faultsAfter(recording: Recording, all: Iterable<Cut>): Promise<string[]> {
  const faults: string[] = [];
  for (const cut of all) {
    const found = await onDisk(recording, cut, (data) => survey(data, cut.promised));
    const of = `after ${cut.after} of ${recording.steps.length} steps`;
    faults.push(...found.map((fault) => `${of}: ${fault}`));
  }
  return faults;
}
