/** What becomes of what a person says, without a terminal. */
import { expect } from 'chai';
import { messagesIn } from '../../../client-ink/model/sending.ts';
import { ann, ok, type Sitter } from '../sitter.ts';

describe('a person who says something', () => {
  it('sees it as being sent until the server has it, and then once', () => {
    const person = ann();
    person.enters('hello');
    const command = person.lastSent();
    expect(command).to.include({ cmd: 'msg', to: '#dev', text: 'hello' });
    expect(person.window()).to.match(/… +ann hello/);
    expect(person.screen()).to.match(/1 sending/);
    person.says('ann', '#dev', 'hello');
    person.hears(ok(command.tag, { room: '#dev', seq: 1 }));
    expect(person.window().match(/hello/g)).to.have.length(1);
    expect(person.screen()).not.to.match(/sending/);
  });

  const texts = (person: Sitter) => person.sent().map((each) => 'text' in each && each.text);

  it('is asked before a paste that is too long for one message is sent as several; none of it is lost, and none is a command', () => {
    const person = ann();
    const [one, two] = ['x'.repeat(3000), `/${'y'.repeat(3000)}`];
    person.pastes(`${one} ${two}`);
    person.presses('enter');
    expect(person.sent()).to.deep.equal([]);
    expect(person.hint()).to.match(/^o or Enter: 2 messages, as it is too long for one +Esc/);
    person.presses('escape');
    expect(person.line).to.equal(`${one} ${two}`);
    person.presses('enter');
    person.types('o');
    expect(texts(person)).to.deep.equal([one, two]);
    expect(person.line).to.equal('');
  });

  it('sends all of such a paste as it is, with the blanks before its lines', () => {
    const person = ann();
    const lines = [`/${'x'.repeat(4000)}`, `        // ${'y'.repeat(4000)}`, '/quit'];
    person.pastes(`/${lines.join('\n')}`);
    person.presses('enter');
    person.types('o');
    const [first, second] = person
      .sent()
      .map((command) => ('text' in command ? command : undefined));
    expect([first?.text, second?.text]).to.deep.equal([lines[0], lines.slice(1).join('\n')]);
    person.hears({
      ev: 'error',
      re: first?.tag ?? '',
      code: 'store_unavailable',
      message: 'Later.',
    });
    expect(person.line, 'as it would be typed').to.equal(`/${lines[0]}`);
  });

  it('is not asked about what one message has room for, without the blank at its end and its first slash', () => {
    for (const [typed, said] of [
      [`${'x'.repeat(4096)} `, 'x'.repeat(4096)],
      [`//${'x'.repeat(4095)}`, `/${'x'.repeat(4095)}`],
    ] as const) {
      const person = ann();
      person.pastes(typed);
      expect(messagesIn(person.model)).to.have.length(1).and.to.equal(messagesIn(person.model));
      person.presses('enter');
      expect(texts(person)).to.deep.equal([said]);
      expect(person.line).to.equal('');
    }
  });

  it('may send each line of such a paste alone, too', () => {
    const person = ann();
    const lines = ['x', 'y'].map((letter) => letter.repeat(3000));
    person.pastes(`${lines.join('\n')}\nz`);
    person.presses('enter');
    expect(person.hint()).to.match(/2 messages, .* l: each line a message/);
    person.types('l');
    expect(texts(person)).to.deep.equal([...lines, 'z']);
  });

  it('keeps such a paste when the connection is over, and is told so', () => {
    for (const answer of ['o', 'l']) {
      const person = ann();
      person.learns({ link: 'over', reason: 'You were put out.', asked: false });
      const paste = `${'x'.repeat(3000)}\n${'y'.repeat(3000)}`;
      person.pastes(paste);
      person.presses('enter');
      person.types(answer);
      expect(person.sent()).to.deep.equal([]);
      expect(person.line).to.equal(paste);
      expect(person.hint()).to.equal("This can't be sent any more: You were put out.");
    }
  });

  it('keeps what is too long for something that is not just said, and sees why', () => {
    const person = ann();
    const line = `/me ${'x'.repeat(5000)}`;
    person.pastes(line);
    person.presses('enter');
    expect(person.sent()).to.deep.equal([]);
    expect(person.hint()).to.match(/longer than 4096 bytes/);
    expect(person.line).to.equal(line);
  });

  it('is told how much of a paste the line has no room for', () => {
    const person = ann();
    person.pastes('x'.repeat(33_000));
    expect(person.screen()).to.match(/232 of 33000 characters were left out/);
  });

  it('is told of nothing new by what they say themselves', () => {
    const person = ann();
    person.says('bob', '#dev', 'one');
    person.enters('/join #tea');
    person.hears(ok(person.lastSent().tag, { room: '#tea' }));
    person.presses('alt-1');
    person.presses('alt-2');
    person.says('ann', '#dev', 'two');
    expect(person.window())
      .to.contain('two')
      .and.not.to.match(/─ new ─/);
  });

  it('gets a refused line back, with the reason', () => {
    const person = ann();
    person.enters('/topic no');
    const { tag } = person.lastSent();
    expect(person.line).to.equal('');
    person.hears({ ev: 'error', re: tag, code: 'not_in_room', message: 'You are not in #dev.' });
    expect(person.line).to.equal('/topic no');
    expect(person.window()).to.match(/!! You are not in #dev/);
  });

  it('does not lose what they type meanwhile to a line that comes back', () => {
    const person = ann();
    person.enters('first');
    const { tag } = person.lastSent();
    person.types('second');
    person.hears({ ev: 'error', re: tag, code: 'store_unavailable', message: 'Later.' });
    expect(person.line).to.equal('second');
    person.presses('up');
    expect(person.line).to.equal('first');
  });

  it('keeps a line that can not be sent, and sees why', () => {
    const person = ann();
    person.enters('/jion #dev');
    expect(person.line).to.equal('/jion #dev');
    expect(person.hint()).to.match(/Did you mean \/join/);
    expect(person.sent()).to.deep.equal([]);
  });

  it('opens a private conversation with its first message, and is there then', () => {
    const person = ann();
    person.enters('/msg bob psst');
    const { tag } = person.lastSent();
    expect(person.window()).to.match(/→ bob: psst/);
    person.whispers('ann', 'bob', 'psst');
    person.hears(ok(tag, { log: '@k1', seq: 1 }));
    expect(person.shown).to.equal('bob');
    expect(person.window().match(/psst/g)).to.have.length(1);
  });

  it('sends several lines as one message', () => {
    const person = ann();
    person.types('one');
    person.presses('alt-enter');
    person.enters('two');
    expect(person.lastSent()).to.include({ cmd: 'msg', text: 'one\ntwo' });
  });

  it('is asked before more than three pasted lines are sent', () => {
    const person = ann();
    person.pastes('1\n2\n3\n4');
    person.presses('enter');
    expect(person.sent()).to.deep.equal([]);
    expect(person.screen()).to.match(/^4 lines: /m);
    expect(person.hint()).to.match(/^o or Enter: one message .* l: each line a message .* Esc/);
    person.types('n');
    expect(person.line).to.equal('1\n2\n3\n4');
    person.presses('enter');
    person.types('y');
    expect(person.lastSent()).to.include({ text: '1\n2\n3\n4' });
    person.pastes('1\n2\n3');
    person.presses('enter');
    expect(person.lastSent()).to.include({ text: '1\n2\n3' });
  });

  it('may send each pasted line as a message of its own, and none of them is a command', () => {
    const person = ann();
    person.pastes('1\n\n/quit\n  /x\n//y');
    person.presses('enter');
    person.types('l');
    expect(texts(person)).to.deep.equal(['1', '/quit', '  /x', '//y']);
    expect(person.line).to.equal('');
    person.presses('up');
    expect(person.line).to.equal('1\n\n/quit\n  /x\n//y');
  });

  it('sends no flood of lines at once', () => {
    const person = ann();
    person.pastes('x\n'.repeat(51));
    person.presses('enter');
    person.types('l');
    expect(person.sent()).to.deep.equal([]);
    expect(person.hint()).to.include('At most 50 messages');
    expect(person.line).not.to.equal('');
  });

  it('does not send the newline at the end of what they pasted', () => {
    const person = ann();
    person.pastes('one\n');
    person.presses('enter');
    expect(person.lastSent()).to.include({ text: 'one' });
    person.pastes('1\n2\n3\n');
    person.presses('enter');
    expect(person.lastSent()).to.include({ text: '1\n2\n3' });
  });

  it('finds a draft where they left it', () => {
    const person = ann();
    person.types('half a thou');
    person.presses('alt-3');
    expect(person.line).to.equal('');
    person.types('tea');
    person.presses('alt-/');
    expect(person.line).to.equal('half a thou');
  });
});
