/** What the other specs read from the rows that would be drawn is drawn: by Ink, into a terminal of each size. */
import { atEverySize } from '../support/stage.ts';

describe('a real terminal', () => {
  atEverySize('shows what one says and hears, and what was said before', async (stage, size) => {
    const ann = await stage.enter('ann', ['#talk', '#tea'], { size });
    const carl = await stage.party('carl', '#talk');
    ann.type('hello carl');
    ann.press('enter');
    await ann.shows(/12:0\d +<?ann>? hello carl/);
    carl.send('hello ann');
    await ann.shows(/12:0\d[ ▌]+<?carl>? hello ann/, ({ bells }) => bells === 1);
    carl.send('/me waves');
    await ann.shows('* carl waves');

    for (let n = 1; n <= 80; n += 1) carl.send(`line ${n}.`);
    await ann.shows('line 80.');
    ann.press('pageup');
    await ann.shows(/↓ \d+ below/);
    await ann.hides('line 80.');
    ann.press('ctrl-home');
    await ann.shows('* carl waves', 'This is where #talk begins');
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
