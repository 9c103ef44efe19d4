/**
 * Whatever specs open is closed again: after the spec that has opened it, and after the file of a `before` that has.
 * What was opened last is closed first. hooks.ts has mocha call this.
 */
type Close = () => unknown;

const opened: Close[] = [];
/** So many were open when the spec began. */
let lasting = 0;

/** Has something closed; it may have been closed by then. */
export function afterwards(close: Close): void {
  opened.push(close);
}

export function beginSpec(): void {
  lasting = opened.length;
}

/** Closes what this spec has opened. */
export const endSpec = (): Promise<void> => closeDownTo(lasting);

/** Closes all that is open. */
export const endAll = (): Promise<void> => closeDownTo(0);

/** Closes all of them, also where one says that something is wrong. */
async function closeDownTo(count: number): Promise<void> {
  const problems: unknown[] = [];
  for (const close of opened.splice(count).reverse()) {
    try {
      await close();
    } catch (problem) {
      problems.push(problem);
    }
  }
  if (problems.length > 0) throw problems[0];
}
