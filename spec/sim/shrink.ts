/** Leaves out of a list whatever something does not need in order to fail: delta debugging. */

/** True when what is left still fails. */
type Fails<T> = (items: readonly T[]) => Promise<boolean>;

/** A list that fails, of which no part can be left out that has as many items as the last ones tried: at best, no item. */
export async function shrink<T>(items: readonly T[], fails: Fails<T>, tries = 2000): Promise<T[]> {
  let left = await shortestPrefix(items, fails);
  let size = Math.ceil(left.length / 2);
  let tried = 0;
  while (size > 0 && tried < tries) {
    let isShorter = false;
    for (let at = left.length - size; at > -size && tried < tries; at -= size) {
      const rest = [...left.slice(0, Math.max(0, at)), ...left.slice(at + size)];
      tried += 1;
      if (!(await fails(rest))) continue;
      left = rest;
      isShorter = true;
    }
    if (!isShorter || size > left.length) size = Math.floor(size / 2);
  }
  return left;
}

/** As far as it takes to fail, when what fails goes on failing: in few tries. */
export async function shortestPrefix<T>(items: readonly T[], fails: Fails<T>): Promise<T[]> {
  let [enough, few] = [items.length, -1];
  while (enough - few > 1) {
    const middle = Math.floor((enough + few) / 2);
    if (await fails(items.slice(0, middle))) enough = middle;
    else few = middle;
  }
  return items.slice(0, enough);
}
