/** What somebody sent is told back to them short, and by numbers where it would do something to a terminal. */
import { expect } from 'chai';
import type { Definition } from '../../grammar/commands/command.ts';
import { commands } from '../../grammar/commands/index.ts';
import { isFault } from '../../grammar/language.ts';
import { shown } from '../../grammar/reading/quote.ts';
import { showable } from '../../grammar/showable.ts';
import { language } from '../support/language.ts';

const nasty = {
  'an escape sequence': '\x1b[31mA',
  'a control character of eight bits': 'A\x9b1m',
  'a bell': 'A\x07',
  'a new line': 'A\n! you are banned',
  'a mark of direction': 'A\u202eB',
  'an invisible character': 'A\u200bB',
  'half a surrogate pair': 'A\ud800B',
  'much text': 'A'.repeat(30_000),
};

describe('a sentence about a wrong command', () => {
  for (const [what, value] of Object.entries(nasty)) {
    it(`shows ${what} so that nothing comes of it`, () => {
      let told = 0;
      for (const { name: cmd, examples, fields } of Object.values<Definition>(commands)) {
        for (const line of examples) {
          const meant = language.read(line);
          if (isFault(meant)) continue;
          for (const field of Object.keys(fields)) {
            for (const given of [value, [`#${value}`], { [`#${value}`]: 1 }]) {
              const answer = language.readObject(JSON.stringify({ ...meant, cmd, [field]: given }));
              if (!isFault(answer)) continue;
              told += 1;
              expect(answer.message, `${cmd} ${field}`).to.equal(showable(answer.message));
              expect(answer.message, `${cmd} ${field}`).not.to.include('\n');
              expect(answer.message.length, `${cmd} ${field}`).to.be.below(500);
            }
          }
        }
      }
      expect(told).to.be.above(100);
    });
  }

  it('leaves emoji of several parts and words with joiners as they are', () => {
    expect(shown('👩‍🚀 می‌خواهم')).to.equal('👩‍🚀 می‌خواهم');
    expect(shown('a\x1bb')).to.equal('aU+001Bb');
  });
});
