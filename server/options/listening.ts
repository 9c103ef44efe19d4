/** The options of where a server listens, and of whom it trusts there. */
import * as v from 'valibot';
import { isOrigin } from '../net/carriers/origin.ts';
import { isProxy } from '../net/proxies.ts';
import { list, type Option, whole } from './option.ts';

/** Options of listening, in the order in which they are told. */
export const listeningOptions = {
  host: {
    flag: '--host <address>',
    kind: 'text',
    help: 'address to listen on',
    schema: v.optional(
      v.pipe(
        v.string(),
        v.regex(
          /^[\w.:-]+$/,
          ({ input }) => `is an address of this machine such as 127.0.0.1, not "${input}".`,
        ),
      ),
      '127.0.0.1',
    ),
  },
  port: {
    flag: '--port <number>',
    kind: 'number',
    help: 'port to listen on; 0 picks a free one',
    schema: v.optional(whole(0, 65_535), '7667'),
  },
  listen: {
    flag: '--listen <address>',
    kind: 'list',
    help: 'listen there instead: tcp://HOST:PORT, tls://HOST:PORT or unix:FILE; may be repeated',
    more: '`tls://[::]:7667` takes TLS only. `tcp://127.0.0.1:7667` takes both, and knows TLS by its first bytes. A unix socket may have a mode: `unix:/run/parlance.sock?mode=660`. `[::]` is IPv6 alone: name `0.0.0.0`, too',
    schema: v.optional(list('endpoint')),
    example: 'tcp://127.0.0.1:7667,unix:parlance-chat.sock',
  },
  tlsCert: {
    flag: '--tls-cert <file>',
    kind: 'list',
    help: 'certificate with its chain (PEM); may be repeated for more names',
    more: 'A client that names no host gets the first one. The server reads changed files within 10 s; open connections go on',
    schema: v.optional(list('file')),
    example: 'fullchain.pem',
  },
  tlsKey: {
    flag: '--tls-key <file>',
    kind: 'list',
    help: 'key of the certificate (PEM)',
    schema: v.optional(list('file')),
    example: 'privkey.pem',
  },
  proxyFrom: {
    flag: '--proxy-from <list>',
    kind: 'list',
    help: 'proxies that say for whom they connect (PROXY protocol): addresses, ranges, or unix',
    more: 'A connection from there has to begin with the header of that protocol, version 1 or 2, before TLS or in it',
    schema: v.optional(
      v.pipe(
        list('address'),
        v.check(
          (proxies) => proxies.every(isProxy),
          'are addresses such as 127.0.0.1 or 10.0.0.0/8, or unix.',
        ),
      ),
    ),
    example: '127.0.0.1,10.0.0.0/8',
  },
  origins: {
    flag: '--origins <list>',
    kind: 'list',
    help: 'web pages that may open a WebSocket, such as https://chat.example; * for all',
    more: 'Without the option, pages of the same host may, if the host is an IP address or `localhost`, or if TLS has proved its name',
    schema: v.optional(
      v.pipe(
        list('origin'),
        v.check((origins) => origins.every(isOrigin), 'are pages such as https://chat.example.'),
      ),
    ),
    example: 'https://chat.example',
  },
  allowPlaintext: {
    flag: '--allow-plaintext',
    kind: 'flag',
    help: 'listen beyond this machine without TLS, where others can read everything',
    schema: v.optional(v.boolean(), false),
  },
} as const satisfies Record<string, Option>;
