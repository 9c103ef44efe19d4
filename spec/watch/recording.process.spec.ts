/** `parlance serve --record FILE`, as an operator uses it. */
import { readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { databaseIn } from '../../server/store/sqlite/files.ts';
import { playRecording } from '../sim/recorded.ts';
import { newFolder } from '../support/folders.ts';
import { Party } from '../support/party.ts';
import { parlance, startServer } from '../support/process.ts';

describe('a server that records', () => {
  it('has in its file what people did, of one start and the next, also what was undone while its database was away, and no text', async () => {
    const folder = newFolder();
    const file = join(folder, 'recording');
    const args = ['--data', join(folder, 'data'), '--record', file];
    const first = await startServer(args);
    const ana = await Party.open(first.port, 'ana');
    ana.send('/join #tea');
    ana.send('a word');
    await ana.barrier();
    process.kill(first.pid, 'SIGKILL');
    await ana.closed().catch(() => {});
    await first.stop();
    const second = await startServer(args);
    const bob = await Party.open(second.port, 'bob');
    bob.send(`/resume ${ana.token}`);
    await bob.barrier();
    const database = databaseIn(join(folder, 'data'));
    renameSync(database, join(folder, 'away'));
    bob.send('/msg@2 #tea lost');
    await bob.until(/^! store_unavailable/);
    bob.send('/whoami');
    await bob.rest();
    renameSync(join(folder, 'away'), database);
    bob.send('/msg@2 #tea found');
    await bob.until(/^\* ok 2/);
    expect(await second.stop()).to.equal(0);
    const text = readFileSync(file, 'utf8');
    expect(text).not.to.include('a word');
    expect(text).to.include('{"turn":"undone"}');
    const { problems, starts, inputs } = await playRecording(text);
    expect(problems).to.deep.equal([]);
    expect(starts).to.equal(2);
    expect(inputs).to.be.greaterThan(5);
  });

  it('does not start when it can not record, or is asked for texts of nothing', async () => {
    const lost = parlance(['serve', '--memory', '--port', '0', '--record', '/nowhere/at/all']);
    expect(await lost.exited).to.equal(1);
    expect(lost.stderr()).to.include("can't record in /nowhere/at/all: ENOENT");
    const vain = parlance(['serve', '--memory', '--port', '0', '--record-texts']);
    expect(await vain.exited).to.equal(2);
    expect(vain.stderr()).to.include('--record-texts says what --record FILE records');
  });
});
