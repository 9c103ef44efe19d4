/** Two people at clients talk. */
import { atEverySize } from './support/office.ts';

describe('talking', () => {
  atEverySize('two people join, see each other and talk', async (office, size) => {
    const [ann, bob] = await Promise.all([
      office.sit('ann', ['#talk'], { size }),
      office.sit('bob', ['#talk'], { size }),
    ]);
    ann.type('hello bob');
    ann.press('alt-enter');
    ann.type('two');
    await ann.shows('ann> hello bob\n', '     two');
    ann.press('enter');
    await bob.shows(/\d\d:\d\d[ ▌]+<?ann>? hello bob/, /^.*│? +two/m);
    bob.type('/me waves');
    bob.press('enter');
    await ann.shows('* bob waves');
  });

  atEverySize('what is refused comes back into the line, with the reason', async (office, size) => {
    const ann = await office.sit('ann', ['#refused'], { size });
    ann.type('/msg nobody are you there?');
    ann.press('enter');
    await ann.shows(/There is nobody called\s+(│\s*)?(│\s*)?nobody/, 'ann> /msg nobody are you');
  });
});
