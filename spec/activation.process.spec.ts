/** Servers that get their socket from systemd: whoever comes while none runs waits for the next one. */
import { once } from 'node:events';
import { join } from 'node:path';
import { expect } from 'chai';
import { newFolder } from './support/folders.ts';
import { socketToGive } from './support/listening.ts';
import { Party } from './support/party.ts';
import { executable, type Running, start } from './support/process.ts';
import { without } from './support/programs.ts';

/** Holds a socket that listens, as systemd does, and runs a server on it, and another one when it is told to. */
const holder = `
run() { sh -c 'echo "pid $$"; LISTEN_FDS=1 LISTEN_PID=$$ exec "$0" "$@"' "$@"; }
run "$@"; read next; run "$@"
`;

/** Starts a server on a socket. Only the holder has it from here on. */
async function activated(
  env: Record<string, string> = {},
): Promise<{ port: number; held: Running }> {
  const { port, fd, letGo } = await socketToGive();
  const serve = [process.execPath, executable, 'serve', '--memory'];
  const held = start('sh', ['-c', holder, 'holder', ...serve], env, 'pipe', fd);
  await once(held.child, 'spawn');
  letGo();
  return { port, held };
}

/** Ends the server that was started last. */
function end({ stdout }: Running): void {
  const pids = [...stdout().matchAll(/^pid (\d+)$/gm)].map(([, pid]) => Number(pid));
  process.kill(pids.at(-1) ?? 0, 'SIGTERM');
}

const noNotify = without('systemd-notify') || without('socat', '-V');

/** What hears, as systemd does, that a service is ready; and what says where. */
async function hearing(): Promise<{ systemd?: Running; env: Record<string, string> }> {
  if (noNotify) return { env: {} };
  const path = join(newFolder(), 'notify');
  const systemd = start('socat', ['-u', '-dd', `UNIX-RECV:${path}`, '-']);
  await systemd.until(/starting data transfer/, 'stderr');
  return { systemd, env: { NOTIFY_SOCKET: path } };
}

describe(`a server on a socket of systemd${noNotify}`, () => {
  it('says that it is ready, and refuses nobody when it is started anew', async () => {
    const { systemd, env } = await hearing();
    const { port, held } = await activated(env);
    await held.until(new RegExp(`listening on 127.0.0.1:${port}`));
    await systemd?.until(/READY=1/);
    const ana = await Party.open(port, 'ana');
    end(held);
    await ana.ended();
    const crowd = await Promise.all(Array.from({ length: 50 }, () => Party.connect(port)));
    for (const each of crowd) each.send('/ping@t');
    held.child.stdin?.write('\n');
    for (const each of crowd) await each.until(/ok t/);
    end(held);
    expect(await held.exited).to.equal(0);
  });
});
