/** How the screen is divided. */
import { expect } from 'chai';
import { areas } from '../../client-ink/layout/areas.ts';

describe('a screen', () => {
  it('has the rows that the terminal has, however much is to be said under the line', () => {
    for (let rows = 3; rows <= 60; rows += 1) {
      for (const lines of [1, 2, 3, 30]) {
        for (const hints of [0, 1, 2, 3, 30]) {
          const wishes = { panes: true, members: true, lines, hints };
          const { topic, height, prompt, hint } = areas({ columns: 80, rows }, wishes);
          const status = 1;
          const sum = topic + height + status + prompt + hint;
          expect(sum, `${rows} rows, ${lines} lines, ${hints} hints`).to.equal(rows);
        }
      }
    }
  });
});
