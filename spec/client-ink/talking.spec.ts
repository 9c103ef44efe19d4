import { expect } from 'chai';
import { atEverySize } from './support/office.ts';

/** In a narrow desk only its end is in view. */
const question = /^o:? .*one message|lines: o one message/m;

describe('talking', () => {
  atEverySize('two people join, see each other and talk', async (office, size) => {
    const [ann, bob] = await Promise.all([
      office.sit('ann', ['#talk'], { size }),
      office.sit('bob', ['#talk'], { size }),
    ]);
    ann.type('hello bob');
    await ann.shows('hello bob');
    ann.press('enter');
    await bob.shows(/\d\d:\d\d[ ▌]+<?ann>? hello bob/);
    bob.type('/me waves');
    bob.press('enter');
    await ann.shows('* bob waves');
  });

  atEverySize('what is refused comes back into the line, with the reason', async (office, size) => {
    const ann = await office.sit('ann', ['#refused'], { size });
    ann.type('/msg nobody are you there?');
    ann.press('enter');
    await ann.shows(/There is nobody called\s+(│\s*)?(│\s*)?nobody/, 'ann> /msg nobody are you');
    ann.press('ctrl-u');
    ann.type('/jion #tea');
    ann.press('enter');
    await ann.shows('ann> /jion #tea', /no command \/jion/);
  });

  atEverySize('a message may have several lines, made with Alt-Enter', async (office, size) => {
    const ann = await office.sit('ann', ['#lines'], { size });
    const bob = await office.party('bob', '#lines');
    ann.type('one');
    ann.press('alt-enter');
    ann.type('two');
    await ann.shows('ann> one\n', '     two');
    ann.press('enter');
    await ann.shows(/\d\d:\d\d +<?ann>? one/, /^.*│? +two/m);
    await bob.until(/"text":"one\\ntwo"/);
  });

  atEverySize(
    'a paste of more than three lines is asked about, a shorter one is not',
    async (office, size) => {
      const ann = await office.sit('ann', ['#paste'], { size });
      const bob = await office.party('bob', '#paste');
      ann.paste('one\ntwo\nthree\nfour');
      ann.press('enter');
      await ann.shows(question);
      ann.type('n');
      await ann.hides(question);
      expect(bob.heard.join()).to.not.include('three');
      ann.press('ctrl-c');
      await ann.shows('cleared');
      ann.paste('a\nb');
      ann.press('enter');
      await bob.until(/"text":"a\\nb"/);
      ann.paste('1\n2\n3\n4');
      ann.press('enter');
      await ann.shows(question);
      ann.type('y');
      await bob.until(/"text":"1\\n2\\n3\\n4"/);
    },
  );

  atEverySize(
    'drafts stay in their rooms, and each room remembers what was typed there',
    async (office, size) => {
      const ann = await office.sit('ann', ['#drafts', '#other'], { size });
      ann.type('said here');
      ann.press('enter');
      await ann.shows(/\d\d:\d\d +<?ann>? said here/);
      ann.type('a draft');
      await ann.shows('ann> a draft');
      ann.press('alt-3');
      await ann.hides('a draft', 'said here');
      ann.press('up');
      ann.type('elsewhere');
      await ann.shows('ann> elsewhere');
      ann.press('alt-2');
      await ann.shows('ann> a draft');
      ann.press('up');
      await ann.shows('ann> said here');
      ann.press('down');
      await ann.shows('ann> a draft');
    },
  );
});
