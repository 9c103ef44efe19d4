/** What a person is told before she quits. */
import { expect } from 'chai';
import type { Setting } from '../../../client-ink/model/new-model.ts';
import { lostLines } from '../../../client-ink/model/unsent.ts';
import { ok, type Sitter, sitter } from '../sitter.ts';

/** Ann in #dev, who has said something and given a command since the connection was lost, and wants to quit. */
function leaver(columns: number, setting: Partial<Setting> = {}): Sitter {
  const person = sitter(columns, 24, setting);
  person.connects('ann');
  person.isIn('#dev', 'bob');
  person.hears(ok(person.lastSent().tag));
  person.learns({ link: 'lost', reason: 'gone' });
  person.enters('still there?');
  person.enters('/join #tea');
  person.presses('ctrl-c');
  return person;
}

describe('a person who quits', () => {
  it('is told what becomes of the lines that the server has not got', () => {
    expect(leaver(120).hint()).to.equal(
      'y or Enter: yes   n or Esc: no   not sent: 1 kept for the next time, 1 lost',
    );
    expect(leaver(40).hint()).to.equal('not sent: 1 kept, 1 lost');
  });

  it('is told that they are lost when nothing is kept', () => {
    const person = leaver(120, { remembers: false });
    expect(person.hint()).to.equal('y or Enter: yes   n or Esc: no   not sent: 2 lost');
  });

  it('loses what they have said, too, when nothing is kept, and no /quit', () => {
    for (const [remembers, lost] of [
      [true, ['/join #tea']],
      [false, ['still there?', '/join #tea']],
    ] as const) {
      const person = leaver(120, { remembers });
      person.presses('escape');
      person.enters('/quit');
      expect(lostLines(person.model)).to.deep.equal(lost);
    }
  });

  it('is told of nothing that is lost while it is on its way, as it is not told then which lines are', () => {
    const person = sitter(120, 24, { remembers: false });
    person.connects('ann');
    person.isIn('#dev', 'bob');
    person.enters('hello');
    person.presses('ctrl-c');
    expect(lostLines(person.model)).to.deep.equal([]);
    expect(person.hint()).to.equal('y or Enter: yes   n or Esc: no');
  });

  it('is only asked when all has arrived', () => {
    const person = sitter();
    person.connects('ann');
    person.isIn('#dev', 'bob');
    person.presses('ctrl-c');
    expect(person.hint()).to.equal('y or Enter: yes   n or Esc: no');
  });
});
