/** The table of wrong lines, sent over TCP in both dialects: each is answered exactly as it says, and the connection lives on. */
import { expect } from 'chai';
import type { FaultCode } from '../grammar/faults.ts';
import { plainDoor } from '../server/doors/plain.ts';
import { decoded, paragraphs } from './grammar/cases.ts';
import { language } from './support/language.ts';
import { openServer } from './support/server.ts';

interface Wrong {
  readonly line: string;
  readonly code: FaultCode;
  readonly message: string;
  readonly re?: string;
  readonly col?: number;
  readonly expected?: string[];
}

/** A paragraph of the table: the line, perhaps its caret with the words expected there, the answer. */
function readWrong([first = '', ...rest]: string[]): Wrong {
  const [, code, re, message = ''] = /^! (\w+)(?:@(\S+))?: (.*)$/.exec(rest.at(-1) ?? '') ?? [];
  const [, straight, number, words] = /^(?:( *)\^|@(\d+))(?: (.*))?$/.exec(rest.at(-2) ?? '') ?? [];
  const col = number === undefined ? straight && straight.length - 2 : Number(number);
  return {
    line: decoded(first.slice(2)),
    code: code as FaultCode,
    message,
    ...(re !== undefined && { re }),
    ...(typeof col === 'number' && { col }),
    ...(words !== undefined && { expected: words.split(' ') }),
  };
}

/** All that arrives as it was sent: half a surrogate pair has no bytes, and a byte order mark is taken off on the way. */
const table = paragraphs('wrong-lines.txt')
  .map(readWrong)
  .filter(({ line }) => line.isWellFormed() && !line.startsWith('\ufeff'));

describe('a wrong line', () => {
  it('has a column and words for programs', async () => {
    const server = await openServer();
    const bot = await server.party('bot', 'json');
    for (const { line } of table) bot.send(line);
    const heard = await bot.rest();
    expect(heard.length).to.equal(table.length).and.to.be.greaterThan(60);
    for (const [index, { line, ...said }] of table.entries()) {
      expect(JSON.parse(heard[index]!), line).to.deep.equal({ ev: 'error', ...said });
    }
  });

  it('has a caret for people', async () => {
    const server = await openServer();
    const ana = await server.party('ana');
    const typed = table.filter(({ line }) => !line.startsWith('{'));
    for (const { line } of typed) ana.send(line);
    const heard = await ana.rest();
    const plain = plainDoor(language).open();
    for (const { expected, ...said } of typed) {
      const line = language.concealedBehind(said.line);
      const answer = plain
        .write({ ev: 'error', ...said, line })
        .split('\n')
        .slice(0, -1);
      expect(heard.splice(0, answer.length), said.line).to.deep.equal(answer);
    }
    expect(heard).to.deep.equal([]);
  });
});
