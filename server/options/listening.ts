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
    more: 'To `tls://[::]:7667` only TLS may come, on `tcp://127.0.0.1:7667` it is known by its first bytes; `unix:/run/parlance.sock?mode=660`. `[::]` is IPv6 alone: name `0.0.0.0`, too',
    schema: v.optional(list('endpoint')),
    example: 'tcp://127.0.0.1:7667,unix:parlance-chat.sock',
  },
  tlsCert: {
    flag: '--tls-cert <file>',
    kind: 'list',
    help: 'certificate with its chain (PEM); repeat it for more names',
    more: 'The first is for whoever names none. New files are taken within 10 s, and open connections go on',
    schema: v.optional(list('file')),
    example: 'fullchain.pem',
  },
  tlsKey: {
    flag: '--tls-key <file>',
    kind: 'list',
    help: 'its key (PEM)',
    schema: v.optional(list('file')),
    example: 'privkey.pem',
  },
  proxyFrom: {
    flag: '--proxy-from <list>',
    kind: 'list',
    help: 'proxies that say for whom they connect (PROXY protocol): addresses, ranges, or unix',
    more: 'Whoever connects from there has to send its header, version 1 or 2, before TLS or in it',
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
    more: 'Without it those of the same host, if it is an IP address, `localhost` or reached by TLS',
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
    help: 'listen beyond this machine even where others can read all on the way',
    schema: v.optional(v.boolean(), false),
  },
} as const satisfies Record<string, Option>;
