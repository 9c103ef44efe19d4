/** How wide an emulator draws a letter does not depend on what else its process holds. */
import { execFileSync } from 'node:child_process';
import { expect } from 'chai';

/** Prints how wide a rocket is, in a process in whose pool of buffers something else stands first. */
const program = `
  Buffer.from('\\0'.repeat(100));
  const { UnicodeGraphemesAddon } = await import('${new URL('./graphemes.ts', import.meta.url).href}');
  const widths = [];
  const register = (each) => widths.push(each.wcwidth(0x1f680));
  new UnicodeGraphemesAddon().activate({ unicode: { register } });
  console.log(...widths);
`;

describe('an emulator of a terminal', () => {
  it('knows how wide letters are, whatever lies in the pool of buffers', () => {
    const evaluated = ['--input-type=module', '--eval', program];
    expect(execFileSync(process.execPath, evaluated, { encoding: 'utf8' })).to.equal('2 2\n');
  });
});
