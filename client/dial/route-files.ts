/** What the options that say how a server is reached come to: the files that they name are read. */
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import type { NewServer, Route } from './dial.ts';
import { knownServersFile } from './known-servers.ts';
import type { RouteFlags } from './options.ts';
import { proxyOf } from './proxy.ts';

/** What the flags come to: texts instead of files. */
type RouteFiles = Pick<Route, 'ca' | 'cert' | 'key'> & {
  knownServers: string;
  proxy?: string;
};

/** Reads the files, or says all that is wrong. */
export function readRouteFiles(
  { ca, cert, key, knownServers, proxy }: RouteFlags,
  env: Readonly<Record<string, string | undefined>>,
): RouteFiles | { mistakes: string[] } {
  const mistakes: string[] = [];
  const texts = {
    ca: ca === undefined ? undefined : certificatesIn(ca, mistakes),
    cert: cert === undefined ? undefined : certificatesIn(cert, mistakes),
    key: key === undefined ? undefined : textOf(key, mistakes),
  };
  if ((cert === undefined) !== (key === undefined)) {
    mistakes.push(
      'A certificate needs its key, and a key its certificate: say both --cert and --key.',
    );
  } else if (texts.cert !== undefined && texts.key !== undefined) {
    const problem = mismatch(texts.cert, texts.key);
    if (problem !== undefined) mistakes.push(`${key} ${problem}`);
  }
  if (proxy !== undefined && proxyOf(proxy) === undefined) {
    mistakes.push(
      'The proxy is none: write socks5://HOST:PORT or socks5://USER:PASSWORD@HOST:PORT.',
    );
  }
  if (mistakes.length > 0) return { mistakes };
  return {
    ...(texts.ca !== undefined && { ca: texts.ca }),
    ...(texts.cert !== undefined && { cert: texts.cert }),
    ...(texts.key !== undefined && { key: texts.key }),
    ...(proxy !== undefined && { proxy }),
    knownServers: knownServers ?? knownServersFile(env),
  };
}

function textOf(file: string, mistakes: string[]): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    mistakes.push(`${file} can't be read: ${(error as Error).message}`);
    return undefined;
  }
}

function certificatesIn(file: string, mistakes: string[]): string | undefined {
  const text = textOf(file, mistakes);
  if (text === undefined) return undefined;
  try {
    new X509Certificate(text);
    return text;
  } catch {
    mistakes.push(
      `${file} holds no certificate: it has to begin with -----BEGIN CERTIFICATE-----.`,
    );
    return undefined;
  }
}

/** Why a key does not fit, in words that follow its name. */
function mismatch(cert: string, key: string): string | undefined {
  try {
    createSecureContext({ cert, key });
    return undefined;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (/MISMATCH/.test(code)) return 'is not the key of that certificate.';
    return /PASSPHRASE|BAD_DECRYPT|INTERRUPTED/.test(code)
      ? 'has a passphrase, with which it can not be used here: store it without one, for you alone to read.'
      : 'holds no key: it has to begin with -----BEGIN PRIVATE KEY-----.';
  }
}

/** What a person is told of a server that is remembered from now on. */
export const remembered = ({ place, fingerprint, file }: NewServer): string =>
  `No authority vouches for ${place}. Its certificate is remembered in ${file}, and another one will be refused: SHA-256 ${fingerprint}`;
