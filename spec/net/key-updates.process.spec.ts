/** Peers who change the keys of TLS: now and then they may, over and over they may not. */
import { expect } from 'chai';
import { start } from '../support/process.ts';
import { without } from '../support/programs.ts';
import { openServer } from '../support/server.ts';
import { keys } from '../support/test-keys/keys.ts';

const MAX_KEY_UPDATES = 32;
const missing = without('openssl', 'version');

describe(`somebody in TLS${missing}`, () => {
  before(function () {
    if (missing) this.skip();
  });

  it('may change the keys of both sides some times, talks on, and is cut when that has no end', async () => {
    const server = await openServer(keys.options('localhost'));
    const peer = start('openssl', ['s_client', '-tls1_3', '-connect', `127.0.0.1:${server.port}`]);
    const { stdin } = peer.child;
    await peer.until(/Verify return code/);
    // It looks for a command once for all that it reads at a time.
    const update = async (count: number): Promise<void> => {
      stdin?.write('K\n');
      await peer.until(new RegExp(`(KEYUPDATE\\n){${count}}`), 'stderr');
    };
    for (let n = 1; n <= MAX_KEY_UPDATES; n += 1) await update(n);
    stdin?.write('/ping@still\n');
    await peer.until(/still/);
    await update(MAX_KEY_UPDATES + 1);
    await peer.exited;
    const bob = await server.party('bob');
    await bob.barrier();
    expect(server.warnings).to.deep.equal([]);
  });
});
