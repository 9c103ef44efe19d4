/** Before there is a screen: finds the way to the server, and asks the person about one for which no authority vouches. */
import { createInterface } from 'node:readline/promises';
import { whyExposed } from '../../client/dial/address.ts';
import { dial, type NewServer, type Route } from '../../client/dial/dial.ts';
import { proxyOf } from '../../client/dial/proxy.ts';
import { readRouteFiles, remembered } from '../../client/dial/route-files.ts';
import { isDistrust, troubleInWords } from '../../client/dial/trouble.ts';
import type { Profile } from '../config/profiles.ts';
import { cleanLine } from '../layout/text.ts';

/** A server that does not answer within this many milliseconds is called again from the screen. */
const ANSWER_WITHIN_MS = 10_000;

type Complain = (sentence: string) => void;

/**
 * The way to the server, or why there is none. A server that is not to be trusted is found before anybody types a password; one
 * that can't be reached is left to the screen, which calls again.
 */
export async function routeTo(
  { address, routeFlags, login }: Profile,
  complain: Complain,
): Promise<Route | { why: string[]; isUsage: boolean }> {
  const read = readRouteFiles(routeFlags, process.env);
  if ('mistakes' in read) return { why: read.mistakes, isUsage: true };
  const why = login && whyExposed(address);
  if (why !== undefined) return { why: [why], isUsage: false };
  const { proxy: given, ...files } = read;
  const proxy = given === undefined ? undefined : proxyOf(given);
  const isAsked = process.stdin.isTTY === true && process.stderr.isTTY === true;
  const accept = (server: NewServer): boolean => {
    complain(remembered(server));
    return true;
  };
  const route: Route = {
    address,
    ...files,
    ...(proxy && { proxy }),
    meet: isAsked ? () => false : accept,
  };
  if (address.by === 'tls') {
    const bounds = { withinMs: ANSWER_WITHIN_MS, signal: new AbortController().signal };
    const found = await dial({ ...route, meet: isAsked ? isWelcome : accept }, bounds);
    if ('socket' in found) found.socket.destroy();
    else if (isDistrust(found.trouble)) {
      return { why: [troubleInWords(found.trouble, address)], isUsage: false };
    }
  }
  return route;
}

function isWelcome({ place, fingerprint, names }: NewServer): Promise<boolean> {
  process.stderr.write(
    `No authority vouches for ${place}. Its certificate is for ${cleanLine(names)} and has the SHA-256\n` +
      `  ${fingerprint}\n` +
      'Its operator knows whether that is right:\n' +
      '  openssl x509 -noout -fingerprint -sha256 -in CERTIFICATE\n',
  );
  return agrees('Remember it and go on? (yes/no) ');
}

/** Only a whole yes is one. */
async function agrees(question: string): Promise<boolean> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const closed = new Promise<string>((resolve) => lines.once('close', () => resolve('')));
    const answer = await Promise.race([lines.question(question), closed]);
    return answer.trim().toLowerCase() === 'yes';
  } finally {
    lines.close();
  }
}
