/** A file that lines are added to stops growing when its disk can't take them, and the one who adds never waits. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { Spool } from '../../server/watch/spool.ts';
import { newFolder } from '../support/folders.ts';
import { canCountHandles, handlesOf } from '../support/handles.ts';
import { looked } from '../support/server.ts';

describe('a recording file', () => {
  it('goes on behind what it has, for nobody else to read', () => {
    const path = join(newFolder(), 'recording');
    for (const line of ['one', 'two']) {
      const spool = new Spool(path, (why) => expect.fail(why));
      spool.add(line);
      spool.add(`${line} more`);
      spool.close();
    }
    expect(readFileSync(path, 'utf8')).to.equal('one\none more\n\ntwo\ntwo more\n');
    expect(statSync(path).mode & 0o777).to.equal(0o600);
  });

  it('is begun on a line of its own where a server was killed', () => {
    const path = join(newFolder(), 'recording');
    writeFileSync(path, '{"half');
    const spool = new Spool(path, (why) => expect.fail(why));
    spool.add('whole');
    spool.close();
    expect(readFileSync(path, 'utf8')).to.equal('{"half\nwhole\n');
  });

  it('is none when it is a pipe, which has no place for a line', () => {
    const path = join(newFolder(), 'recording');
    execFileSync('mkfifo', [path]);
    expect(() => new Spool(path, expect.fail)).to.throw(/it is a pipe/);
  });

  it('is given up when more waits than may, and says so once', () => {
    const stopped: string[] = [];
    const spool = new Spool(join(newFolder(), 'recording'), (why) => stopped.push(why));
    const line = 'x'.repeat(1024 * 1024);
    // The first is being written meanwhile.
    for (let n = 0; n < 70; n += 1) spool.add(line);
    expect(stopped).to.deep.equal(['the disk is too slow']);
  });

  it('is given up when what is being written and what waits are too much together', () => {
    const stopped: string[] = [];
    const spool = new Spool(join(newFolder(), 'recording'), (why) => stopped.push(why));
    for (let n = 0; n < 2; n += 1) spool.add('x'.repeat(40 * 1024 * 1024));
    expect(stopped).to.deep.equal(['the disk is too slow']);
  });

  it('is let go when it is given up', async function () {
    if (!canCountHandles) this.skip();
    const path = join(newFolder(), 'recording');
    const spool = new Spool(path, () => {});
    for (let n = 0; n < 2; n += 1) spool.add('x'.repeat(40 * 1024 * 1024));
    expect(handlesOf(path)).to.equal(1);
    while (handlesOf(path) > 0) await looked();
    spool.close();
  });

  it('is given up when the disk is full', async function () {
    if (!existsSync('/dev/full')) this.skip();
    const why = await new Promise<string>((resolve) => {
      const spool = new Spool('/dev/full', resolve);
      spool.add('anything');
    });
    expect(why).to.include('ENOSPC');
  });
});
