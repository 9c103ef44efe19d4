/** Whom something that was set about people hits: a person, who comes from an address, or whose nick a mask means. */
import { maskMatcher } from '../../../grammar/names/mask.ts';
import { covers, type Network, networkOf, written } from '../../../grammar/names/network.ts';
import { whomKey, whomKind } from '../../../grammar/names/whom.ts';
import { unreachable } from '../../../grammar/unreachable.ts';
import type { Identity, Time } from '../world/ids.ts';

/** A person, as far as it matters here. */
export interface Somebody {
  readonly identity: Identity;
  readonly nick: string;
  readonly account: { readonly since: Time } | undefined;
  readonly sessions: { values(): Iterable<{ readonly address: { readonly name: string } }> };
}

/** Who is meant, as plain data. */
export type Whom =
  | {
      readonly kind: 'person';
      readonly identity: Identity;
      readonly nick: string;
      /** Where a guest came from: whoever else comes from there later on is hit, too. */
      readonly addresses?: readonly string[];
      /** Those who were there when it was set, and came from there as well. */
      readonly spared?: readonly Identity[];
    }
  | { readonly kind: 'address'; readonly network: string }
  | { readonly kind: 'mask'; readonly mask: string };

/** What a WHO that is no nick means; nothing for a nick. */
export function whomOf(who: string): Exclude<Whom, { kind: 'person' }> | undefined {
  const kind = whomKind(who);
  if (kind === 'mask') return { kind, mask: who };
  const network = kind === 'address' ? networkOf(who) : undefined;
  return network && { kind: 'address', network: written(network) };
}

/** How they are called: by whoever set it, or would take it back. */
export function calledBy(whom: Whom): string {
  if (whom.kind === 'person') return whom.nick;
  return whom.kind === 'mask' ? whom.mask : whom.network;
}

/** The same people are meant. */
export const isSameWhom = (one: Whom, other: Whom): boolean =>
  one.kind === 'person' && other.kind === 'person'
    ? one.identity === other.identity
    : one.kind === other.kind && whomKey(calledBy(one)) === whomKey(calledBy(other));

/** Whether `person`, who comes from these addresses, is hit by what was set at `set`. It costs the same however long a mask is. */
export function isHit(
  person: Somebody,
  whom: Whom,
  set: Time,
  addresses = addressesOf(person),
): boolean {
  switch (whom.kind) {
    case 'person':
      return person.identity === whom.identity || comesFrom(person, whom, set, addresses);
    case 'address': {
      const network = within(whom.network);
      return addresses.some((address) => isIn(network, address));
    }
    case 'mask':
      return meant(whom.mask)(person.nick);
    default:
      return unreachable(whom);
  }
}

/** Where the devices of a person come from. Of sessions from before a restart that is not known. */
export const addressesOf = ({ sessions }: Somebody): string[] =>
  [...new Set([...sessions.values()].map(({ address }) => address.name))].filter(Boolean);

/** Comes from the address of a guest. An account that is older than what was set is known by itself. */
function comesFrom(
  person: Somebody,
  { addresses: meant = [], spared = [] }: Whom & { kind: 'person' },
  set: Time,
  addresses: readonly string[],
): boolean {
  if (meant.length === 0 || spared.includes(person.identity)) return false;
  if (person.account && person.account.since < set) return false;
  return addresses.some((address) => meant.includes(address));
}

function isIn(network: Network | undefined, address: string): boolean {
  const from = within(address);
  return network !== undefined && from !== undefined && covers(network, from);
}

/** At most this many networks and masks are kept as they were read: a room asks for the same ones with each message. */
const MAX_KNOWN_FORMS = 10_000;

const within = remembering(networkOf);
const meant = remembering(maskMatcher);

function remembering<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    if (known.size >= MAX_KNOWN_FORMS) known.clear();
    const now = read(text);
    known.set(text, now);
    return now;
  };
}
