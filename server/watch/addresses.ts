/** Replaces the addresses of people by others. Addresses of one network become addresses of one network. */
import { networkOf, written } from '../../grammar/names/network.ts';

const GROUP_BITS = 16;
/** Addresses of IPv4 are written within IPv6: behind so many bits, which stay. */
const IPV4_PREFIX_BITS = 96;

/**
 * A function from addresses and networks to others of the same length. Each bit is turned or not by `sum` of those before it
 * alone; what is no address becomes nothing.
 */
export function otherAddress(
  sum: (text: string) => string,
): (address: string) => string | undefined {
  return (address) => {
    const network = networkOf(address);
    if (network === undefined) return undefined;
    const { groups, bits } = network;
    const all = groups.map((group) => group.toString(2).padStart(GROUP_BITS, '0')).join('');
    const isDotted = written(network).includes('.');
    let other = isDotted ? all.slice(0, IPV4_PREFIX_BITS) : '';
    for (let at = other.length; at < bits; at += 1) {
      const turns = Number.parseInt(sum(`address ${all.slice(0, at)}`).slice(0, 1), 16) % 2;
      other += String(Number(all[at]) ^ turns);
    }
    const whole = other.padEnd(all.length, '0');
    return written({
      bits,
      groups: groups.map((_, n) =>
        Number.parseInt(whole.slice(n * GROUP_BITS, (n + 1) * GROUP_BITS), 2),
      ),
    });
  };
}
