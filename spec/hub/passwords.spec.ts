/** A password goes from its connection to where it is hashed, and nowhere else; and hashing keeps nobody waiting. */
import { expect } from 'chai';
import type { Passwords } from '../../server/hub/answers.ts';
import { together } from '../../server/hub/witness.ts';
import { Secrets } from '../../server/net/secrets.ts';
import { standard } from '../../server/surroundings.ts';
import { recorder } from '../../server/watch/recording.ts';
import { Party } from '../support/party.ts';
import { plainPasswords } from '../support/plain-passwords.ts';
import { openServer } from '../support/server.ts';
import { TroubledStore } from '../support/troubled-store.ts';

/** Passwords that are hashed when the spec says so. */
class Slow implements Passwords {
  readonly concurrency = 3;
  /** What goes on when it may. */
  readonly #waiting: (() => void)[] = [];
  /** So many are being hashed, and so many were at most. */
  busy = 0;
  most = 0;
  readonly isWeak = (secret: string): boolean => !secret.endsWith('!');

  hash(password: string): Promise<string> {
    return this.#later(() => `${password}!`);
  }

  check(password: string, secret: string | undefined): Promise<boolean> {
    return this.#later(() => secret?.replace('!', '') === password);
  }

  goOn(): void {
    for (const go of this.#waiting.splice(0)) go();
  }

  async #later<T>(answer: () => T): Promise<T> {
    this.busy += 1;
    this.most = Math.max(this.most, this.busy);
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.busy -= 1;
    return answer();
  }
}

