/** Waits for what happens to the files of a folder. */
import { once } from 'node:events';
import { watch } from 'node:fs';

/** Looks whether something is so, and again whenever a file of the folder has changed, until it is. */
export async function untilFiles(
  folder: string,
  areSo: () => boolean | Promise<boolean>,
): Promise<void> {
  const watcher = watch(folder);
  for (;;) {
    // Nothing that changes while it looks is missed.
    const changed = once(watcher, 'change');
    if (await areSo()) break;
    await changed;
  }
  watcher.close();
}
