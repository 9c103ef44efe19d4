/** What Tab walks through, as people see it. */
import { expect } from 'chai';
import { ann } from '../sitter.ts';

const under = (person: ReturnType<typeof ann>, rows: number): string[] =>
  person
    .screen()
    .split('\n')
    .slice(-rows)
    .map((row) => row.replaceAll(/\s+/g, ' ').trim());

describe('the list of completions', () => {
  it('says of each command what it does, and goes along with Tab', () => {
    const person = ann(100, 30);
    person.types('/who');
    person.presses('tab');
    expect(under(person, 3)).to.deep.equal([
      '/who list the people',
      '/whois show who somebody is',
      '/whoami show who you are',
    ]);
    person.presses('tab');
    const chosen = person
      .rows()
      .flat()
      .find(({ tone, text }) => tone === 'chosen' && /who/.test(text));
    expect(chosen?.text.trim()).to.equal('/whois');
    person.presses('right');
    expect(person.screen()).not.to.include('list the people');
  });

  it('says what /set sets, and what actions do', () => {
    const person = ann(100, 30);
    const offers = (line: string, rows: number) => {
      person.types(line);
      person.presses('tab');
      const listed = under(person, rows);
      person.presses('ctrl-c');
      return listed;
    };
    expect(offers('/set m', 3)).to.deep.equal([
      'moderated only people with voice, ops and owners speak',
      'members-only only accounts come in',
      'mouse the client has the mouse, and not the terminal',
    ]);
    expect(offers('/set keys.f', 3)).to.include(
      'keys.f3 find in what is loaded of this room, as you type',
    );
    expect(offers('/set keys.f5 split-', 4)[0]).to.equal(
      'split-beside show another room beside this one',
    );
    expect(offers('/set colours.m', 2)).to.deep.equal(['colours.mention', 'colours.misspelt']);
  });

  it('says what emoji are called, which messages numbers are, and where people and rooms are', () => {
    const person = ann(100, 30);
    person.presses('alt-3');
    person.says('bob', '#tea', 'is it hot?');
    person.says('carl', '#tea', 'no');
    person.types('done :party');
    person.presses('tab');
    expect(under(person, 2)).to.deep.equal(['🎉 tada, party', '🥳 partying face']);
    person.presses('ctrl-c');
    person.types('/reply ');
    person.presses('tab');
    expect(under(person, 3)).to.deep.equal(['^ the last one', '2 carl: no', '1 bob: is it hot?']);
    person.presses('ctrl-c');
    person.types('/join #');
    person.presses('tab');
    expect(under(person, 2)).to.deep.equal(['#tea 3 people', '#dev 2 people']);
    person.hears({
      ev: 'rooms',
      rooms: [{ room: '#den', count: 7, topic: 'quiet, please' }],
    });
    person.presses('ctrl-c');
    person.types('/join #de');
    person.presses('tab');
    expect(under(person, 2)).to.deep.equal([
      '#dev 2 people',
      '#den 7 people, without you: quiet, please',
    ]);
  });

  it('is one row where there is no space, and says how many more there are', () => {
    const person = ann(60, 9);
    person.types(':s');
    person.presses('tab');
    expect(under(person, 1)[0]).to.match(/and \d+ more$/);
    const small = ann(40, 5);
    small.types('/who');
    small.presses('tab');
    expect(under(small, 1)).to.deep.equal(['/who /whois /whoami']);
  });
});
