/** How a run may end from outside: by signals, by a terminal that is gone, or by a mistake of ours. */
import { measure } from './terminal/lending.ts';

interface Ends {
  /** The person, or the system, wants it to end. */
  leave(): void;
  /** There is no terminal any more. */
  hangUp(): void;
  crash(error: unknown): void;
  /** The very end. */
  exit(): void;
}

/** Has each way to end do what it should; also looks at the terminal's size when the process goes on after a stop. */
export function heedEnds(stdin: NodeJS.ReadStream, { leave, hangUp, crash, exit }: Ends): void {
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGQUIT'] as const) process.on(signal, leave);
  process.on('SIGHUP', hangUp);
  process.on('SIGCONT', measure);
  for (const end of ['error', 'end'] as const) stdin.on(end, hangUp);
  process.stderr.on('error', () => {});
  process.on('uncaughtException', crash);
  process.on('unhandledRejection', crash);
  process.on('exit', exit);
}
