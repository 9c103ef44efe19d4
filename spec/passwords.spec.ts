/** Passwords are hashed so that nobody who sees the store learns them, and so that those of today are right tomorrow. */
import { randomBytes } from 'node:crypto';
import { expect } from 'chai';
import { Argon2Passwords } from '../server/system/passwords.ts';

const passwords = new Argon2Passwords(randomBytes);

describe('a password', () => {
  it('is kept as a PHC string, with a salt of its own', async () => {
    const [one, other] = [
      await passwords.hash('correct-horse'),
      await passwords.hash('correct-horse'),
    ];
    expect(one).to.match(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
    expect(one).not.to.equal(other);
    expect(passwords.isWeak(one)).to.equal(false);
  });

  it('is right when it is the same, however its letters are composed', async () => {
    const secret = await passwords.hash('pässword-ﬁ');
    expect(await passwords.check('pa\u0308ssword-ﬁ', secret)).to.equal(true);
    expect(await passwords.check('passwort-ﬁ', secret)).to.equal(false);
  });

  it('of nobody is wrong', async () => {
    expect(await passwords.check('correct-horse', undefined)).to.equal(false);
  });

  it('that was hashed with less work is right, and is to be hashed anew', async () => {
    // Of the tests of the reference implementation: https://github.com/P-H-C/phc-winner-argon2/blob/master/src/test.c
    const weak =
      '$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4';
    expect(await passwords.check('password', weak)).to.equal(true);
    expect(await passwords.check('differentpassword', weak)).to.equal(false);
    expect(passwords.isWeak(weak)).to.equal(true);
  });

  it('can not be checked against what is no hash', async () => {
    const failure = await passwords
      .check('correct-horse', '$argon2i$v=19$m=8,t=1,p=1$x$y')
      .catch(String);
    expect(failure).to.contain('no PHC string');
  });
});
