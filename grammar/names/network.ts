/** Networks of internet addresses, as they are typed: 203.0.113.7, 203.0.113.0/24, 2001:db8::/48. An address is a small one. */

/** All addresses that begin with the same bits. Those of IPv4 are written within IPv6, as ::ffff:0:0/96. */
export interface Network {
  /** Eight numbers of 16 bits; behind `bits` all is 0. */
  readonly groups: readonly number[];
  readonly bits: number;
}

const GROUPS = 8;
const GROUP_BITS = 16;
const IPV4_BITS = 32;
const IPV6_BITS = 128;
/** Whoever has one address of IPv6 has all of its network, so nobody is known by more than that. */
const SITE_BITS = 64;
const IPV4_PREFIX: readonly number[] = [0, 0, 0, 0, 0, 0xffff];

/** A network may be this wide, for IPv4 and IPv6: wider ones are whole providers. */
const MIN_IPV4_BITS = 16;
const MIN_IPV6_BITS = 32;

/** The network of that text, which may be of any width; nothing when it is none. */
export function networkOf(text: string): Network | undefined {
  const [address = '', length, ...others] = text.split('/');
  if (others.length > 0 || (length !== undefined && !/^(?:0|[1-9]\d{0,2})$/.test(length)))
    return undefined;
  const isDotted = !address.includes(':');
  const groups = isDotted ? ipv4(address) : ipv6(address);
  const most = isDotted ? IPV4_BITS : IPV6_BITS;
  const given = length === undefined ? most : Number(length);
  if (groups === undefined || given > most) return undefined;
  const bits = isDotted ? IPV6_BITS - IPV4_BITS + given : given;
  return masked(groups, isWithinIpv4(groups) ? bits : Math.min(bits, SITE_BITS));
}

/** Says why nobody may be kept out by `network`, as the end of a sentence that begins with its text, or nothing. */
export function networkProblem(text: string): string | undefined {
  const network = networkOf(text);
  if (network === undefined)
    return 'is no address: write 203.0.113.7, 203.0.113.0/24 or 2001:db8::/48';
  const [bits, least] = isIpv4(network)
    ? [network.bits - (IPV6_BITS - IPV4_BITS), MIN_IPV4_BITS]
    : [network.bits, MIN_IPV6_BITS];
  return bits < least ? `is too wide: a network has at least /${least}` : undefined;
}

/** True when all addresses of `other` are in `network`. Nobody of IPv4 is in a network of IPv6. */
export const covers = (network: Network, other: Network): boolean =>
  isIpv4(network) === isIpv4(other) &&
  network.bits <= other.bits &&
  masked(other.groups, network.bits).groups.every((group, n) => group === network.groups[n]);

/** The one way in which a network is written. */
export function written(network: Network): string {
  const { groups, bits } = network;
  if (isIpv4(network)) {
    const [high = 0, low = 0] = groups.slice(-2);
    const address = [high >> 8, high & 255, low >> 8, low & 255].join('.');
    return bits === IPV6_BITS ? address : `${address}/${bits - (IPV6_BITS - IPV4_BITS)}`;
  }
  const site = groups.slice(0, SITE_BITS / GROUP_BITS).map((group) => group.toString(16));
  return `${site.join(':')}::/${bits}`;
}

function masked(groups: readonly number[], bits: number): Network {
  const kept = groups.map((group, n) => {
    const left = Math.min(GROUP_BITS, Math.max(0, bits - n * GROUP_BITS));
    return group & (0xffff << (GROUP_BITS - left)) & 0xffff;
  });
  return { groups: kept, bits };
}

const isIpv4 = ({ groups, bits }: Network): boolean =>
  bits >= IPV6_BITS - IPV4_BITS && isWithinIpv4(groups);

const isWithinIpv4 = (groups: readonly number[]): boolean =>
  IPV4_PREFIX.every((group, n) => group === groups[n]);

function ipv4(address: string): number[] | undefined {
  const bytes = address
    .split('.')
    .map((part) => (/^(?:0|[1-9]\d{0,2})$/.test(part) ? Number(part) : 256));
  if (bytes.length !== 4 || bytes.some((byte) => byte > 255)) return undefined;
  const [a = 0, b = 0, c = 0, d = 0] = bytes;
  return [...IPV4_PREFIX, a * 256 + b, c * 256 + d];
}

/** `::` stands for as many zeros as are missing; the end may be written as IPv4. */
function ipv6(address: string): number[] | undefined {
  const halves = address.split('::');
  if (halves.length > 2) return undefined;
  const [head, tail] = halves.map(groupsOf);
  if (head === undefined || (halves.length === 2 && tail === undefined)) return undefined;
  const missing = GROUPS - head.length - (tail?.length ?? 0);
  if (tail === undefined) return missing === 0 ? head : undefined;
  return missing < 1 ? undefined : [...head, ...Array<number>(missing).fill(0), ...tail];
}

function groupsOf(part: string): number[] | undefined {
  if (part === '') return [];
  const pieces = part.split(':');
  const last = pieces.at(-1) ?? '';
  const mapped = last.includes('.') ? ipv4(last)?.slice(-2) : undefined;
  if (last.includes('.') && mapped === undefined) return undefined;
  const plain = mapped ? pieces.slice(0, -1) : pieces;
  if (!plain.every((piece) => /^[0-9a-f]{1,4}$/i.test(piece))) return undefined;
  return [...plain.map((piece) => Number.parseInt(piece, 16)), ...(mapped ?? [])];
}
