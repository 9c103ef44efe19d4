/** How long it takes from the command until a server listens. */
import { type Running, start } from '../../support/process.ts';
import { executable, here } from '../contestants.ts';
import { Asker } from './asker.ts';
import { small } from './generated.ts';

/** What is said before a server is killed, so that the next one finds a write-ahead log of some size. */
const SAID = 20_000;
const PAGE = 1000;

interface Started {
  readonly milliseconds: number;
  readonly port: number;
  /** In order, with SIGTERM. */
  stop(): Promise<void>;
  /** As a power cut would, with SIGKILL. */
  kill(): Promise<void>;
}

/** Starts this checkout, as it was built. */
export async function startOn(directory: string): Promise<Started> {
  const began = performance.now();
  const server: Running = start(process.execPath, [
    executable(here.checkout),
    ...['serve', '--host', '127.0.0.1', '--port', '0', '--no-limits', '--data', directory],
  ]);
  const [, port] = await server.until(/listening on \S+:(\d+)/);
  const milliseconds = performance.now() - began;
  return {
    milliseconds,
    port: Number(port),
    async stop() {
      await server.stop();
    },
    async kill() {
      server.child.kill('SIGKILL');
      await server.exited;
    },
  };
}

/** Says very much in a room that nobody searches, and kills the server. */
export async function sayAndKill(server: Started): Promise<void> {
  const asker = await Asker.open(server.port);
  await asker.ask(`/join ${small(999)} quiet`);
  for (let said = 0; said < SAID; said += PAGE) await asker.say('the last words\n'.repeat(PAGE));
  asker.close();
  await server.kill();
}
