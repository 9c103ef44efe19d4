/** What the server answers, as a person reads it. */
import { expect } from 'chai';
import { commands } from '../../../grammar/commands/index.ts';
import { ann, ok, type Sitter } from '../sitter.ts';

function answerHelp(person: Sitter): void {
  const { tag } = person.lastSent();
  const list = Object.values(commands).map(({ usage, summary }) => ({ usage, summary }));
  person.hears({ ev: 'help', re: tag, commands: list }, ok(tag));
}

describe('an answer', () => {
  for (const [columns, rows] of [
    [40, 10],
    [80, 24],
  ] as const) {
    it(`of many rows is read from its first row, in ${columns}x${rows}`, () => {
      const person = ann(columns, rows);
      person.enters('/help');
      answerHelp(person);
      expect(person.window()).to.include('/say');
      expect(person.screen()).to.include('below');
      person.presses('escape');
      expect(person.window().replace(/\s+/g, ' ')).to.include('F1 lists the keys.');
    });
  }

  it('leaves whoever reads further up where they are', () => {
    const person = ann(40, 10);
    for (let count = 0; count < 20; count += 1) person.says('bob', '#dev', `number ${count}`);
    person.presses('alt-2');
    person.enters('/help');
    person.presses('pageup');
    const reading = person.window();
    answerHelp(person);
    expect(person.window()).to.equal(reading);
  });

  it('about commands leaves out what the client does by itself, and says so when it is asked', () => {
    const person = ann(120, 120);
    person.enters('/help');
    answerHelp(person);
    for (const name of Object.keys(commands).filter((each) => !/^(format|resume)$/.test(each))) {
      expect(person.window()).to.include(`/${name}`);
    }
    expect(person.window()).to.not.match(/\/format|\/resume/);
    person.enters('/help resume');
    const { tag } = person.lastSent();
    const { usage, summary } = commands.resume;
    person.hears({ ev: 'help', re: tag, commands: [{ usage, summary }] }, ok(tag));
    expect(person.window()).to.include('/resume is what this client does by itself');
  });
});
