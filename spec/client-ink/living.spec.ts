/** Edits, deletions and reactions, as people at clients see them of each other. */
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
});
