/** What the server answers, as a person reads it. */
import { expect } from 'chai';
import { commands } from '../../../grammar/commands/index.ts';
import type { EventOf } from '../../../grammar/events.ts';
import { ann, ok, type Sitter } from '../sitter.ts';

function answerHelp(person: Sitter): void {
  const { tag } = person.lastSent();
  const list = Object.values(commands).map(({ usage, summary }) => ({ usage, summary }));
  person.hears({ ev: 'help', re: tag, commands: list }, ok(tag));
}

const whois = (re: string): EventOf<'whois'> => ({
  ...{ ev: 'whois', re, nick: 'bob', rooms: ['#dev'] },
  ...{ since: '2026-11-22T12:00:00.000Z', connected: true },
});

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
      person.presses(...Array<string>(120).fill('pagedown'));
      expect(person.window().replace(/[\s▎]+/g, ' ')).to.include('F1 lists the keys.');
      expect(person.hint()).to.equal('Esc takes the answer away');
      person.presses('escape');
      expect(person.window()).to.not.match(/▎|F1 lists/);
    });
  }

  it('that is a list shows where each line of it begins, however narrow the window', () => {
    const person = ann(60, 200);
    person.enters('/help');
    answerHelp(person);
    const rows = person.window().split('\n');
    const joining = rows.findIndex((row) => row.startsWith('▎   /join'));
    expect(rows[joining + 1]).to.match(/^▎ {5}\S/);
    expect(rows.filter((row) => /^▎ {3}[^/ ]/.test(row))).to.deep.equal([]);
  });

  it('goes when it has been read: with the next line, with Esc, or when one goes elsewhere', () => {
    const leaves: ((person: Sitter) => void)[] = [
      (person) => person.presses('escape'),
      (person) => person.enters('on with it'),
      (person) => person.presses('alt-3', 'alt-2'),
    ];
    for (const leave of leaves) {
      const person = ann(100, 40);
      person.presses('alt-2');
      person.says('bob', '#dev', 'before');
      person.enters('/whois bob');
      const { tag } = person.lastSent();
      person.hears(whois(tag), ok(tag));
      person.says('bob', '#dev', 'meanwhile');
      expect(person.window()).to.match(/bob before\n▎ .*bob.*\n(▎ .*\n)*.*bob meanwhile/);
      leave(person);
      expect(person.window()).to.match(/bob before\n.*bob meanwhile/);
      expect(person.window()).to.not.include('▎');
    }
  });

  it('stays in the window of the server, which is for them', () => {
    const person = ann(100, 40);
    person.presses('alt-1');
    person.enters('/whois bob');
    const { tag } = person.lastSent();
    person.hears(whois(tag), ok(tag));
    person.presses('alt-2', 'alt-1', 'escape');
    expect(person.window()).to.include('▎ bob');
  });

  it('that refuses the same again is counted, and does not fill the window', () => {
    const person = ann(100, 40);
    for (let each = 0; each < 5; each += 1)
      person.hears({ ev: 'error', code: 'not_allowed', message: 'No more rooms.' });
    expect(person.window().match(/No more rooms/g)).to.have.length(1);
    expect(person.window()).to.include('!! No more rooms. (5 times)');
  });

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
