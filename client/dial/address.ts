/** Where a server is, as people write it: `tls://chat.example`, `tcp://10.0.0.7:7667`, `unix:/run/parlance.sock`, or host and port alone. */

/** By TCP, inside of TLS or in the clear, or by a socket of this machine. */
export type Address =
  | { readonly by: 'tcp' | 'tls'; readonly host: string; readonly port: number }
  | { readonly by: 'unix'; readonly path: string };

/** The port of a server, when none is said. */
export const DEFAULT_PORT = 7667;

/** The address that is written there, or nothing when it is none: see `whyNoAddress`. Host and port alone are TCP. */
export function readAddress(given: string): Address | undefined {
  const path = /^unix:(.+)$/.exec(given)?.[1];
  if (path !== undefined) return { by: 'unix', path };
  const [, scheme = 'tcp', rest = ''] = /^(?:(tcp|tls):\/\/)?(.*?)$/i.exec(given) ?? [];
  const { host, digits } = parted(rest);
  const by = scheme.toLowerCase() === 'tls' ? 'tls' : 'tcp';
  if (host === undefined && /^[\da-f:]+:[\da-f:.]*$/i.test(rest)) {
    return { by, host: rest, port: DEFAULT_PORT };
  }
  const port = Number(digits ?? DEFAULT_PORT);
  return host !== undefined && port >= 1 && port <= 65_535 ? { by, host, port } : undefined;
}

function parted(given: string): { host?: string | undefined; digits?: string | undefined } {
  const [, bracketed, host = bracketed, digits] =
    /^(?:\[([\da-f:.]+)\]|([\p{L}\p{M}\p{N}_.-]+))(?::(\w*))?$/iu.exec(given) ?? [];
  return { host, digits };
}

/** What is wrong with what is no address: an address of the web, perhaps, or host and port as other programs take them. */
export function whyNoAddress(given: string): string {
  if (given === 'unix:') return 'write unix: and the path of a socket.';
  const [, scheme = '', rest = given] = /^(tcp:\/\/|tls:\/\/)(.*)$/i.exec(given) ?? [];
  if (parted(rest).host !== undefined) return 'a port is a number from 1 to 65535.';
  const [, bare = 'chat.example'] =
    /^(?:[a-z+]+:\/\/)?([\w.-]+(?:[: ]\d+)?)(?:\/|$)/i.exec(rest) ?? [];
  return /[: ]/.test(bare)
    ? `write ${scheme}${bare.replace(' ', ':')}.`
    : `write ${scheme}${bare} or ${scheme}${bare}:${DEFAULT_PORT}.`;
}

/** Host and port as they stand in sentences; of a socket its path. */
export const placeOf = (address: Address): string =>
  address.by === 'unix' ? address.path : hostAndPort(address);

/** What is known of a server is kept under this: what came by TLS is not for the same place in the clear. */
export const knownAs = (address: Address): string =>
  `${address.by === 'tls' ? 'tls://' : ''}${placeOf(address)}`;

/** What it is called, in short. */
export const hostOf = (address: Address): string =>
  address.by === 'unix' ? address.path : address.host;

/** With brackets around what has colons of its own. */
export const hostAndPort = ({ host, port }: { host: string; port: number }): string =>
  host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;

/** Why no password or token is sent there, in a sentence; nothing when nobody else can read it on the way. A server would refuse it, too. */
export const whyExposed = (address: Address): string | undefined =>
  address.by === 'tcp' && !/^(localhost|127(\.\d+){3}|::1)$/i.test(address.host)
    ? `No password is sent to ${placeOf(address)}: others on the way could read it. Call it tls://${placeOf(address)}.`
    : undefined;
