/** What a terminal sends besides keys does nothing. */
import { expect } from 'chai';
import { openStage } from '../support/stage.ts';

describe('a terminal that says more than keys', () => {
  it('sends nothing, opens nothing and ends nothing, and is heard again after a paste without an end', async () => {
    const stage = await openStage();
    const ann = await stage.enter('ann', ['#dev']);
    const bob = await stage.party('bob', '#dev');
    ann.type('half a li');
    ann.type('\x1b[<0;10;17M\x1b[<0;10;17m\x1b[1;1R\x1b[9999999u\x1b]11;rgb:0/0/0\x1b\\\x1b[M !!');
    ann.type('ne');
    await ann.shows('ann> half a line');
    ann.press('enter');
    expect((await bob.until(/"from":"ann"/)).at(-1)).to.include('"text":"half a line"');
    ann.type('\x1b[200~no end');
    ann.press('ctrl-c');
    await ann.shows(/quit|Ctrl-C/i);
    ann.type('of it');
    await ann.shows('ann> of it');
  });
});
