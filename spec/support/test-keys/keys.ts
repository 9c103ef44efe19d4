/** Certificates and keys for specs: of `localhost` and `chat.example`, and of two people. They protect nothing. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

type Name = 'localhost' | 'chat.example' | 'ana' | 'bob';

const fileOf = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

export const keys = {
  /** Who has signed all of them. */
  authority: readFileSync(fileOf('ca.crt')),
  authorityFile: fileOf('ca.crt'),
  certificate: (name: Name): string => fileOf(`${name}.crt`),
  key: (name: Name): string => fileOf(`${name}.key`),
  /** A certificate and its key as `tls.connect` takes them. */
  of: (name: Name): { cert: Buffer; key: Buffer } => ({
    cert: readFileSync(fileOf(`${name}.crt`)),
    key: readFileSync(fileOf(`${name}.key`)),
  }),
  /** The options of a server that shows these. */
  options: (...names: [Name, ...Name[]]): { tlsCert: string; tlsKey: string } => ({
    tlsCert: names.map((name) => fileOf(`${name}.crt`)).join(),
    tlsKey: names.map((name) => fileOf(`${name}.key`)).join(),
  }),
};
