import { atEverySize, closeStages } from './support/stage.ts';

describe('the grammar at the fingertips', () => {
  afterEach(closeStages);

  atEverySize('Tab completes commands, rooms, nicks and options', async (stage, size) => {
    const ann = await stage.enter('ann', ['#kitchen'], { size });
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

  atEverySize(
    'names the argument that is being typed, and says what is wrong before Enter',
    async (stage, size) => {
      const ann = await stage.enter('ann', ['#kitchen'], { size });
      ann.type('/join ');
      await ann.shows(/\/join ROOM/);
      ann.type('kitchen');
      await ann.shows((terminal) => /room/i.test(terminal.rows().at(-1) ?? ''));
      ann.press('ctrl-u');
      ann.type('/jion ');
      await ann.shows((terminal) => /no command|\/join/i.test(terminal.rows().at(-1) ?? ''));
    },
  );

  atEverySize('/help shows the catalogue', async (stage, size) => {
    const ann = await stage.enter('ann', ['#kitchen'], { size });
    ann.type('/help topic');
    ann.press('enter');
    await ann.shows('/topic #tea green, mostly');
  });

  atEverySize('F1 lists the keys', async (stage, size) => {
    const ann = await stage.enter('ann', ['#kitchen'], { size });
    ann.press('f1');
    await ann.shows('Enter', 'send the line');
    ann.press('escape');
    await ann.hides('send the line');
  });
});
