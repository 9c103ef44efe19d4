/** Asks the client that is measured what it has used: through a probe that is loaded into it and holds nothing open. */
import { createServer, type Socket } from 'node:net';

interface Used {
  /** Milliseconds of processor time since the start. */
  cpu: number;
  /** Bytes. */
  rss: number;
  heapUsed: number;
}

export interface Gauge {
  /** What the client's environment has to hold. */
  env: Record<string, string>;
  used: () => Promise<Used>;
  close: () => void;
}

export async function openGauge(): Promise<Gauge> {
  let client = Promise.withResolvers<Socket>();
  const server = createServer((socket) => {
    socket.on('error', () => {});
    client.resolve(socket);
    socket.on('close', () => {
      client = Promise.withResolvers();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  // As a data URL: a file of TypeScript would load the compiler, and be measured with it.
  const script = encodeURIComponent(`(${probe})(${address.port})`);
  return {
    env: { NODE_OPTIONS: `--import=data:text/javascript,${script}` },
    async used() {
      const socket = await client.promise;
      const answer = new Promise<string>((resolve) =>
        socket.once('data', (bytes) => resolve(String(bytes))),
      );
      socket.write('?');
      return JSON.parse(await answer) as Used;
    },
    close: () => server.close(),
  };
}

/** Runs in the client, so it can use nothing of this file. */
async function probe(port: number): Promise<void> {
  const { connect } = await import('node:net');
  const socket = connect({ host: '127.0.0.1', port });
  socket.unref();
  socket.on('error', () => {});
  socket.on('data', () => {
    const { user, system } = process.cpuUsage();
    const { rss, heapUsed } = process.memoryUsage();
    socket.write(`${JSON.stringify({ cpu: (user + system) / 1000, rss, heapUsed })}\n`);
  });
}

/** The share of one core that was used between two moments. */
export async function share(gauge: Gauge, during: () => Promise<void>): Promise<number> {
  const before = await gauge.used();
  const began = performance.now();
  await during();
  const spent = (await gauge.used()).cpu - before.cpu;
  return spent / (performance.now() - began);
}
