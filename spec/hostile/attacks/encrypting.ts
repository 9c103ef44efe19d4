/** Who misuses TLS. */
import type { Attack } from './attack.ts';

const record = (...bytes: number[]): Buffer => Buffer.from([0x16, 3, 1, ...bytes]);
const ping = '{"cmd":"ping"}\n';

export const encrypting = {
  'handshakes that stop': {
    entry: 'begins TLS, and stops',
    ...{ addresses: 40, abreast: 4000, perSecond: 2000, first: [record(2, 0)] },
    fate: /^nothing, cut$/,
  },
  'garbage as TLS': {
    entry: 'sends garbage as TLS, or an old version',
    ...{ addresses: 200, abreast: 200, perSecond: 2000, first: [record(0, 5, 9, 9, 9, 9, 9)] },
    fate: /^alert, cut$/,
  },
  'handshakes over and over': {
    entry: 'begins TLS very often',
    ...{ addresses: 200, abreast: 200, tls: 'newest', first: [ping], leaves: 'broken' },
    fate: /^(served|nothing), cut$/,
  },
  renegotiation: {
    entry: 'negotiates TLS again, or sends within it what is no TLS',
    ...{ addresses: 200, abreast: 200, tls: 'renegotiating', first: [ping] },
    fate: /^(served|nothing), cut$/,
  },
} as const satisfies Record<string, Attack>;
