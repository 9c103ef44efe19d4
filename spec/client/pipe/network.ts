/** A bad network for specs: passes bytes between a program and the server, and cuts the connection on demand. It is gone afterwards. */
import { connect, type Socket } from 'node:net';
import { standIn } from '../../support/listening.ts';
import { Waiting } from '../../support/waiting.ts';

/** rst: both ends find the connection reset. fin: both ends find it closed in order. */
export type Cut = 'rst' | 'fin';

export interface Network {
  port: number;
  /** How many connections there have been. */
  count: () => number;
  /**
   * Cuts the connection in the middle of the next bytes that flow `up` (to the server) or `down`: the first half of
   * them still passes. Resolves when it has been done.
   */
  cutNext: (flow: 'up' | 'down', how: Cut) => Promise<void>;
  /** Resolves when the server has said something that matches, on any connection so far. */
  said: (pattern: RegExp) => Promise<void>;
}

interface Plan {
  flow: 'up' | 'down';
  how: Cut;
  done: () => void;
}

export async function startNetwork(target: number): Promise<Network> {
  const plans: Plan[] = [];
  const waiting = new Waiting((problem) => `${problem}; it said ${down}`);
  let connections = 0;
  let down = '';

  const { port } = await standIn((program) => {
    connections += 1;
    const onward = connect({ port: target, host: '127.0.0.1' });
    for (const socket of [program, onward]) {
      socket.setNoDelay(true);
      socket.on('error', () => {});
    }
    const pass = (from: Socket, to: Socket, flow: Plan['flow']) => {
      from.on('data', (bytes) => {
        if (to.destroyed || to.writableEnded) return;
        const plan = plans[0]?.flow === flow ? plans.shift() : undefined;
        if (plan === undefined) to.write(bytes);
        else to.write(bytes.subarray(0, bytes.length / 2), () => sever(plan, program, onward));
      });
      from.on('end', () => to.end());
      from.on('close', () => to.destroySoon());
    };
    pass(program, onward, 'up');
    pass(onward, program, 'down');
    onward.on('data', (bytes) => {
      down += bytes.toString();
      waiting.look();
    });
  });
  return {
    port,
    count: () => connections,
    cutNext: (flow, how) => new Promise((done) => plans.push({ flow, how, done })),
    said: async (pattern) => {
      await waiting.until(`${pattern}`, () => pattern.test(down) || undefined);
    },
  };
}

function sever({ how, done }: Plan, ...ends: Socket[]): void {
  for (const end of ends) {
    if (how === 'rst') end.resetAndDestroy();
    else end.destroySoon();
  }
  done();
}
