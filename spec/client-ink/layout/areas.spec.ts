/** How the screen is divided. */
import { expect } from 'chai';
import { areas } from '../../../client-ink/layout/areas.ts';

describe('a screen', () => {
  it('has the rows that the terminal has, however much is to be said under the line', () => {
    for (let rows = 3; rows <= 60; rows += 1) {
      for (const lines of [1, 2, 3, 30]) {
        for (const hints of [0, 1, 2, 3, 30]) {
          const wishes = { panes: true, rooms: 15, members: 12, lines, hints };
          const { topic, height, prompt, hint } = areas({ columns: 80, rows }, wishes);
          const status = 1;
          const sum = topic + height + status + prompt + hint;
          expect(sum, `${rows} rows, ${lines} lines, ${hints} hints`).to.equal(rows);
        }
      }
    }
  });

  it('has lists as wide as what is in them, and no wider than a fifth and a sixth of it, so that most is for messages', () => {
    const rows = 30;
    const wishes = { panes: true, lines: 1, hints: 1 };
    const few = areas({ columns: 100, rows }, { ...wishes, rooms: 13, members: 9 });
    expect([few.left, few.middle, few.right]).to.deep.equal([13, 78, 9]);
    const long = areas({ columns: 80, rows }, { ...wishes, rooms: 71, members: 40 });
    expect([long.left, long.middle, long.right]).to.deep.equal([16, 51, 13]);
    const wide = areas({ columns: 300, rows }, { ...wishes, rooms: 71, members: 40 });
    expect([wide.left, wide.right]).to.deep.equal([24, 24]);
    const narrow = areas({ columns: 60, rows }, { ...wishes, rooms: 13, members: 9 });
    expect([narrow.left, narrow.right]).to.deep.equal([0, 0]);
  });
});
