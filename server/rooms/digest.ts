/** A 53-bit digest of a command: it tells a repeated command from another one with the same tag. */
import type { Command } from '../../grammar/ast.ts';

/** The numbers of cyrb53, two multiplying hashes side by side: https://github.com/bryc/code/blob/master/jshash/experimental/cyrb53.js */
const SEEDS = [0xdeadbeef, 0x41c6ce57] as const;
const FACTORS = [2654435761, 1597334677] as const;
const MIXERS = [2246822507, 3266489909] as const;
/** The bits of the second hash that fit into a number beside the 32 of the first. */
const UPPER = 0x1fffff;
const [WORD, BASE] = [0x100000000, 36];

/**
 * The digest is equal for a typed line and an object that ask for the same, and stays equal over restarts. It leaves out the
 * tag, and the cursors: a client that sends a command again may have read on meanwhile.
 */
export function digestOf({ cmd, tag: _, ...fields }: Pick<Command, 'cmd' | 'tag'>): string {
  const given = Object.entries(fields).filter(
    ([name, value]) => name !== 'cursors' && value !== undefined,
  );
  given.sort(([one], [other]) => (one < other ? -1 : 1));
  return hash(JSON.stringify([cmd, given]));
}

function hash(text: string): string {
  let [one, other]: [number, number] = [...SEEDS];
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    one = Math.imul(one ^ unit, FACTORS[0]);
    other = Math.imul(other ^ unit, FACTORS[1]);
  }
  const upper = mixed(other, one) & UPPER;
  return (upper * WORD + (mixed(one, other) >>> 0)).toString(BASE);
}

function mixed(one: number, other: number): number {
  const half = Math.imul(one ^ (one >>> 16), MIXERS[0]);
  return half ^ Math.imul(other ^ (other >>> 13), MIXERS[1]);
}
