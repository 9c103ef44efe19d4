/** The password of somebody whom a command of theirs tells it. */
import { expect } from 'chai';
import { accountOf } from '../../../client-ink/servers/password.ts';

describe('a command that writes the password', () => {
  const told = (command: string) => accountOf({ nick: 'ann', command });

  it('keeps nobody waiting on other servers', async () => {
    let isAwaited = true;
    setImmediate(() => {
      isAwaited = false;
    });
    const account = await told('echo correct-horse; echo user: ann');
    expect(account).to.deep.equal({ nick: 'ann', password: 'correct-horse' });
    expect(isAwaited).to.equal(false);
  });

  it('gives none when it fails, is ended, or writes nothing', async () => {
    const failed = 'password-command has failed: no password was written.';
    expect(await told('echo wrong; exit 3')).to.equal(failed);
    expect(await told('kill -9 $$')).to.equal(failed);
    expect(await told('true')).to.equal('password-command has written nothing.');
  });
});
