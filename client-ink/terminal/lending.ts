/** Gives the terminal to somebody else for a while: to another program, to a question in lines, or to the shell. */

/** After SIGTSTP the client waits this long: the timer is only up when the process runs again. */
const STANDSTILL_MS = 50;

interface Lent {
  begin(): void;
  end(): void;
}

type Meanwhile = () => Promise<void>;

/** Lends by `lend`, but one after the other: each waits until those before it are done, also one that fails. */
export function inTurn(lend: (meanwhile: Meanwhile) => Promise<unknown>) {
  let last: Promise<unknown> = Promise.resolve();
  return (meanwhile: Meanwhile): Promise<unknown> => {
    const done = last.then(() => lend(meanwhile));
    last = done.catch(() => {});
    return done;
  };
}

/** The terminal, and its keys, are somebody else's meanwhile: Ctrl-C does not mean `leave` then. */
export async function lentTo<T>(
  terminal: Lent,
  leave: () => void,
  meanwhile: () => Promise<T>,
): Promise<T> {
  terminal.end();
  process.off('SIGINT', leave);
  const ignore = () => {};
  process.on('SIGINT', ignore);
  try {
    return await meanwhile();
  } finally {
    process.off('SIGINT', ignore);
    process.on('SIGINT', leave);
    terminal.begin();
    measure();
  }
}

/** Stops this process, and npm or npx around it, as the terminal does for Ctrl-Z; `fg` lets it go on from here. */
export async function stop(terminal: Lent): Promise<void> {
  terminal.end();
  process.kill(0, 'SIGTSTP');
  await new Promise((resolve) => setTimeout(resolve, STANDSTILL_MS));
  terminal.begin();
  measure();
}

/** A terminal that changes its size meanwhile tells that to others: this signal makes Node look. */
export function measure(): void {
  process.kill(process.pid, 'SIGWINCH');
}
