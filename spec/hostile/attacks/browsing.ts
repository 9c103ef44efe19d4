/** Who misuses HTTP and WebSockets. */
import type { Attack } from './attack.ts';

const upgrade =
  'GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n' +
  'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n';

const TEXT = 1;
const BINARY = 2;
const PING = 9;
const PONG = 10;
const LAST = 0x80;
const MASKED = 0x80;

/** A frame, masked with zeros as if it came from a client. */
function frame(first: number, payload: string): Buffer {
  const bytes = Buffer.from(payload);
  const length =
    bytes.length < 126
      ? [MASKED | bytes.length]
      : [MASKED | 126, bytes.length >> 8, bytes.length & 255];
  return Buffer.concat([Buffer.from([first, ...length, 0, 0, 0, 0]), bytes]);
}

/** As many bytes as a socket is handed at once. */
const many = (bytes: Buffer): Buffer =>
  Buffer.concat(Array.from({ length: Math.ceil(16_384 / bytes.length) }, () => bytes));

const frames = 'sends binary frames, over 64 KiB, or over 64 fragments';
const controls = 'sends WebSocket pings, pongs or empty messages without end';
const slow = 'sends HTTP slowly, or headers over 8 KiB';
const crowd = { addresses: 8, abreast: 400, perSecond: 1000 };

export const browsing = {
  'a header at a time': {
    entry: slow,
    ...{ ...crowd, first: ['GET / HTTP/1.1\r\n'], again: ['x: y\r\n'], everyMs: 200 },
    fate: /^(HTTP 4\d\d|nothing), cut$/,
  },
  'headers without end': {
    entry: slow,
    ...{ ...crowd, first: ['GET / HTTP/1.1\r\n'], again: [`x: ${'y'.repeat(8000)}\r\n`] },
    fate: /^HTTP 4\d\d, cut$/,
  },
  'binary frames': {
    entry: frames,
    ...{ ...crowd, first: [upgrade, frame(LAST | BINARY, 'x')] },
    fate: /^closed with 1003, /,
  },
  'frames that say they are 100 GB': {
    entry: frames,
    ...crowd,
    first: [upgrade, Buffer.from([LAST | TEXT, MASKED | 127, 0, 0, 0, 23, 0, 0, 0, 0, 1, 2, 3, 4])],
    fate: /^closed with 1009, /,
  },
  'fragments without end': {
    entry: frames,
    ...{ ...crowd, first: [upgrade, frame(TEXT, 'x')], again: [many(frame(0, 'x'))] },
    fate: /^closed with 1008, /,
  },
  'a fragment at a time': {
    entry: 'connects and says nothing',
    ...{ ...crowd, first: [upgrade, frame(TEXT, 'x')], again: [frame(0, '')], everyMs: 1000 },
    fate: /^(WebSocket|closed with 100[18]), cut$/,
  },
  'pings without end': {
    entry: controls,
    ...{ ...crowd, first: [upgrade], again: [many(frame(LAST | PING, 'x'.repeat(125)))] },
    fate: /^WebSocket, cut$/,
  },
  'pings without end, never read': {
    entry: controls,
    ...{
      ...crowd,
      first: [upgrade],
      again: [many(frame(LAST | PING, 'x'.repeat(125)))],
      isDeaf: true,
    },
    fate: /cut$/,
  },
  'pongs without end': {
    entry: controls,
    ...{ ...crowd, first: [upgrade], again: [many(frame(LAST | PONG, ''))] },
    fate: /^(WebSocket|closed with 1008), cut$/,
  },
  'empty messages without end': {
    entry: controls,
    ...{ ...crowd, first: [upgrade], again: [many(frame(LAST | TEXT, ''))] },
    fate: /^(WebSocket|closed with 1008), cut$/,
  },
} as const satisfies Record<string, Attack>;
