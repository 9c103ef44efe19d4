/** What the other specs read from the rows that would be drawn is drawn: by Ink, into a terminal of each size. */
import { atEverySize } from './support/stage.ts';

describe('a real terminal', () => {
  atEverySize('shows two people what they say, and what they said before', async (stage, size) => {
    const [ann, bob] = await Promise.all([
      stage.enter('ann', ['#talk', '#tea'], { size }),
      stage.enter('bob', ['#talk'], { size }),
    ]);
    ann.type('hello bob');
    ann.press('enter');
    await bob.shows(/12:0\d[ ▌]+<?ann>? hello bob/, ({ bells }) => bells === 1);
    bob.type('/me waves');
    bob.press('enter');
    await ann.shows('* bob waves');

    const carl = await stage.party('carl', '#talk');
    for (let n = 1; n <= 80; n += 1) carl.send(`line ${n}.`);
    await ann.shows('line 80.');
    ann.press('pageup');
    await ann.shows(/↓ \d+ below/);
    await ann.hides('line 80.');
    ann.press('ctrl-home');
    await ann.shows('* bob waves', 'This is where #talk begins');
    ann.press('ctrl-end');
    await ann.shows('line 80.');
    await ann.hides('below', 'waves');

    ann.press('ctrl-k');
    await ann.shows('go to:', '#tea');
    ann.type('tea');
    ann.press('enter');
    await ann.shows('ann>', ({ title }) => title.startsWith('#tea'));
    await ann.hides('line 80.');
  });
});
