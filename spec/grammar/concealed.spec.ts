/** A password is seen by nobody, in whatever line it is typed. */
import { expect } from 'chai';
import fc from 'fast-check';
import { isFault } from '../../grammar/language.ts';
import { language } from '../support/language.ts';

const seen = (line: string): string => language.concealed(line);

describe('a line with a password', () => {
  it('has dots from the password on', () => {
    expect(seen('/register correct-horse')).to.equal('/register •••••••••••••');
    expect(seen('/login@t1 ann correct-horse')).to.equal('/login@t1 ann •••••••••••••');
    expect(seen('/login  ann\tcorrect horse ')).to.equal('/login  ann\t••••••• ••••• ');
    expect(seen('/PASSWORD one two')).to.equal('/PASSWORD ••• •••');
  });

  it('has none before the password begins', () => {
    for (const line of ['/login', '/login ', '/login ann', '/login ann ', '/register ', '/regis'])
      expect(seen(line), line).to.equal(line);
  });

  it('has them when it is wrong, too', () => {
    expect(seen('  /login ann secret')).to.equal('  /login ann ••••••');
    expect(seen('／login ann secret')).to.equal('／login ann ••••••');
    expect(seen('/login\u00a0ann\u00a0secret')).to.equal('/login\u00a0ann\u00a0••••••');
    expect(seen('/lgoin ann secret')).to.equal('/lgoin ••• ••••••');
    expect(seen('/identify secret')).to.equal('/identify ••••••');
  });

  it('has them when its name is nearly one, or something is glued to it', () => {
    expect(seen('/l0gin ann secret')).to.equal('/l0gin ••• ••••••');
    expect(seen('/ login ann secret')).to.equal('/ login ann ••••••');
    expect(seen('/login=ann secret')).to.equal('/login•••• ••••••');
    expect(seen('/login:ann secret')).to.equal('/login•••• ••••••');
    expect(seen('/l\u043egin ann secret')).to.equal('/l\u043egin ••• ••••••');
    expect(seen('/ｌｏｇｉｎ ann secret')).to.equal('/ｌｏｇｉｎ ann ••••••');
  });

  it('has them when other chats would take it for one', () => {
    expect(seen('/pw one two')).to.equal('/pw ••• •••');
    expect(seen('/nickserv identify secret')).to.equal('/nickserv •••••••• ••••••');
    expect(seen('/ns identify secret')).to.equal('/ns •••••••• ••••••');
    expect(seen('/oper ann secret')).to.equal('/oper ••• ••••••');
    expect(seen('/account delete secret')).to.equal('/account •••••• ••••••');
  });

  it('says nothing of one that stands where the nick belongs', () => {
    for (const line of [
      '/login hunter2!hunter2 ann',
      '/login hunter2hunter2 ann',
      '/login #hunter2 ann-and-more',
      '{"cmd":"login","nick":"hunter2 hunter2","password":"annabelle1"}',
    ]) {
      const answer = line.startsWith('{') ? language.readObject(line) : language.read(line);
      expect(isFault(answer), line).to.equal(true);
      expect(JSON.stringify(answer), line).not.to.include('hunter2');
    }
  });

  it('keeps each character in its place', () => {
    const line = '/register a🦜b';
    expect(seen(line)).to.have.length(line.length);
    expect([...seen(line)]).to.have.length([...line].length);
  });

  it('says nothing of the password in a fault', () => {
    const beginnings = [
      '/login ann ',
      '/register ',
      '/password ',
      '/password old-secret ',
      '/lgoin ',
    ];
    const wrong = fc.tuple(
      fc.constantFrom(...beginnings, ' /login ann ', '/login\u00a0ann '),
      fc.constantFrom('', 'x '),
      fc.constantFrom(' ', ' more', ' more and more', '\u0007', ''),
    );
    fc.assert(
      fc.property(wrong, ([beginning, before, behind]) => {
        const answer = language.read(`${beginning}${before}hunter2hunter2${behind}`);
        if (isFault(answer)) expect(JSON.stringify(answer)).not.to.include('hunter2');
      }),
    );
  });

  it('is all others as it is', () => {
    for (const line of [
      'hello',
      '/join #dev',
      '//login ann secret',
      '/msg ann secret',
      '/frobnicate a',
    ])
      expect(seen(line)).to.equal(line);
  });
});
