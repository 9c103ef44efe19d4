/** Limits each address: how many connections it has, how fast it opens new ones, and what they may do together. */
import { isIPv4 } from 'node:net';
import ipaddr from 'ipaddr.js';
import { Allowance, type Rates } from './allowance.ts';
import { Bucket, type Rate } from './bucket.ts';

/** What one address may have. */
export interface AddressLimits {
  /** Connections at the same time. */
  readonly connections: number;
  /** New ones. */
  readonly newcomers: Rate;
}

/** Of the connections of an address, or of all, this part may be in a handshake: so others come in while some begin one and stop. */
const SHARE_IN_HANDSHAKES = 1 / 2;

/** How many refused connections are told why: in each second, and at once. Further ones are cut without a word. */
const REFUSALS_TOLD: Rate = { perSecond: 10, burst: 32 };

/** For each new address so many others are looked at, whether they may be forgotten. */
const LOOKED_AT = 2;

interface Neighbours {
  connections: number;
  handshakes: number;
  readonly newcomers: Bucket;
  readonly refusals: Bucket;
  readonly allowance: Allowance | undefined;
}

/** The connections of each address. It remembers an address while that has a connection or owes something. */
export class Neighbourhood {
  #limits: AddressLimits;
  #rates: Rates | undefined;
  readonly #addresses = new Map<string, Neighbours>();

  constructor(limits: AddressLimits, rates: Rates | undefined) {
    this.#limits = limits;
    this.#rates = rates;
  }

  /** Other limits and rates for those who come from now on; an address that is known keeps its buckets. */
  adjust(limits: AddressLimits, rates: Rates | undefined): void {
    this.#limits = limits;
    this.#rates = rates;
  }

  /**
   * Admits one more connection and returns its allowance, if it has one. Or says why it is refused; past a rate, refuses
   * without a reason.
   */
  admit(
    address: string,
    now: number,
  ): { allowance: Allowance | undefined } | { refused: string | undefined } {
    const here = this.#of(address, now);
    const refused = this.#refusal(here, now);
    if (refused !== undefined) {
      if (here.refusals.wait(1, now) > 0) return { refused: undefined };
      here.refusals.take(1, now);
      return { refused };
    }
    here.newcomers.take(1, now);
    here.connections += 1;
    return { allowance: this.#rates && new Allowance(this.#rates, here.allowance) };
  }

  #refusal({ connections, newcomers }: Neighbours, now: number): string | undefined {
    if (connections >= this.#limits.connections) {
      return `There are ${connections} connections from your address, the most there can be. Try again when one of them has ended.`;
    }
    const wait = newcomers.wait(1, now);
    if (wait === 0) return undefined;
    return `Too many connections came from your address. Try again in ${inSeconds(wait)}.`;
  }

  /** One of its connections begins a handshake; false when there are too many of these. */
  mayBeginHandshake(address: string): boolean {
    const here = this.#addresses.get(address);
    if (here === undefined || here.handshakes >= mostHandshakes(this.#limits.connections)) {
      return false;
    }
    here.handshakes += 1;
    return true;
  }

  handshakeEnded(address: string): void {
    const here = this.#addresses.get(address);
    if (here) here.handshakes -= 1;
  }

  leave(address: string): void {
    const here = this.#addresses.get(address);
    if (here) here.connections -= 1;
  }

  /** Looks at those that were not looked at for longest, and forgets them if they owe nothing: to reconnect never pays a debt. */
  #forget(now: number): void {
    let looked = 0;
    for (const [address, here] of this.#addresses) {
      if (looked === LOOKED_AT) return;
      looked += 1;
      this.#addresses.delete(address);
      if (matters(here, now)) this.#addresses.set(address, here);
    }
  }

  #of(address: string, now: number): Neighbours {
    let here = this.#addresses.get(address);
    if (here === undefined) this.#forget(now);
    if (here === undefined || !matters(here, now)) {
      const newcomers = new Bucket(this.#limits.newcomers);
      const refusals = new Bucket(REFUSALS_TOLD);
      const allowance = this.#rates && Allowance.ofAddress(this.#rates);
      here = { connections: 0, handshakes: 0, newcomers, refusals, allowance };
      this.#addresses.set(address, here);
    }
    return here;
  }
}

/** True for an address that has a connection or owes something. */
const matters = (
  { connections, newcomers, refusals, allowance }: Neighbours,
  now: number,
): boolean =>
  connections > 0 || [newcomers, refusals, allowance].some((each) => each?.isFull(now) === false);

/** How many of so many connections may be in a handshake. */
export const mostHandshakes = (connections: number): number =>
  Math.max(1, Math.floor(connections * SHARE_IN_HANDSHAKES));

const inSeconds = (milliseconds: number): string => {
  const seconds = Math.ceil(milliseconds / 1000);
  return seconds === 1 ? 'a second' : `${seconds} seconds`;
};

/**
 * An address as limits count it: for IPv6 the network of 64 bits, since whoever has one address there has all of them. IPv4
 * within IPv6 counts as IPv4.
 */
export function countedAddress(remote: string): string {
  if (isIPv4(remote)) return remote;
  const address = ipOf(remote);
  if (address === undefined || address instanceof ipaddr.IPv4) return address?.toString() ?? remote;
  const network = address.parts.slice(0, 4).map((part) => part.toString(16));
  return `${network.join(':')}::/64`;
}

/** An address as the kernel or a proxy writes it, without its zone; IPv4 within IPv6 is IPv4. Undefined when it is none. */
export function ipOf(remote: string): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  const bare = remote.split('%')[0] ?? '';
  return ipaddr.isValid(bare) ? ipaddr.process(bare) : undefined;
}
