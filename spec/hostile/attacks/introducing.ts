/** Who misuses the PROXY protocol, as a listed proxy or as somebody else. */
import type { Attack } from './attack.ts';

const proxy =
  'is a listed proxy and sends none, a broken one, or more than 107 or 4096 bytes of it';
const signature = Buffer.from('\r\n\r\n\0\r\nQUIT\n');

export const introducing = {
  'a PROXY header of 64 KB': {
    entry: proxy,
    ...{ addresses: 200, abreast: 1000, perSecond: 2000, asProxy: true },
    first: [signature, Buffer.from([0x21, 0x11, 0xff, 0xff]), Buffer.alloc(65_535)],
    fate: /^nothing, cut$/,
  },
  'a PROXY line without end': {
    entry: proxy,
    ...{ addresses: 200, abreast: 1000, perSecond: 2000, asProxy: true },
    first: [`PROXY TCP4 ${'1'.repeat(200)}`],
    fate: /^nothing, cut$/,
  },
  'half a PROXY header': {
    entry: proxy,
    ...{ addresses: 200, abreast: 4000, perSecond: 2000, asProxy: true, first: ['PROXY TC'] },
    fate: /^nothing, cut$/,
  },
  'a PROXY header from elsewhere': {
    entry: 'sends a PROXY header from elsewhere',
    ...{ addresses: 8, abreast: 200, again: ['PROXY TCP4 10.0.0.1 10.0.0.2 1 2\r\n'] },
    fate: /^served, there$/,
  },
} as const satisfies Record<string, Attack>;
