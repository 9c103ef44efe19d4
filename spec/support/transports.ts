/** What conversations are played over: the server that it needs, and the way to it. */
import { join } from 'node:path';
import type { Options } from '../../server/options/check.ts';
import { newFolder } from './folders.ts';
import { keys } from './test-keys/keys.ts';
import { byTcp, byTls, byUnix, byWebSocket, type Way } from './ways.ts';

export interface Transport {
  readonly given: Options;
  wayTo(port: number): Way;
}

export const transports = {
  tcp: (): Transport => ({ given: {}, wayTo: byTcp }),
  tls: (): Transport => ({ given: keys.options('localhost'), wayTo: (port) => byTls(port) }),
  unix(): Transport {
    const path = join(newFolder(), 'parlance.sock');
    return { given: { listen: `unix:${path}` }, wayTo: () => byUnix(path) };
  },
  webSocket: (): Transport => ({
    given: {},
    wayTo: (port) => byWebSocket(`ws://127.0.0.1:${port}/`),
  }),
};

export type TransportName = keyof typeof transports;
