/** By what names are compared. */
import { expect } from 'chai';
import { nickKey, roomKey } from '../../grammar/names.ts';

describe('a name', () => {
  it('is the same in upper and in lower case, whatever its letters', () => {
    const cased = /\p{Cased}/u;
    const strays = Array.from({ length: 0x1_fffe - 0x80 }, (_, index) => index + 0x80)
      .filter((code) => code < 0xd800 || code > 0xdfff)
      .map((code) => String.fromCodePoint(code))
      .filter((letter) => cased.test(letter))
      .filter((letter) => {
        const keys = [letter, letter.toUpperCase(), letter.toLowerCase(), nickKey(letter)];
        return new Set(keys.map(nickKey)).size > 1;
      });
    expect(strays).to.deep.equal([]);
  });

  it('is the same with ß, ẞ and SS', () => {
    expect(new Set(['#Straße', '#STRAẞE', '#strasse'].map(roomKey)).size).to.equal(1);
  });
});
