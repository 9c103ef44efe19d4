/** A line that can't be sent: it stays under the person's hands, with the whole reason. */
import { expect } from 'chai';
import { isFault } from '../../../grammar/language.ts';
import { decoded, paragraphs } from '../../grammar/cases.ts';
import { language } from '../../support/language.ts';
import { ann } from '../sitter.ts';

const refused = paragraphs('../grammar/wrong-lines.txt')
  .map(([first = '']) => decoded(first.slice(2)))
  .filter((line) => line.trim() !== '' && isFault(language.read(line)))
  // What no key and no paste brings into the line.
  .filter((line) => line.isWellFormed() && !/\p{Cc}/u.test(line));

describe('a line that is refused', () => {
  it('before it is sent stays in the line, and nothing is sent', () => {
    expect(refused.length).to.be.above(100);
    for (const line of refused) {
      const person = ann();
      person.types(line);
      const typed = person.line;
      person.presses('enter');
      expect(person.line, line).to.equal(typed);
      expect(person.sent(), line).to.deep.equal([]);
      const { flash, mode } = person.model;
      // What is too long for one message may be said in several.
      expect(flash ?? mode.is, line).to.not.equal('talking');
    }
  });

  for (const columns of [40, 80, 100]) {
    it(`tells the whole reason, ${columns} columns wide`, () => {
      const person = ann(columns, columns === 40 ? 10 : 24);
      const words = () => person.screen().replace(/\s+/g, ' ');
      person.enters(' /join #dev');
      expect(words()).to.include(
        'There is a blank before the slash. Begin the line with the slash, or say it with /say.',
      );
      person.presses('ctrl-u');
      person.enters('/jion #dev');
      expect(words()).to.include('There is no command /jion. Did you mean /join?');
      expect(person.rows()).to.have.length(person.model.size.rows);
      person.presses('left');
      expect(person.line).to.equal('/jion #dev');
    });
  }

  it('of several rows shows where a name holds a line break', () => {
    const person = ann();
    person.types('/join #a');
    person.presses('alt-enter');
    person.types('b');
    person.presses('enter');
    expect(person.hint()).to.match(/^#a⏎b can't be a room/);
  });

  it('is mended where it stands', () => {
    const person = ann();
    person.enters(' /names');
    person.presses('home', 'delete', 'enter');
    expect(person.lastSent()).to.include({ cmd: 'names' });
    expect(person.line).to.equal('');
  });

  it('by the server comes back', () => {
    const person = ann();
    person.enters('/nick bob');
    const { tag } = person.lastSent();
    person.hears({ ev: 'error', code: 'nick_taken', message: 'bob is in use.', re: tag });
    expect(person.line).to.equal('/nick bob');
    expect(person.window()).to.include('bob is in use.');
  });

  it('stays when the connection is over for good', () => {
    const person = ann();
    person.learns({ link: 'over', reason: 'It speaks another version.', asked: false });
    person.enters('hello?');
    expect(person.line).to.equal('hello?');
    expect(person.sent()).to.deep.equal([]);
  });
});
