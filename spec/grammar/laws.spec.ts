/** What holds for every line, whoever sends it. */
import { expect } from 'chai';
import fc from 'fast-check';
import { tagOf } from '../../grammar/arguments/tag.ts';
import type { Command } from '../../grammar/ast.ts';
import { isFault, Language } from '../../grammar/language.ts';
import { anyCharacter } from '../support/any-character.ts';
import { language } from '../support/language.ts';
import { answerTo } from './cases.ts';
import { random, sentence } from './sentences.ts';

const pieces = fc.constantFrom(
  ...[
    '/',
    '//',
    ' ',
    '  ',
    '\t',
    '#',
    '#dev',
    '@',
    '@t1',
    ',',
    '=',
    '=12',
    'ann',
    'quiet',
    '-',
    'on',
  ],
  ...[
    'before=',
    'after=1',
    'limit=5',
    'in=#dev',
    'in=',
    'from=ann ',
    'since=2h',
    '#dev:41',
    '^ ',
    '"',
    '/search ',
    '/reply ',
    '/delete ^',
    '/react ',
    '/join',
    '/msg',
    '/me ',
    '/topic ',
    '/history ',
    '/resume x ',
    '/part ',
  ],
);
/** Lines that are nearly right, and lines of any characters at all. */
const lines = fc.oneof(
  fc
    .array(fc.oneof(pieces, fc.string({ unit: anyCharacter, maxLength: 5 })), { maxLength: 12 })
    .map((all) => all.join('')),
  fc.string({ unit: anyCharacter }),
  fc.integer().map((seed) => sentence(random(seed))),
);
const times = { numRuns: 2_000 };

const commandsTyped = lines
  .map((line) => language.read(line))
  .filter((answer): answer is Command => !isFault(answer));

/** Commands that only an object can say, besides those that can be typed. */
const texts = fc.oneof(
  fc.string({ minLength: 1, unit: anyCharacter }),
  fc.constantFrom('#1 fan', '-', ' #x', '/x', '{', '//', 'a in=#b', 'in=#b', '"a in=#b"', '"'),
);
const sent = fc.oneof(
  commandsTyped,
  fc.record({ cmd: fc.constant('say' as const), text: texts }),
  fc.record({ cmd: fc.constant('me' as const), text: texts }),
  fc.record({ cmd: fc.constant('topic' as const), tag: fc.constant('t1'), text: texts }),
  fc.record({ cmd: fc.constant('part' as const), reason: texts }),
  fc.record({ cmd: fc.constant('help' as const), about: texts }),
  fc.record({ cmd: fc.constant('search' as const), words: texts }),
  fc.record({ cmd: fc.constant('react' as const), seq: fc.integer({ min: 1 }), emoji: texts }),
  fc.record({ cmd: fc.constant('delete' as const), target: fc.constant('@k3'), reason: texts }),
  fc.record({
    cmd: fc.constant('msg' as const),
    to: fc.constantFrom('#a', 'ann', '@k3'),
    text: texts,
  }),
);
const allowed = sent
  .map((each) => language.checked(each))
  .filter((each): each is Command => !isFault(each));

describe('any line', () => {
  it('is answered with a command or a fault, and never breaks the server', () => {
    fc.assert(
      fc.property(lines, (line) => {
        for (const answer of [language.read(line), language.readObject(line)])
          expect('cmd' in answer).to.not.equal('code' in answer);
      }),
      times,
    );
  });

  it('means the same whatever was read before it', () => {
    fc.assert(
      fc.property(lines, lines, (line, before) => {
        const once = language.read(line);
        language.read(before);
        language.expectAt(before, before.length);
        expect(language.read(line)).to.deep.equal(once);
      }),
      times,
    );
  });

  it('means to whoever has read nothing what it means to whoever has read it often', () => {
    fc.assert(
      fc.property(lines, (line) => {
        const [first, once] = [new Language().read(line), language.read(line)];
        expect([once, language.read(line)]).to.deep.equal([first, first]);
        expect(new Language().expectAt(line, line.length)).to.deep.equal(
          language.expectAt(line, line.length),
        );
      }),
      { numRuns: 100 },
    );
  });

  it('means the same when more kinds of lines were read than are kept', () => {
    const many = new Language();
    const items = fc.array(fc.constantFrom('#a', '#b=1'), { minLength: 40, maxLength: 40 });
    fc.assert(
      fc.property(items, (rooms) => {
        const line = `/join ${rooms.join()}`;
        expect(many.read(line)).to.deep.equal(language.read(line)).and.to.have.property('rooms');
      }),
      { numRuns: 300 },
    );
  });

  it('gets its tag back whenever the tag can be read, right or wrong', () => {
    fc.assert(
      fc.property(lines, (line) => {
        const answer = language.read(line);
        expect(isFault(answer) ? answer.re : answer.tag).to.equal(tagOf(line));
      }),
      times,
    );
  });

  it('that is talk means the same to the shortcut and to the grammar', () => {
    fc.assert(
      fc.property(lines, (line) => {
        const answer = language.read(line);
        if (isFault(answer)) {
          if (answer.code === 'syntax') expect(language.meanings(line)).to.deep.equal([]);
        } else
          expect(language.meanings(line).map((each) => language.checked(each))).to.deep.equal([
            answer,
          ]);
      }),
      times,
    );
  });

  it('that means something can be sent as an object, which means the same', () => {
    fc.assert(
      fc.property(commandsTyped, (command) => {
        expect(language.readObject(JSON.stringify(command))).to.deep.equal(command);
      }),
      times,
    );
  });

  it('can be typed again as it is printed', () => {
    fc.assert(
      fc.property(commandsTyped, (command) => {
        const line = language.print(command);
        expect(line.startsWith('{'), line).to.equal(false);
        expect(language.read(line)).to.deep.equal(command);
      }),
      times,
    );
  });
});

describe('any command', () => {
  it('is printed as a line that means it, an object where typing can not say it', () => {
    fc.assert(
      fc.property(allowed, (command) => {
        expect(answerTo(language.print(command))).to.deep.equal(command);
      }),
      times,
    );
  });
});

describe('a half-typed line', () => {
  it('never breaks completion, and what is offered to complete lies before the caret', () => {
    fc.assert(
      fc.property(lines, fc.nat(80), (line, caret) => {
        const { from } = language.expectAt(line, caret);
        expect(from).to.be.within(0, Math.min(caret, line.length));
      }),
      times,
    );
  });
});
