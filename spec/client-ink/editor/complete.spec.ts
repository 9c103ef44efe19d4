/** Completion and hints, which know the grammar and nothing else. */
import { expect } from 'chai';
import { complete } from '../../../client-ink/editor/complete.ts';
import { lineOf } from '../../../client-ink/editor/line.ts';
import { wrongIn } from '../../../client-ink/editor/understand.ts';
import { noAliases } from '../../../client-ink/language/aliases.ts';
import { clientCommands } from '../../../client-ink/language/commands/index.ts';
import { isLinks } from '../../../client-ink/language/language.ts';
import { hint } from '../../../client-ink/layout/draft-hint.ts';
import { commands } from '../../../grammar/commands/index.ts';

const known = {
  rooms: ['#dev', '#tea'],
  nicks: ['bob', 'Berta', 'carl'],
  messages: ['^', '41', '7'],
};

const choices = (text: string): string[] => complete(lineOf(text), known).choices;

/** The hint, with what is being typed between stars. */
const hinted = (text: string): string =>
  hint(lineOf(text), noAliases)
    .map((piece) => (piece.tone === 'unread' ? `*${piece.text}*` : piece.text))
    .join('');

describe('completion', () => {
  const cases: [string, string[]][] = [
    ['/jo', ['/join ']],
    ['/JO', ['/join ']],
    ['/who', ['/who ', '/whois ', '/whoami ']],
    ['/join #', ['#dev ', '#tea ']],
    ['/join #d', ['#dev ']],
    ['/join #dev,#t', ['#tea ']],
    ['/join #dev q', ['quiet ']],
    ['/msg b', ['bob ', 'Berta ']],
    ['/msg #', ['#dev ', '#tea ']],
    ['/history #dev b', ['before=']],
    ['/history before=3 ', ['limit=']],
    ['/bell ', ['on ', 'off ']],
    ['/reply ', ['^ ', '41 ', '7 ']],
    ['/edit 4', ['41 ']],
    ['/react ^ rock', ['🪨 ', '🚀 ']],
    ['done :tad', ['🎉 ']],
    [':tea:', ['🍵 ']],
    ['/me drinks :teap', ['🫖 ']],
    ['at 12:0', []],
    [':nosuchthing', []],
    ['/search tea in=#t', ['#tea ']],
    ['/search tea from=b', ['bob ', 'Berta ']],
    ['/help jo', ['join ']],
    ['/form', []],
    ['/help res', []],
    ['be', ['Berta: ']],
    ['hello be', ['Berta ']],
    ['look at #t', ['#tea ']],
    ['/msg bob ask ca', ['carl ']],
    ['/nosuch ', []],
    ['/whoami ', []],
    ['hello ', []],
  ];
  for (const [text, expected] of cases) {
    it(`of ${JSON.stringify(text)} offers ${expected.join('') || 'nothing'}`, () => {
      expect(choices(text)).to.deep.equal(expected);
    });
  }

  it('of nothing offers every command that people give', () => {
    const offered = choices('').map((each) => each.trim());
    expect(offered.sort()).to.deep.equal(
      Object.keys({ ...commands, ...clientCommands })
        .filter((name) => !isLinks(name))
        .map((name) => `/${name}`)
        .sort(),
    );
  });

  it('puts no second blank before what is there', () => {
    expect(complete({ text: '/jo #dev', caret: 3 }, known).choices).to.deep.equal(['/join']);
  });
});

describe('the hint', () => {
  it('knows each command by its first letters', () => {
    for (const [name, { usage, summary }] of Object.entries(commands)) {
      const text = hinted(`/${name} `).replaceAll('*', '');
      expect(text).to.include(usage.replaceAll('*', '')).and.include(summary);
    }
  });

  it('points at the argument that is being typed', () => {
    expect(hinted('/msg ')).to.match(/^\/msg \*TO\* TEXT/);
    expect(hinted('/msg bob hel')).to.match(/^\/msg TO \*TEXT\*/);
  });

  it('says what is wrong as soon as nothing can mend it', () => {
    expect(hinted('/jion')).to.match(/Did you mean \/join/);
    expect(hinted('/nick 9')).to.match(/may not start with a digit/);
    expect(hinted(' /join')).to.match(/blank before the slash/);
  });

  it('says nothing against what is only unfinished', () => {
    const beginnings = Object.values(commands).flatMap(({ examples }) =>
      (examples as readonly string[]).flatMap((example) =>
        Array.from(example, (_, end) => [...example].slice(0, end + 1).join('')),
      ),
    );
    for (const text of beginnings) expect(wrongIn(text)?.message, text).to.equal(undefined);
  });
});
