/** The line above what is new: it stands above something that somebody else said and that was not seen, and nowhere else. */
import { expect } from 'chai';
import fc from 'fast-check';
import { at } from '../../../client-ink/model/entry.ts';
import { ann, ok, type Sitter } from '../sitter.ts';

const quit = { ev: 'quit', nick: 'bob', reason: '', at: '2026-11-22T12:02:00.000Z' } as const;

describe('the line above what is new', () => {
  it('stands above nobody’s coming and going', () => {
    const person = ann();
    person.says('bob', '#dev', 'one');
    person.presses('alt-3');
    person.hears(quit);
    person.presses('alt-2');
    expect(person.window())
      .to.match(/bob quit/)
      .and.not.match(/─ new ─/);
  });

  it('stands below what one says oneself, though that is confirmed only later', () => {
    const person = ann();
    person.enters('hello');
    const { tag } = person.lastSent();
    person.presses('alt-3');
    person.says('ann', '#dev', 'hello');
    person.hears(ok(tag, { room: '#dev', seq: 1 }));
    person.presses('alt-2');
    expect(person.window()).not.to.match(/─ new ─/);
    person.presses('alt-3');
    person.hears(quit);
    person.says('carl', '#dev', 'hi');
    person.presses('alt-2');
    expect(person.window()).to.match(/ann hello\n.*bob quit.*\n─+ new ─+ *\n.*carl hi/);
    person.enters('hi carl');
    expect(person.window()).not.to.match(/─ new ─/);
  });

  it('moves to what came while the person read further up', () => {
    const person = ann();
    for (let each = 1; each <= 60; each += 1) person.says('bob', '#dev', `number ${each}.`);
    person.presses('pageup');
    person.says('bob', '#dev', 'the latest');
    person.presses('escape');
    expect(person.window()).to.match(/number 60\.\n─+ new ─+ *\n.*the latest$/);
  });

  it('is where somebody else said something, whatever one does', () => {
    const deeds: ((person: Sitter) => void)[] = [
      (person) => person.says('bob', '#dev', 'x'),
      (person) => person.says('bob', '#tea', 'ann?'),
      (person) => person.says('ann', '#tea', 'y'),
      (person) => person.whispers('bob', 'ann', 'psst'),
      (person) => person.hears(quit),
      (person) => person.enters('hello'),
      (person) => person.presses('alt-2'),
      (person) => person.presses('alt-3'),
      (person) => person.presses('alt-a'),
      (person) => person.presses('pageup'),
      (person) => person.presses('escape'),
      (person) => person.presses('alt-up'),
      (person) => person.isIn('#dev', 'bob'),
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...deeds), { size: 'max', maxLength: 60 }), (done) => {
        const person = ann(60, 8);
        for (const deed of done) deed(person);
        for (const { entries, newFrom, unread } of person.model.places) {
          const all = Array.from({ length: entries.length }, (_, index) => at(entries, index)!);
          const below = all.find(({ id }) => id === newFrom);
          if (newFrom === undefined) expect(unread).to.equal(0);
          else expect(below).to.include({ kind: 'said', from: 'bob' });
        }
      }),
      { numRuns: 200 },
    );
  });
});
