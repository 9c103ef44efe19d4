/** Who sends lines that cost much, as fast as they are read; bench/neighbour has every command. */
import { attacks } from '../../bench/neighbour/attacks.ts';
import type { Attack } from './attack.ts';

/** Where those who behave well are. */
const WELL = '#well';
const faster = 'sends lines faster than they may';

type Lines = Pick<Attack, 'first' | 'again' | 'isDeaf'>;

function like(name: keyof typeof attacks): Lines {
  const { first = [], lines, deaf } = attacks[name]!;
  const ended = (some: readonly string[]) => some.map((line) => `${line}\n`);
  return { first: ended(first), again: ended(lines), ...(deaf && { isDeaf: true }) };
}

const neighbours = { addresses: 1, abreast: 200, fate: /^served, there$/ };
const crowd = { addresses: 200, abreast: 200, fate: /^served, there$/ };

export const speaking = {
  'joins of one address': {
    entry: 'joins and parts, renames or is away, again and again',
    ...neighbours,
    again: [`/join ${WELL}\n/part ${WELL}\n`],
  },
  'joins of 200 addresses': {
    entry: 'joins and parts, renames or is away, again and again',
    ...crowd,
    again: [`/join ${WELL}\n/part ${WELL}\n`],
  },
  'nicks of 200 addresses': {
    entry: 'joins and parts, renames or is away, again and again',
    ...crowd,
    ...{ first: [`/join ${WELL}\n`], again: ['/nick NICK-a\n/nick NICK-b\n'] },
  },
  'reactions of 200 addresses': {
    entry: 'edits or reacts',
    ...crowd,
    ...{ first: [`/join ${WELL}\n`, '/say hi\n'], again: ['/react ^ +1\n/unreact ^ +1\n'] },
  },
  'joins of 100 rooms at once': { entry: faster, ...neighbours, ...like('part') },
  'words of 200 addresses': {
    entry: 'shouts long texts in a full room, from hundreds of addresses',
    ...crowd,
    ...like('say'),
  },
  'the longest line that is wrong': { entry: faster, ...neighbours, ...like('a wrong line') },
  'the longest list of rooms': { entry: faster, ...neighbours, ...like('join #a=1,#a=1,…') },
  'the longest wrong object': { entry: faster, ...neighbours, ...like('a wrong object') },
  'the deepest object without an end': {
    entry: faster,
    ...{ ...neighbours, ...like('an object that does not end') },
  },
  'searches for all that begins with x': { entry: faster, ...neighbours, ...like('search') },
  'searches for 100 words': {
    entry: faster,
    ...neighbours,
    first: like('search').first!,
    again: [`/search ${Array.from({ length: 100 }, (_, n) => `w${n}*`).join(' ')}\n`],
  },
  'histories that are never read': {
    entry: 'takes nothing, or very little',
    ...{ ...neighbours, ...like('history, never read'), fate: /^nothing, there$/ },
  },
} as const satisfies Record<string, Attack>;
