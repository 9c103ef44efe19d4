/** Words that a dictionary does not know, in the line of somebody who types. */
import { expect } from 'chai';
import { heardFrom, silence } from '../../../client-ink/programs/speller.ts';
import { sitter } from '../sitter.ts';

function typist() {
  const person = sitter(80, 12, { spelling: 'auto' });
  person.connects('ann');
  person.isIn('#tea', 'bobb');
  person.presses('alt-2');
  person.effects = [];
  return person;
}

type Typist = ReturnType<typeof typist>;

const askedFor = (person: Typist): string[] =>
  person.effects.splice(0).flatMap((effect) => (effect.do === 'spell' ? effect.words : []));

const underlined = (person: Typist): string[] =>
  person
    .rows()
    .flat()
    .filter(({ tone }) => tone === 'misspelt')
    .map(({ text }) => text);

describe('spelling', () => {
  it('is asked for word by word, each once and when it is whole, and underlines what is wrong', () => {
    const person = typist();
    for (const letter of 'helo wrld') person.types(letter);
    expect(askedFor(person)).to.deep.equal(['helo']);
    person.types(' helo ');
    expect(askedFor(person)).to.deep.equal(['wrld']);
    person.takes({
      in: 'spelled',
      answers: [
        ['helo', ['hello', 'hole']],
        ['wrld', 'right'],
      ],
    });
    expect(underlined(person)).to.deep.equal(['helo', 'helo']);
    person.presses('home');
    person.types('x');
    expect(askedFor(person)).to.deep.equal(['xhelo']);
    expect(underlined(person)).to.deep.equal(['helo']);
  });

  it('offers by Tab what may be meant, at the end of the word or behind the blank', () => {
    const person = typist();
    person.types('helo ');
    person.takes({ in: 'spelled', answers: [['helo', ['hello', 'hole']]] });
    person.presses('tab');
    expect(person.line).to.equal('hello ');
    person.presses('tab');
    expect(person.line).to.equal('hole ');
    person.presses('alt-z', 'alt-z', 'backspace', 'tab');
    expect(person.line).to.equal('hello');
    person.types(' bo');
    person.presses('tab');
    expect(person.line).to.equal('hello bobb ');
  });

  it('leaves out names, addresses, code, commands and what is no word', () => {
    const person = typist();
    person.types(
      'bobb #rom @nik :tadda a1b snake_cas `cod hre` https://x.example/wrng x.ts it’s ok ',
    );
    expect(askedFor(person)).to.deep.equal(["it's", 'ok']);
    person.presses('ctrl-u');
    person.types('/reply 3 yse ');
    expect(askedFor(person)).to.deep.equal(['yse']);
    person.presses('ctrl-u');
    person.types('/topicc abot ');
    person.presses('ctrl-u');
    person.types('/msg bobb hii ');
    expect(askedFor(person)).to.deep.equal(['hii']);
  });

  it('is asked for anew when other dictionaries are set', () => {
    const person = typist();
    person.types('helo ');
    person.takes({ in: 'spelled', answers: [['helo', []]] });
    expect(underlined(person)).to.deep.equal(['helo']);
    const { hasMouse, quiet, opensAddresses, tellsTyping, words } = person.model;
    const options = { hasMouse, quiet, opensAddresses, tellsTyping, words };
    person.takes({ in: 'options', options: { ...options, spelling: 'de_DE' } });
    expect(underlined(person)).to.deep.equal([]);
    askedFor(person);
    person.types('x');
    expect(askedFor(person)).to.deep.equal(['helo']);
  });

  it('is nobody’s business where it is off', () => {
    const person = sitter();
    person.connects('ann');
    person.isIn('#tea');
    person.types('helo wrld ');
    expect(askedFor(person)).to.deep.equal([]);
  });
});

describe('what hunspell writes', () => {
  const written =
    '@(#) International Ispell Version 3.2.06\n& helo 2 1: hole, help\n\n*\n\n+ WORK\n\n# qqq 1\n\n';

  it('says of each word whether it is known, however it is cut', () => {
    for (let at = 0; at <= written.length; at += 1) {
      const asked = { ...silence, waiting: ['helo', 'world', 'works', 'qqq'] };
      const first = heardFrom(asked, written.slice(0, at));
      const second = heardFrom(first.listening, written.slice(at));
      expect([...first.answers, ...second.answers]).to.deep.equal([
        ['helo', ['hole', 'help']],
        ['world', 'right'],
        ['works', 'right'],
        ['qqq', []],
      ]);
      expect(second.listening).to.deep.equal(silence);
    }
  });
});
