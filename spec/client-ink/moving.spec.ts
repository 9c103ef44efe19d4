import { atEverySize, openOffice, sizes } from './support/office.ts';

describe('moving about', () => {
  atEverySize(
    'what others say elsewhere is counted, mentions ring, and the next one of them is a key away',
    async (office, size) => {
      const ann = await office.sit('ann', ['#a', '#b', '#c'], { size });
      const bob = await office.party('bob', '#b', '#c');
      bob.send('/msg #b one');
      bob.send('/msg #b two');
      bob.send('/msg #c Ann, tea?');
      await ann.shows(
        /#b +2/,
        /#c +1!/,
        ({ bells }) => bells === 1,
        ({ title }) => /^\(1\)/.test(title),
      );
      ann.press('alt-m');
      await ann.shows('tea?', ({ title }) => title.startsWith('#c'));
      ann.press('alt-a');
      await ann.shows('one', 'two');
      ann.press('alt-/');
      await ann.shows('tea?');
      ann.press('alt-a');
      await ann.shows('Nothing is unread');
    },
  );

  atEverySize('a private message opens a conversation, which rings', async (office, size) => {
    const ann = await office.sit('ann', ['#b'], { size });
    const bob = await office.party('bob');
    bob.send('/msg ann psst');
    await ann.shows(/bob +1!/, ({ bells }) => bells === 1);
    ann.press('alt-a');
    await ann.shows('psst');
    ann.type('what?');
    ann.press('enter');
    await bob.until(/"from":"ann".*"text":"what\?"/);
    await ann.shows(/\d\d:\d\d +<?ann>? what\?/);
  });

  atEverySize('Ctrl-K goes to a place by some letters of its name', async (office, size) => {
    const ann = await office.sit('ann', ['#kitchen', '#garden', '#cellar'], { size });
    ann.press('ctrl-k');
    await ann.shows('go to:', '#kitchen', '#garden');
    ann.type('gdn');
    await ann.shows('go to: gdn', '#garden');
    ann.press('enter');
    await ann.shows('ann>', ({ title }) => title.startsWith('#garden'));
    ann.press('ctrl-k', 'escape');
    await ann.shows('ann>');
  });

  atEverySize(
    'the view stays while text arrives, says how much is below, and comes back',
    async (office, size) => {
      const ann = await office.sit('ann', ['#flow'], { size });
      const bob = await office.party('bob', '#flow');
      for (let n = 1; n <= 80; n += 1) bob.send(`line ${n}.`);
      await ann.shows('line 80.');
      ann.press('pageup');
      await ann.shows(/↓ \d+ below/);
      await ann.hides('line 80.');
      const before = said(ann.rows());
      bob.send('news');
      bob.send('more news');
      await ann.shows(/↓ \d+ below/);
      bob.send('/msg ann done');
      await ann.shows(/bob/);
      if (said(ann.rows()) !== before) throw new Error(`the view moved:\n${ann.screen()}`);
      ann.press('escape');
      await ann.shows('more news');
      await ann.hides('below');
    },
  );

  atEverySize(
    'the first of 2,000 messages is a key away, and so is the last',
    async (office, size) => {
      const bob = await office.party('bob', '#old');
      for (let n = 1; n <= 2000; n += 1) bob.send(`line ${n}.`);
      await bob.barrier();
      const ann = await office.sit('ann', ['#old'], { size });
      await ann.shows('line 2000.');
      ann.press('ctrl-home');
      await ann.shows('line 1.', 'begins', '↓ the past');
      bob.send('news');
      await ann.shows('1 new below', 'line 1.');
      ann.press('ctrl-end');
      await ann.shows('line 2000.', 'news');
      await ann.hides('below');
    },
  );

  atEverySize('finds in the room, upwards and back', async (office, size) => {
    const ann = await office.sit('ann', ['#find'], { size });
    const bob = await office.party('bob', '#find');
    for (let n = 1; n <= 120; n += 1) bob.send(n % 50 === 0 ? `needle ${n}.` : `hay ${n}.`);
    await ann.shows('hay 120.');
    ann.press('ctrl-r');
    await ann.shows('find:');
    ann.type('needle');
    await ann.shows('needle 100.');
    ann.press('up');
    await ann.shows('needle 50.');
    ann.press('down');
    await ann.shows('needle 100.');
    ann.press('escape');
    await ann.shows('hay 120.', 'ann>');
  });

  atEverySize(
    'what came while one was elsewhere begins under a line, and one key goes there',
    async (office, size) => {
      const ann = await office.sit('ann', ['#new', '#else'], { size });
      const bob = await office.party('bob', '#new');
      bob.send('seen');
      await ann.shows('seen');
      ann.press('alt-3');
      await ann.hides('seen');
      for (let n = 1; n <= 60; n += 1) bob.send(`unseen ${n}.`);
      await ann.shows(/#new +60/);
      ann.press('alt-2');
      await ann.shows('unseen 60.');
      ann.press('alt-u');
      await ann.shows(/─ new ─/, 'unseen 1.');
    },
  );
});

describe('moving about in a long history', () => {
  it('pages up to the first of 2,000 messages, and leaves none out', async () => {
    const office = await openOffice();
    const bob = await office.party('bob', '#old');
    for (let n = 1; n <= 2000; n += 1) bob.send(`line ${n}.`);
    await bob.barrier();
    const ann = await office.sit('ann', ['#old'], { size: sizes.wide });
    await ann.shows('line 2000.');
    for (let page = 0; page < 100 && !ann.screen().includes('line 1.'); page += 1) {
      const [top = ''] = said(ann.rows()).split('\n');
      ann.press('pageup');
      await ann.shows((desk) => !said(desk.rows()).startsWith(`${top}\n`));
      const numbers = [...said(ann.rows()).matchAll(/\d+/g)].map(([number]) => Number(number));
      const [first = 0] = numbers;
      if (numbers.some((number, index) => number !== first + index)) throw new Error(ann.screen());
      await ann.shows(top);
    }
    await ann.shows('line 1.', 'begins');
    ann.press('ctrl-end');
    await ann.shows('line 2000.');
  });
});

/** The messages that are in view, with nothing around them. */
const said = (rows: string[]): string =>
  rows.flatMap((row) => /(?:line \d+\.|news)/.exec(row)?.[0] ?? []).join('\n');