describe('a password', () => {
  it('is in no turn, no answer and no recording, be it with texts or without', async () => {
    const log = new TroubledStore();
    const recordings: string[][] = [[], []];
    const witness = together(
      recordings.map((lines, n) => recorder((line) => lines.push(line), n > 0)),
    );
    const { passwords } = standard;
    const server = await openServer({}, log, { passwords, witness });
    const ann = await server.party('ann');
    ann.send('/register hunter2hunter2');
    ann.send('/register hunter2hunter2 more');
    ann.send('/password hunter2hunter2 next-hunter2');
    ann.send('/login ann next-hunter2');
    ann.send('/lgoin ann next-hunter2');
    ann.send('/login hunter2hunter2 annabelle1');
    ann.send('/login hunter2hunter2');
    const heard = await ann.rest();
    expect(heard.join()).to.include('Your password is the new one now');
    expect(heard.join()).not.to.include('hunter2');
    expect(JSON.stringify(log.turns)).to.include('$argon2id$').and.not.to.include('hunter2');
    for (const lines of recordings) {
      expect(lines.join()).to.include('"login"').and.not.to.include('hunter2');
      expect(lines.join()).not.to.include('argon2id');
    }
    expect(server.warnings).to.deep.equal([]);
  });

  it('stays in its connection no longer than somebody is to hash it', async () => {
    const { presentPasswords } = Secrets.prototype;
    const presented: Secrets[] = [];
    Secrets.prototype.presentPasswords = function (...given) {
      presented.push(this);
      presentPasswords.apply(this, given);
    };
    try {
      const log = new TroubledStore();
      const server = await openServer({}, log);
      const ann = await server.party('ann', 'json');
      ann.send('/password@p hunter2hunter2 next-hunter2');
      expect(await ann.event('error')).to.include({ code: 'no_account' });
      expect(presented.map((each) => each.takePasswords())).to.deep.equal([[]]);
      await log.inVain(() => ann.send('/join #dev'));
      const bob = await Party.connect(server.port, 'bob');
      bob.send('/login@l ann hunter2hunter2');
      await server.read();
      log.resume();
      await ann.until(/store_unavailable/);
      await bob.until(/store_unavailable/);
      expect(presented.map((each) => each.takePasswords())).to.deep.equal([[], []]);
    } finally {
      Secrets.prototype.presentPasswords = presentPasswords;
    }
  });

  it('that is another one is not taken for a repetition, whatever the tag', async () => {
    const server = await openServer();
    const ann = await server.party('ann', 'json');
    ann.send('/register@r hunter2hunter2\n/password@p hunter2hunter2 next-hunter2');
    ann.send('/password@p hunter2hunter2 next-hunter2\n/password@p next-hunter2 last-hunter2');
    for (const re of ['r', 'p', 'p']) expect(await ann.event('ok')).to.include({ re });
    expect(await ann.event('error')).to.include({ re: 'p', code: 'tag_used' });
  });

  it('keeps its connection waiting and no other one, and as many are hashed at a time as may be', async () => {
    const passwords = new Slow();
    const server = await openServer({}, undefined, { passwords });
    const people = await Promise.all(
      ['a', 'b', 'c', 'd'].map((nick) => server.party(nick, 'json')),
    );
    for (const each of people) each.send('/register@r hunter2hunter2\n/who@w');
    await server.read();
    expect(passwords.busy).to.equal(3);
    const bob = await server.party('bob');
    bob.send('/ping');
    await bob.until(/pong/);
    while (passwords.busy > 0) {
      passwords.goOn();
      await server.read();
    }
    for (const each of people) {
      const heard = (await each.until(/"re":"w"/)).join();
      expect(heard).to.match(/"ok","re":"r".*"ev":"who"/);
    }
    expect(passwords.most).to.equal(3);
  });

  it('that was hashed with less work is hashed anew when it is right', async () => {
    const log = new TroubledStore();
    const weak: Passwords = { ...plainPasswords, isWeak: (secret) => !secret.endsWith('!') };
    const hashes = ['old', 'new!'];
    const passwords: Passwords = {
      ...weak,
      hash: async () => hashes.shift() ?? '',
      check: async (_, secret) => secret !== undefined,
    };
    const server = await openServer({}, log, { passwords });
    const ann = await server.party('ann', 'json');
    ann.send(
      '/register@r hunter2hunter2\n/login@l ann hunter2hunter2\n/login@m ann hunter2hunter2',
    );
    await ann.until(/"re":"m"/);
    const secrets = log.turns.flatMap(({ accounts = [] }) => accounts.map(({ state }) => state));
    expect(secrets.map((state) => (state as { secret: string }).secret)).to.deep.equal([
      ...['old', 'new!'],
    ]);
  });

  it('that can not be hashed changes nothing, and the operator is told', async () => {
    const hash = () => Promise.reject(new Error('no memory'));
    const server = await openServer({}, undefined, { passwords: { ...plainPasswords, hash } });
    const ann = await server.party('ann', 'json');
    ann.send('/register@r hunter2hunter2\n/account@a');
    expect(await ann.event('error')).to.include({ re: 'r', code: 'store_unavailable' });
    expect(await ann.event('error')).to.include({ re: 'a', code: 'no_account' });
    expect(server.warnings).to.deep.equal(['a password could not be hashed: no memory']);
  });
});

describe('an account whose turn fails', () => {
  it('is none, and may be made again; who was to log in is who they were', async () => {
    const log = new TroubledStore();
    const server = await openServer({}, log);
    const ann = await server.party('ann', 'json');
    await log.inVain(() => ann.send('/register@r hunter2hunter2'));
    log.resume();
    expect(await ann.event('error')).to.include({ re: 'r', code: 'store_unavailable' });
    log.recover();
    ann.send('/account@a\n/register@r hunter2hunter2');
    expect(await ann.event('error')).to.include({ re: 'a', code: 'no_account' });
    expect(await ann.event('ok')).to.include({ re: 'r', nick: 'ann' });
    const bob = await server.party('bob', 'json');
    await log.inVain(() => bob.send('/login@l ann hunter2hunter2'));
    log.resume();
    expect(await bob.event('error')).to.include({ re: 'l', code: 'store_unavailable' });
    bob.send('/whoami');
    expect(await bob.event('whoami')).to.include({ nick: 'bob' });
  });
});
