/** Who connects, very often or very much. */
import type { Attack } from './attack.ts';

const often = 'connects very often';

export const connecting = {
  'connects of one address': {
    entry: often,
    ...{ addresses: 1, abreast: 4000, perSecond: 20_000, knocks: true },
    ...{ fate: /^((nothing|served), there|(turned away|nothing), cut)$/, places: 256 },
  },
  'connects and resets of one address': {
    entry: often,
    ...{ addresses: 1, abreast: 4000, perSecond: 20_000, knocks: true, leaves: 'broken' },
    fate: /^(nothing|served|turned away), cut$/,
  },
  'connects of 5,000 addresses': {
    entry: 'comes from thousands of addresses',
    ...{ addresses: 5000, abreast: 15_000, perSecond: 20_000, knocks: true },
    fate: /^(nothing|served), there$/,
  },
  'connects and resets of 5,000 addresses': {
    entry: 'comes from thousands of addresses',
    ...{ addresses: 5000, abreast: 15_000, perSecond: 20_000, knocks: true, leaves: 'broken' },
    fate: /^(nothing|served), cut$/,
  },
  'idle connections': {
    entry: 'connects and says nothing',
    ...{ addresses: 40, abreast: 10_000, perSecond: 2000 },
    fate: /^served, cut$/,
  },
  'half-open connections': {
    entry: 'connects and says nothing',
    ...{ addresses: 40, abreast: 10_000, perSecond: 2000, leaves: 'half' },
    fate: /^nothing, cut$/,
  },
  'a letter at a time': {
    entry: 'sends a letter a minute, or a line without end',
    ...{ addresses: 8, abreast: 2000, perSecond: 1000, again: ['g'], everyMs: 200 },
    fate: /^served, cut$/,
  },
  'a line without end': {
    entry: 'sends a letter a minute, or a line without end',
    ...{ addresses: 1, abreast: 200, again: ['x'.repeat(16_384)] },
    fate: /^served, cut$/,
  },
} as const satisfies Record<string, Attack>;
