/** Servers that get their socket from systemd: whoever comes while none runs waits for the next one. */
import { once } from 'node:events';
import { expect } from 'chai';
import { socketToGive } from './support/listening.ts';
import { Party } from './support/party.ts';
import { executable, type Running, start } from './support/process.ts';

/** Holds a socket that listens, as systemd does, and runs a server on it, and another one when it is told to. */
const holder = `
run() { sh -c 'echo "pid $$"; LISTEN_FDS=1 LISTEN_PID=$$ exec "$0" "$@"' "$@"; }
run "$@"; read next; run "$@"
`;

/** Starts a server on a socket. Only the holder has it from here on. */
async function activated(): Promise<{ port: number; held: Running }> {
  const { port, fd, letGo } = await socketToGive();
  const serve = [process.execPath, executable, 'serve', '--memory'];
  const held = start('sh', ['-c', holder, 'holder', ...serve], {}, 'pipe', fd);
  await once(held.child, 'spawn');
  letGo();
  return { port, held };
}

/** Ends the server that was started last. */
function end({ stdout }: Running): void {
  const pids = [...stdout().matchAll(/^pid (\d+)$/gm)].map(([, pid]) => Number(pid));
  process.kill(pids.at(-1) ?? 0, 'SIGTERM');
}

describe('a server on a socket of systemd', () => {
  it('refuses nobody when it is started anew', async () => {
    const { port, held } = await activated();
    await held.until(new RegExp(`listening on 127.0.0.1:${port}`));
    const ana = await Party.open(port, 'ana');
    end(held);
    await ana.ended();
    const bob = await Party.connect(port);
    bob.send('/ping@t');
    held.child.stdin?.write('\n');
    await bob.until(/ok t/);
    end(held);
    expect(await held.exited).to.equal(0);
  });
});
