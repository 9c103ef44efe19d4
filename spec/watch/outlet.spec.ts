/** The log's way to a file: in order, without waiting, and bounded. */
import { EventEmitter, once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mock } from 'node:test';
import { expect } from 'chai';
import { Outlet } from '../../server/watch/outlet.ts';
import { newFolder } from '../support/folders.ts';

describe('what is written to the log', () => {
  it('comes in its order, however much comes at once', async () => {
    const path = join(newFolder(), 'log');
    const file = openSync(path, 'a');
    const outlet = new Outlet(file);
    const lines = Array.from({ length: 1000 }, (_, n) => `line ${n}\n`);
    for (const line of lines) outlet.write(line);
    await outlet.flushed();
    expect(readFileSync(path, 'utf8')).to.equal(lines.join(''));
    await outlet.flushed();
    closeSync(file);
  });

  it('is lost where nobody takes it, and past a megabyte, and whoever ends does not wait for it', async () => {
    const full = openSync('/dev/full', 'w');
    const vain = new Outlet(full);
    vain.write('lost\n');
    await vain.flushed();
    closeSync(full);
    const path = join(newFolder(), 'log');
    const file = openSync(path, 'a');
    const outlet = new Outlet(file);
    const line = `${'x'.repeat(600_000)}\n`;
    for (let n = 0; n < 4; n += 1) outlet.write(line);
    await outlet.flushed();
    expect(readFileSync(path, 'utf8')).to.equal(line.repeat(2));
    closeSync(file);
  });

  it('is written together when it comes within the pause after a write', async () => {
    const pauses = new EventEmitter();
    mock.method(globalThis, 'setTimeout', (end: () => void) => pauses.emit('pause', end));
    const path = join(newFolder(), 'log');
    const file = openSync(path, 'a');
    const outlet = new Outlet(file);
    const first = once(pauses, 'pause');
    outlet.write('one\n');
    const [goOn] = await first;
    const second = once(pauses, 'pause');
    outlet.write('two\n');
    outlet.write('three\n');
    expect(readFileSync(path, 'utf8')).to.equal('one\n');
    goOn();
    const [end] = await second;
    expect(readFileSync(path, 'utf8')).to.equal('one\ntwo\nthree\n');
    end();
    await outlet.flushed();
    closeSync(file);
  });
});
