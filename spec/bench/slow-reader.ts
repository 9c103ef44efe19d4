/**
 * Somebody in the first room who reads nothing, then all at once. Runs as a process of its own, so that what it takes to
 * read is taken from nobody whose deliveries are timed; and counts the ends of lines, where a `Party` would read them.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { fileURLToPath } from 'node:url';

const LF = 10;
const last = Buffer.from('* ok drained\n');

export class SlowReader {
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  /** Resolves when it is in the room, and has stopped reading. */
  static async open(port: number): Promise<SlowReader> {
    const child = fork(fileURLToPath(import.meta.url), [String(port)]);
    await once(child, 'message');
    return new SlowReader(child);
  }

  /** Resolves with the number of lines that came, when all are there that were said before. */
  async drain(): Promise<number> {
    this.#child.send('drain');
    const [lines] = await once(this.#child, 'message');
    return lines;
  }
}

/** What the process does. */
function read(port: number): void {
  const socket = connect({ host: '127.0.0.1', port });
  let lines = 0;
  let end = Buffer.alloc(0);
  socket.on('error', () => process.exit(1));
  socket.on('data', (bytes) => {
    for (let at = bytes.indexOf(LF); at >= 0; at = bytes.indexOf(LF, at + 1)) lines += 1;
    end = Buffer.concat([end, bytes]).subarray(-last.length);
    if (end.equals(last)) process.send?.(lines, () => process.exit());
    else if (bytes.includes('* #r0')) {
      socket.pause();
      process.send?.(lines);
    }
  });
  process.once('message', () => {
    socket.write('/ping@drained\n');
    socket.resume();
  });
  process.once('disconnect', () => process.exit());
  socket.write('/nick slow\n/join #r0 quiet\n');
}

const port = process.argv[2];
if (process.argv[1] === fileURLToPath(import.meta.url)) read(Number(port));
