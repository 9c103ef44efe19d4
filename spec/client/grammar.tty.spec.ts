import { closeStages, openStage, type Stage, sizes } from './support/stage.ts';

for (const [name, size] of Object.entries(sizes)) {
  describe(`the grammar at the fingertips at ${size.columns}×${size.rows} (${name})`, () => {
    let stage: Stage;
    beforeEach(async () => {
      stage = await openStage();
    });
    afterEach(closeStages);

    const enter = (...rooms: string[]) => stage.enter('ann', rooms, { size });

    it('Tab completes commands, rooms, nicks and options', async () => {
      const ann = await enter('#kitchen');
      await stage.party('rosalind', '#kitchen');
      await ann.shows('rosalind');
      ann.type('/whoi');
      ann.press('tab');
      await ann.shows('ann> /whois');
      ann.type('ros');
      ann.press('tab');
      await ann.shows('ann> /whois rosalind');
      ann.press('ctrl-u');
      ann.type('/part #kit');
      ann.press('tab');
      await ann.shows('ann> /part #kitchen');
      ann.press('ctrl-u');
      ann.type('/history #kitchen lim');
      ann.press('tab');
      await ann.shows('limit=');
      ann.press('ctrl-u');
      ann.type('ros');
      ann.press('tab');
      await ann.shows('ann> rosalind');
    });

    it('names the argument that is being typed, and says what is wrong before Enter', async () => {
      const ann = await enter('#kitchen');
      ann.type('/join ');
      await ann.shows(/\/join ROOM/);
      ann.type('kitchen');
      await ann.shows((terminal) => /room/i.test(terminal.rows().at(-1) ?? ''));
      ann.press('ctrl-u');
      ann.type('/jion ');
      await ann.shows((terminal) => /no command|\/join/i.test(terminal.rows().at(-1) ?? ''));
    });

    it('/help shows the catalogue', async () => {
      const ann = await enter('#kitchen');
      ann.type('/help topic');
      ann.press('enter');
      await ann.shows('/topic #tea green, mostly');
    });

    it('F1 lists the keys', async () => {
      const ann = await enter('#kitchen');
      ann.press('f1');
      await ann.shows('Enter', 'send the line');
      ann.press('escape');
      await ann.hides('send the line');
    });
  });
}
