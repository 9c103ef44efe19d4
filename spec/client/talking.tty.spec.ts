import { expect } from 'chai';
import { closeStages, openStage, type Stage, sizes } from './support/stage.ts';

/** In a narrow terminal only its end is in view. */
const question = /y\/n|y or Enter: yes/;

for (const [name, size] of Object.entries(sizes)) {
  describe(`talking at ${size.columns}×${size.rows} (${name})`, () => {
    let stage: Stage;
    beforeEach(async () => {
      stage = await openStage();
    });
    afterEach(closeStages);

    const enter = (nick: string, ...rooms: string[]) => stage.enter(nick, rooms, { size });

    it('two people join, see each other and talk', async () => {
      const [ann, bob] = await Promise.all([enter('ann', '#talk'), enter('bob', '#talk')]);
      ann.type('hello bob');
      await ann.shows('hello bob');
      ann.press('enter');
      await bob.shows(/12:0\d +<?ann>? hello bob/);
      bob.type('/me waves');
      bob.press('enter');
      await ann.shows('* bob waves');
    });

    it('what is refused comes back into the line, with the reason', async () => {
      const ann = await enter('ann', '#refused');
      ann.type('/msg nobody are you there?');
      ann.press('enter');
      await ann.shows(/There is nobody called\s+(│\s*)?(│\s*)?nobody/, 'ann> /msg nobody are you');
      ann.press('ctrl-u');
      ann.type('/jion #tea');
      ann.press('enter');
      await ann.shows('ann> /jion #tea', /no command \/jion/);
    });

    it('a message may have several lines, made with Alt-Enter', async () => {
      const ann = await enter('ann', '#lines');
      const bob = await stage.party('bob', '#lines');
      ann.type('one');
      ann.press('alt-enter');
      ann.type('two');
      await ann.shows('ann> one\n', '     two');
      ann.press('enter');
      await ann.shows(/12:0\d +<?ann>? one/, /^.*│? +two/m);
      await bob.until(/"text":"one\\ntwo"/);
    });

    it('a paste of more than three lines is asked about, a shorter one is not', async () => {
      const ann = await enter('ann', '#paste');
      const bob = await stage.party('bob', '#paste');
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
    });

    it('drafts stay in their rooms, and each room remembers what was typed there', async () => {
      const ann = await enter('ann', '#drafts', '#other');
      ann.type('said here');
      ann.press('enter');
      await ann.shows(/12:0\d +<?ann>? said here/);
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
    });
  });
}
