/** Why a server cannot be talked to, as data and as a sentence for the person. */
import { type Address, hostOf, placeOf } from './address.ts';
import { type ProxyRefusal, refusalInWords, type SocksProxy } from './proxy.ts';
import { type Distrust, distrustInWords } from './trust.ts';

/** Why a connection could not be made or was lost. */
export type Trouble =
  | { is: 'refused' | 'no_host' | 'unreachable' | 'timeout' | 'silent' | 'dead' | 'hung_up' }
  /** The server has said why, and hung up. */
  | { is: 'turned_away'; refusal: string }
  /** It hung up without a word. */
  | { is: 'mute' }
  /** Something else answers there. */
  | { is: 'foreign'; speaks: Speech }
  /** There is no socket of this machine with that name, or it is not for this person. */
  | { is: 'no_socket' | 'no_permission' }
  /** TLS can't be spoken there, or not as it was tried. */
  | { is: 'not_tls' | 'old_tls' | 'certificate_asked' | 'certificate_refused' }
  | Distrust
  /** The proxy can't be reached, or does not let one through. */
  | { is: 'no_proxy'; why: Trouble; proxy: SocksProxy }
  | { is: 'proxy'; why: ProxyRefusal; proxy: SocksProxy }
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
  const refusal = /^! (.+)/.exec(first)?.[1];
  if (refusal !== undefined) return { is: 'turned_away', refusal };
  const ending: Trouble = { is: first === '' ? 'mute' : 'hung_up' };
  if (error === undefined) return ending;
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
      return ending;
    case 'ENOENT':
      return { is: 'no_socket' };
    case 'EACCES':
      return { is: 'no_permission' };
    default:
      return troubleOfTls(String(code)) ?? { is: 'told', message: error.message };
  }
}

/** OpenSSL names an alert of the other end after the version that it came with, or none. */
function troubleOfTls(code: string): Trouble | undefined {
  if (/WRONG_VERSION_NUMBER|PACKET_LENGTH|HTTP_REQUEST|ALERT_HANDSHAKE_FAILURE/.test(code)) {
    return { is: 'not_tls' };
  }
  if (/UNSUPPORTED_PROTOCOL|ALERT_PROTOCOL_VERSION/.test(code)) return { is: 'old_tls' };
  if (/ALERT_CERTIFICATE_REQUIRED/.test(code)) return { is: 'certificate_asked' };
  return /ALERT_(UNKNOWN_CA|\w*CERTIFICATE)/.test(code) ? { is: 'certificate_refused' } : undefined;
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

/** True when the server was reached, and is not to be talked to as long as it shows this certificate. */
export const isDistrust = ({ is }: Trouble): boolean =>
  ['wrong_name', 'expired', 'not_yet', 'untrusted', 'changed'].includes(is);

/** The sentences for the person. */
export function troubleInWords(trouble: Trouble, address: Address): string {
  const where = placeOf(address);
  const host = hostOf(address);
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
      return `${where} hung up.`;
    case 'turned_away':
      return `${where} says: ${trouble.refusal}`;
    case 'mute':
      return address.by === 'tcp'
        ? `${where} hung up without a word. Is that a Parlance server? If it wants TLS, call it tls://${where}.`
        : `${where} hung up without a word. Is that a Parlance server?`;
    case 'foreign':
      return trouble.speaks === 'tls'
        ? `${where} speaks TLS: call it tls://${where}.`
        : `${where} is no Parlance server: ${speeches[trouble.speaks]}.`;
    case 'no_socket':
      return `There is no ${host}. Is the server running, and does it listen there?`;
    case 'no_permission':
      return `${host} is not for you: you have no permission to write to it.`;
    case 'not_tls':
      return `${where} speaks no TLS. Is that the right port? A server without TLS is called tcp://${where}.`;
    case 'old_tls':
      return `${where} speaks only a TLS that is too old to be safe: this client needs 1.2 or newer.`;
    case 'certificate_asked':
      return `${where} takes only those who show a certificate: say it with --cert and --key.`;
    case 'certificate_refused':
      return `${where} does not accept your certificate.`;
    case 'no_proxy':
      return `The proxy can't be reached: ${troubleInWords(trouble.why, { by: 'tcp', ...trouble.proxy })}`;
    case 'proxy':
      return refusalInWords(trouble.why, trouble.proxy, where);
    case 'told':
      return trouble.message;
    default:
      return distrustInWords(trouble, where, host);
  }
}

const speeches: Readonly<Record<Exclude<Speech, 'tls'>, string>> = {
  http: 'a web server answers',
  ssh: 'an ssh server answers',
  unknown: 'what it says is something else',
};
