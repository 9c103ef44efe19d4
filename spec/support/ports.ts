/** The ports of servers. */
import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below those that systems give to whoever asks for any port, and to whoever connects. */
const [LOWEST, HIGHEST] = [10_000, 32_000];
/** Processes of specs that were started one after the other have so many ports each. */
const SHARE = 97;

let next = LOWEST + ((process.pid * SHARE) % (HIGHEST - LOWEST));

/** The port of the first of the places where a server listens that has one. */
export const portOf = (places: readonly string[]): number =>
  places.flatMap((place) => /:(\d+)$/.exec(place)?.[1] ?? []).map(Number)[0] ?? 0;

/** A free port that nobody else gets when whoever listens there ends: another one can take its place. */
export async function lastingPort(): Promise<number> {
  for (;;) {
    const port = next;
    next = port < HIGHEST ? port + 1 : LOWEST;
    const server = createServer();
    const isFree = once(server.listen(port, '127.0.0.1'), 'listening').then(
      () => true,
      () => false,
    );
    if (!(await isFree)) continue;
    await new Promise((resolve) => server.close(resolve));
    return port;
  }
}
