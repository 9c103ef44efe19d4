/** Where a server listens: addresses as operators type them, such as tls://[::]:7667 or unix:/run/parlance.sock. */
import { isIPv4 } from 'node:net';
import ipaddr from 'ipaddr.js';
import { unreachable } from '../../grammar/unreachable.ts';

/** A place to listen at. On `tls` nothing but TLS is spoken; on the others TLS is known by its first bytes. */
export type Endpoint =
  | {
      readonly kind: 'tcp' | 'tls';
      readonly host: string;
      /** 0 picks a free one. */
      readonly port: number;
    }
  | {
      readonly kind: 'unix';
      readonly path: string;
      /** Who may connect, as of a file: 0o660 for its owner and group. */
      readonly mode: number;
    }
  /** A socket that listens already: systemd has opened it and hands it over. */
  | { readonly kind: 'inherited'; readonly descriptor: number };

const SOCKET_MODE = '660';

/** Reads an endpoint as it is typed; undefined when it is none. */
export function endpointOf(text: string): Endpoint | undefined {
  const [, path, mode = SOCKET_MODE] =
    /^unix:(\/[^?]*|[^/?][^?]*)(?:\?mode=([0-7]{3}))?$/.exec(text) ?? [];
  if (path !== undefined) return { kind: 'unix', path, mode: Number.parseInt(mode, 8) };
  const [, kind, bracketed, plain, digits] =
    /^(tcp|tls):\/\/(?:\[([\da-f:.]+)\]|([\w.-]+)):(\d{1,5})\/?$/i.exec(text) ?? [];
  const [host, port] = [bracketed ?? plain, Number(digits)];
  if (kind === undefined || host === undefined || port > 65_535) return undefined;
  return { kind: kind.toLowerCase() === 'tls' ? 'tls' : 'tcp', host, port };
}

/**
 * Where it is, once it listens at this address. A socket that listened already may be `tls` if that is to be: then it is so
 * where others could read along.
 */
export function placed(
  endpoint: Endpoint,
  at: { address: string; port: number } | string | null,
  mayDemandTls: boolean,
): Endpoint {
  if (typeof at !== 'object' || at === null) return endpoint;
  if ('port' in endpoint) return { ...endpoint, port: at.port };
  const place: Endpoint = { kind: 'tcp', host: at.address, port: at.port };
  return mayDemandTls && isInClear(place) ? { ...place, kind: 'tls' } : place;
}

/** An endpoint as an operator reads it. */
export function nameOf(endpoint: Endpoint): string {
  switch (endpoint.kind) {
    case 'tcp':
      return hostAndPort(endpoint);
    case 'tls':
      return `tls://${hostAndPort(endpoint)}`;
    case 'unix':
      return `unix:${endpoint.path}`;
    case 'inherited':
      return `descriptor ${endpoint.descriptor}`;
    default:
      return unreachable(endpoint);
  }
}

const hostAndPort = ({ host, port }: { host: string; port: number }): string =>
  host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;

/** True when what is sent to this address does not leave the machine. */
export const isLoopback = (host: string): boolean =>
  isIPv4(host)
    ? host.startsWith('127.')
    : host === 'localhost' || (ipaddr.isValid(host) && ipaddr.process(host).range() === 'loopback');

/** True when others can read on the way what is sent to this endpoint. */
export const isInClear = (endpoint: Endpoint): boolean =>
  endpoint.kind === 'tcp' && !isLoopback(endpoint.host);
