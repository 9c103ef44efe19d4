/** What simulated lives have found, shrunk: each of `mended/` failed once, and is lived again. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { decisionsIn } from './decisions.ts';
import { playAgain, stories } from './play.ts';

const folder = new URL('./mended/', import.meta.url);

describe('a simulated life that failed once', () => {
  for (const name of readdirSync(folder)) {
    const text = readFileSync(new URL(name, folder), 'utf8');
    const was = text.slice(2, text.indexOf('\n'));
    it(`is right now: ${was} (seed ${name.replace('.jsonl', '')})`, async () => {
      expect(stories(await playAgain(decisionsIn(text)), 3)).to.deep.equal([]);
    });
  }
});
