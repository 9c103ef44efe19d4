/** Why a server cannot be talked to, as data and as a sentence for the person. */

/** Why a connection could not be made or was lost. */
export type Trouble =
  | { is: 'refused' | 'no_host' | 'unreachable' | 'timeout' | 'silent' | 'dead' | 'hung_up' }
  /** Something else answers there. */
  | { is: 'foreign'; speaks: Speech }
  /** What the server or the operating system says itself. */
  | { is: 'told'; message: string };

type Speech = 'http' | 'ssh' | 'tls' | 'unknown';

/** What a program speaks that is no Parlance server, by the first that it says; undefined: that can't be told. */
export function foreignIn(first: string): Speech | undefined {
  // The oldest servers of the web answer with the page alone.
  if (/^(?:HTTP\/|<!DOCTYPE |<html)/i.test(first)) return 'http';
  if (first.startsWith('SSH-')) return 'ssh';
  return /^[\x14-\x17]\x03/.test(first) ? 'tls' : undefined;
}

/** The trouble of a socket that is closed. `first`: what was said on it before there was a welcome. */
export function troubleOf(error: Error | undefined, first: string): Trouble {
  const foreign = foreignOf(first);
  if (foreign !== undefined) return foreign;
  if (error === undefined) return { is: 'hung_up' };
  const code = 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ECONNREFUSED':
      return { is: 'refused' };
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return { is: 'no_host' };
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return { is: 'unreachable' };
    case 'ETIMEDOUT':
      return { is: 'timeout' };
    case 'ECONNRESET':
    case 'EPIPE':
      return { is: 'hung_up' };
    default:
      return { is: 'told', message: error.message };
  }
}

/** The trouble when nothing that was awaited has come in time. */
export function troubleOfSilence(isConnecting: boolean, first: string): Trouble {
  return foreignOf(first) ?? { is: isConnecting ? 'timeout' : 'silent' };
}

/** A Parlance server may greet people before it knows that a program calls; it begins such lines with a sign. */
function foreignOf(first: string): Trouble | undefined {
  const speaks = foreignIn(first) ?? (/^[{*!]|^$/.test(first) ? undefined : 'unknown');
  return speaks && { is: 'foreign', speaks };
}

/** The sentences for the person. */
export function inWords(trouble: Trouble, host: string, port: number): string {
  const where = host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
  switch (trouble.is) {
    case 'refused':
      return `Nobody listens at ${where}. Is the server running there?`;
    case 'no_host':
      return `There is no host called ${host}.`;
    case 'unreachable':
      return `There is no way to ${host}. Is this machine on the network?`;
    case 'timeout':
      return `${where} does not answer. Is a firewall between?`;
    case 'silent':
      return `${where} takes the call, but says nothing. Is that a Parlance server?`;
    case 'dead':
      return `${where} gives no sign of life any more.`;
    case 'hung_up':
      return `${where} hung up. Is that a Parlance server?`;
    case 'foreign':
      return `${where} is no Parlance server: ${speeches[trouble.speaks]}.`;
    case 'told':
      return trouble.message;
    default:
      return unsaid(trouble);
  }
}

const speeches: Readonly<Record<Speech, string>> = {
  http: 'a web server answers',
  ssh: 'an ssh server answers',
  tls: 'it answers in TLS',
  unknown: 'what it says is something else',
};

function unsaid(trouble: never): never {
  throw new Error(`A trouble without words: ${JSON.stringify(trouble)}`);
}
