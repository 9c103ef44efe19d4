/** Completion and hints at the client, as somebody sees them who types. */
import type { Desk } from './support/desk.ts';
import { atEverySize } from './support/office.ts';

describe('the grammar at the fingertips', () => {
  atEverySize('Tab completes commands, rooms, nicks and options', async (office, size) => {
    const ann = await office.sit('ann', ['#kitchen'], { size });
    await office.party('rosalind', '#kitchen');
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
    'names the argument that is being typed, and says what is wrong before Enter; /help and F1 list all',
    async (office, size) => {
      const ann = await office.sit('ann', ['#kitchen'], { size });
      const hint = (pattern: RegExp) => (desk: Desk) => pattern.test(desk.rows().at(-1) ?? '');
      ann.type('/join ');
      await ann.shows(/\/join ROOM/);
      ann.type('kitchen');
      await ann.shows(hint(/room/i));
      ann.press('ctrl-u');
      ann.type('/history #kitchen before=9 limit=');
      await ann.shows(hint(/limit=/));
      ann.press('ctrl-u');
      ann.type('/jion ');
      await ann.shows(hint(/no command|\/join/i));
      ann.press('ctrl-u');
      ann.type('/help topic');
      ann.press('enter');
      await ann.shows('▎ /topic [ROOM]');
      ann.press('ctrl-end');
      await ann.shows('/topic #tea green, mostly');
      ann.press('f1');
      await ann.shows('Enter', 'send the line');
      ann.press('escape');
      await ann.hides('send the line');
    },
  );
});
