import type { Desk } from './support/desk.ts';
import { atEverySize } from './support/office.ts';

/** Several screens show the same. */
const all = (desks: readonly Desk[], ...wanted: (string | RegExp)[]): Promise<unknown> =>
  Promise.all(desks.map((desk) => desk.shows(...wanted)));

describe('messages that live on', () => {
  atEverySize(
    'replies, edits, reactions and deletions are seen on the screens of all',
    async (office, size) => {
      const ann = await office.sit('ann', ['#dev'], { size });
      const bob = await office.sit('bob', ['#dev'], { size });
      const both = [ann, bob];
      ann.type('tea?');
      ann.press('enter');
      await all(both, /\d\d:\d\d.*ann>? tea\?/);

      bob.press('alt-up');
      await bob.shows('r reply');
      bob.type('r');
      await bob.shows('/reply 1', 'ann: tea?');
      bob.type('green');
      bob.press('enter');
      await all(both, /╭ ann: tea\?\s*│?.*\n.*bob>? green/);

      ann.press('alt-up', 'alt-up');
      await ann.shows('e edit');
      ann.type('e');
      await ann.shows('/edit 1 tea?');
      ann.type(' or what?');
      ann.press('enter');
      await all(both, /ann>? tea\? or what\? \(edited\)/, '╭ ann: tea? or what?');

      bob.press('alt-up', 'alt-up');
      await bob.shows('+ react');
      bob.type('+');
      await bob.shows('react:', '👍');
      bob.type('rocket');
      bob.press('enter');
      await all(both, /what\? \(edited\).*\n.* 🚀/);

      ann.press('alt-up', 'alt-up');
      ann.type('d');
      await ann.shows('d again');
      ann.type('d');
      await all(both, /ann>? \(deleted\)/, '╭ ann: (deleted)');
      await bob.hides('🚀');
    },
  );

  atEverySize('what was found is gone to, with what was said around it', async (office, size) => {
    const bob = await office.party('bob', '#hay', '#other');
    for (let n = 1; n <= 900; n += 1)
      bob.send(`/msg #hay ${n % 300 === 10 ? 'Néedle' : 'hay'} ${n}.`);
    bob.send('/msg #other another needle');
    await bob.barrier();
    const ann = await office.sit('ann', ['#other', '#hay'], { size });
    await ann.shows('another needle');
    ann.press('ctrl-s');
    await ann.shows('search:');
    ann.type('needle');
    ann.press('enter');
    await ann.shows(/another needle.*\n.*Néedle 610\..*\n.*Néedle 310\..*\n.*Néedle 10\./);
    ann.press('down', 'down', 'enter');
    await ann.shows('hay 309.', 'Néedle 310.', 'hay 311.', '↓ the past', ({ title }) =>
      title.startsWith('#hay'),
    );
    ann.press('escape', 'escape');
    await ann.shows('hay 900.', 'ann>');
    await ann.hides('the past');
  });

  atEverySize('that somebody is typing is seen, when they want it', async (office, size) => {
    const ann = await office.sit('ann', ['#dev'], { size });
    const bob = await office.sit('bob', ['#dev'], { size, tellsTyping: true });
    bob.type('h');
    await ann.shows('bob is typing');
    bob.type('ello');
    bob.press('enter');
    await ann.shows(/bob>? hello/);
    await ann.hides('typing');
  });
});
