/** Going between rooms, and back in a long history. */
import { atEverySize, openOffice, sizes } from './support/office.ts';

describe('moving about', () => {
  atEverySize(
    'what others say elsewhere is counted, mentions ring, and the next one of them is a key away',
    async (office, size) => {
      const ann = await office.sit('ann', ['#a', '#b', '#c'], { size });
      const bob = await office.party('bob', '#b', '#c');
      bob.send('/msg #b one');
      bob.send('/msg #b two');
      bob.send('/msg #c Ann, tea?');
      await ann.shows(
        /#b +2/,
        /#c +1!/,
        ({ bells }) => bells === 1,
        ({ title }) => /^\(1\)/.test(title),
      );
      ann.press('alt-m');
      await ann.shows('tea?', ({ title }) => title.startsWith('#c'));
      ann.press('alt-a');
      await ann.shows('one', 'two');
      ann.press('alt-/');
      await ann.shows('tea?');
      ann.press('alt-a');
      await ann.shows('Nothing is unread');
    },
  );
});

describe('moving about in a long history', () => {
  it('pages up to the first of 2,000 messages, and leaves none out', async () => {
    const office = await openOffice();
    const bob = await office.party('bob', '#old');
    for (let n = 1; n <= 2000; n += 1) bob.send(`line ${n}.`);
    await bob.barrier();
    const ann = await office.sit('ann', ['#old'], { size: sizes.wide });
    await ann.shows('line 2000.');
    for (let page = 0; page < 100 && !ann.screen().includes('line 1.'); page += 1) {
      const [top = ''] = said(ann.rows()).split('\n');
      ann.press('pageup');
      await ann.shows((desk) => !said(desk.rows()).startsWith(`${top}\n`));
      const numbers = [...said(ann.rows()).matchAll(/\d+/g)].map(([number]) => Number(number));
      const [first = 0] = numbers;
      if (numbers.some((number, index) => number !== first + index)) throw new Error(ann.screen());
      await ann.shows(top);
    }
    await ann.shows('line 1.', 'begins');
    ann.press('ctrl-end');
    await ann.shows('line 2000.');
  });
});

/** The messages that are in view, with nothing around them. */
const said = (rows: string[]): string =>
  rows.flatMap((row) => /(?:line \d+\.|news)/.exec(row)?.[0] ?? []).join('\n');
