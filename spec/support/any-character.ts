/** Any character that there may be, for texts of chance: `fc.string({ unit: anyCharacter })`. */
import fc from 'fast-check';

const [FIRST_SURROGATE, SURROGATES, LAST] = [0xd800, 0x800, 0x10ffff];

/** The same as fast-check's `binary`, which makes a list of all of them first: that takes a second of each process. */
export const anyCharacter = fc.nat(LAST - SURROGATES).map(
  (n) => String.fromCodePoint(n < FIRST_SURROGATE ? n : n + SURROGATES),
  (character) => {
    const code = typeof character === 'string' ? (character.codePointAt(0) ?? 0) : Number.NaN;
    if (character !== String.fromCodePoint(code)) throw new Error('It is no character.');
    return code < FIRST_SURROGATE ? code : code - SURROGATES;
  },
);
