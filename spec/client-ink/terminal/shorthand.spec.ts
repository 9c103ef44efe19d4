/** Rows go through Ink as codes of two letters. */
import { expect } from 'chai';
import { openShorthand } from '../../../client-ink/terminal/shorthand.ts';

describe('rows as codes', () => {
  it('are rows again where Ink has put them, with the blanks that are their own', () => {
    const { short, long } = openShorthand();
    const frame = `${short(' 1 #dev  |')}         ${short('hello')}     ${short('| ann ')}   \n\n  `;
    expect(long(frame)).to.equal(' 1 #dev  |hello| ann \n\n  ');
    expect(short('')).to.equal('');
    expect(short('hello')).to.equal(short('hello'));
    expect(short('hello')).to.match(/^[!-~]{2}$/);
  });

  it('keep their codes as long as they are drawn, however many others come and go', () => {
    const { short, long } = openShorthand();
    for (let n = 0; n < 20_000; n += 1) {
      short('the topic');
      short(`row ${n}`);
    }
    expect(long(short('the topic'))).to.equal('the topic');
    expect(long(short('row 19999'))).to.equal('row 19999');
  });
});
