/** What strace writes becomes steps, and of what steps do to a disk only what was synced is sure. */
import { expect } from 'chai';
import { Chance } from '../../hostile/chance.ts';
import { Disk } from './disk.ts';
import { type DiskStep, hex, stepsIn } from './trace.ts';

/** A line as strace writes it: what stands in quotes or angle brackets is spelt in hex. */
const line = (thread: number, text: string): string =>
  `${thread} ${text.replace(/"([^"]*)"|<(?!\.|unf)([^>]*)>/g, (_, quoted, of) => (of === undefined ? `"${hex(quoted)}"` : `<${hex(of)}>`))}`;

const steps = (...lines: string[]): DiskStep[] =>
  stepsIn(lines.map((each) => line(1, each)).join('\n'), '/disk');

const found = (all: readonly DiskStep[], chance?: Chance): [string, string][] => {
  const disk = new Disk('/disk');
  for (const step of all) disk.take(step);
  return [...disk.afterPowerCut(chance)].map(([path, content]) => [path, `${content}`]);
};

const CREATED = 'openat(AT_FDCWD</home>, "/disk/log", O_RDWR|O_CREAT, 0600) = 3</disk/log>';
const WRITTEN = 'pwrite64(3</disk/log>, "hello", 5, 0) = 5';
const ROOT: [string, string] = ['/disk', 'directory'];

describe('a disk without power', () => {
  it('has a file whose content and whose name were synced', () => {
    const all = steps(CREATED, WRITTEN, 'fsync(3</disk/log>) = 0', 'fsync(4</disk>) = 0');
    expect(found(all)).to.deep.equal([ROOT, ['/disk/log', 'hello']]);
  });

  it('has no file whose directory was not synced', () => {
    expect(found(steps(CREATED, WRITTEN, 'fsync(3</disk/log>) = 0'))).to.deep.equal([ROOT]);
  });

  it('has nothing of what was written and not synced, unless chance has', () => {
    const all = steps(CREATED, 'fsync(4</disk>) = 0', WRITTEN);
    expect(found(all)).to.deep.equal([ROOT, ['/disk/log', '']]);
    const seen = new Set<string>();
    for (let seed = 1; seed <= 50; seed += 1) {
      seen.add(found(all, new Chance(seed))[1]?.[1].replaceAll('\0', '.') ?? '');
    }
    expect([...seen].sort()).to.deep.equal(['', '.....', 'hello']);
  });

  it('has sectors of a page without the others', () => {
    const page = `pwrite64(3</disk/log>, "${'a'.repeat(512)}${'b'.repeat(512)}", 1024, 0) = 1024`;
    const all = steps(CREATED, 'fsync(4</disk>) = 0', page);
    const torn = `${'\0'.repeat(512)}${'b'.repeat(512)}`;
    const seeds = Array.from({ length: 50 }, (_, seed) => found(all, new Chance(seed))[1]?.[1]);
    expect(seeds).to.include(torn);
  });

  it('has again what was cut off and removed without a sync', () => {
    const lasting = steps(CREATED, WRITTEN, 'fsync(3</disk/log>) = 0', 'fsync(4</disk>) = 0');
    const gone = steps('ftruncate(3</disk/log>, 0) = 0', 'unlink("/disk/log") = 0');
    expect(found([...lasting, ...gone])).to.deep.equal([ROOT, ['/disk/log', 'hello']]);
  });
});

describe('a trace', () => {
  it('has what is sent when it begins, and what is synced when that is over', () => {
    const trace = [
      line(1, WRITTEN),
      line(1, 'fsync(3</disk/log> <unfinished ...>'),
      line(2, 'write(9<socket:[7]>, "ok", 2 <unfinished ...>'),
      line(1, '<... fsync resumed>) = 0'),
      line(2, '<... write resumed>) = 1'),
    ].join('\n');
    expect(stepsIn(trace, '/disk')).to.deep.equal([
      { do: 'write', path: '/disk/log', at: 0, bytes: Buffer.from('hello') },
      { do: 'send', socket: 'socket:[7]', bytes: Buffer.from('o') },
      { do: 'sync', path: '/disk/log', upTo: 1 },
    ]);
  });

  it('does not count a sync that failed, or that never came to its end', () => {
    const failed = 'fsync(3</disk/log>) = -1 EIO (Input/output error)';
    expect(steps(failed, 'fsync(3</disk/log> <unfinished ...>')).to.deep.equal([]);
  });

  it('is not guessed at where it has what is not understood', () => {
    const renamed = 'rename("/disk/log", "/disk/old") = 0';
    expect(() => steps(renamed)).to.throw('rename is not understood');
    const cut = `${line(1, 'pwrite64(3</disk/log>, "hello"').trimEnd()}..., 5, 0) = 5`;
    expect(() => stepsIn(cut, '/disk')).to.throw('strace has cut off 5 bytes');
  });
});
