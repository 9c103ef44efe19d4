/** Registering and logging in on the screen: who one is, and passwords that nobody sees. */
import { expect } from 'chai';
import { ann, ok } from '../sitter.ts';

const at = '2026-11-22T12:01:02.345Z';

describe('a password', () => {
  it('is dots while it is typed, with the caret behind them', () => {
    const person = ann();
    person.types('/login bob correct');
    expect(person.screen()).to.include('ann> /login bob •••••••').and.not.to.include('correct');
    person.presses('ctrl-w');
    person.types('battery');
    expect(person.line).to.equal('/login bob battery');
    expect(person.screen()).to.include('/login bob •••••••').and.not.to.include('battery');
  });

  it('is in no line that comes back, neither refused nor by Up', () => {
    const person = ann();
    person.enters('/login bob correct-horse');
    const asked = person.lastSent();
    const { tag = '' } = asked ?? {};
    expect(asked).to.include({ cmd: 'login', nick: 'bob', password: 'correct-horse' });
    const message = 'The nick or the password is wrong. Try again.';
    person.hears({ ev: 'error', re: tag, code: 'wrong_password', message });
    expect(person.line).to.equal('/login bob ');
    expect(person.screen()).to.include(message).and.not.to.include('correct-horse');
    person.presses('ctrl-u', 'up');
    expect(person.line).to.equal('');
  });

  it('is not shown when the line is wrong', () => {
    const person = ann();
    person.enters('/register correct horse');
    expect(person.screen()).to.include(
      'Expected invite=CODE or the end of the line after the password',
    );
    expect(person.screen()).to.include('/register ••••••• •••••').and.not.to.include('correct');
  });

  it('is not said to be done with it', () => {
    const person = ann();
    person.enters('/password correct-horse battery-staple');
    const { tag = '' } = person.lastSent() ?? {};
    person.hears(ok(tag, { done: 'password' }));
    expect(person.screen()).to.include('Done: /password').and.not.to.include('battery');
  });
});

describe('whoever registers', () => {
  it('is told how to log in', () => {
    const person = ann();
    person.enters('/register correct-horse');
    const { tag = '' } = person.lastSent() ?? {};
    person.hears(ok(tag, { done: 'register', nick: 'ann' }));
    expect(person.screen()).to.include('ann is an account now.');
    expect(person.screen()).to.include('/login ann PASSWORD');
  });
});

describe('whoever logs in', () => {
  it('is the account, in its rooms, and says their own lines from wherever they are said', () => {
    const person = ann();
    person.enters('/login bea correct-horse');
    const { tag = '' } = person.lastSent() ?? {};
    person.hears({ ev: 'nick', from: 'ann', to: 'bea', at });
    const room = { ev: 'room', seq: 4, count: 1, settings: {} } as const;
    person.hears({ ...room, room: '#garden', members: [{ nick: 'bea' }] });
    person.hears(ok(tag, { done: 'login', nick: 'bea', rooms: ['#garden'], logs: [] }));
    expect(person.model.nick).to.equal('bea');
    expect(person.model.places.map(({ name }) => name)).to.include('#garden');
    expect(person.screen()).to.include('bea> ').and.to.include('You are bea, in #garden.');
  });

  it('and out again is a guest in no room', () => {
    const person = ann();
    person.enters('/logout');
    const { tag = '' } = person.lastSent() ?? {};
    for (const room of ['#dev', '#tea']) person.hears({ ev: 'parted', room, nick: 'ann', at });
    person.hears({ ev: 'nick', from: 'ann', to: 'guest-k3', at });
    person.hears(ok(tag, { done: 'logout', nick: 'guest-k3' }));
    expect(person.model.nick).to.equal('guest-k3');
    expect(person.screen()).to.include('You are a guest again, called guest-k3.');
  });
});

describe('whoever asks where they are logged in', () => {
  it('sees each device with its number', () => {
    const person = ann(200);
    person.enters('/sessions');
    const { tag = '' } = person.lastSent() ?? {};
    const times = { since: at, heard: at };
    const own = { device: 1, address: '127.0.0.1', format: 'json', ...times, own: true } as const;
    const lost = { device: 2, ...times, lost: true } as const;
    person.hears({ ev: 'sessions', re: tag, sessions: [own, lost] });
    expect(person.screen()).to.match(/1: 127\.0\.0\.1, json, since .* \(this one\)/);
    expect(person.screen()).to.match(/2: from before the restart, since .* \(connection lost\)/);
  });
});
