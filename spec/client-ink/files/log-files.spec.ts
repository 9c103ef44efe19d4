/** Files in which the client writes what is said, for whoever asks for that. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { asFileName } from '../../../client-ink/files/file-name.ts';
import { LogFiles } from '../../../client-ink/files/log-files.ts';
import { linesOf } from '../../../client-ink/files/log-lines.ts';
import type { Event, EventOf } from '../../../grammar/events.ts';
import { newFolder } from '../../support/folders.ts';
import { welcome } from '../sitter.ts';

const at = (minute: number): string => new Date(2026, 10, 27, 18, minute, 9).toISOString();

const said = (seq: number, text: string, more: object = {}): EventOf<'message'> =>
  ({
    ev: 'message',
    room: '#dev',
    seq,
    at: at(seq),
    from: 'bob',
    kind: 'say',
    text,
    ...more,
  }) as never;

describe('a log of what is said', () => {
  let folder: string | undefined;
  let complaints: string[];

  beforeEach(() => {
    folder = newFolder();
    complaints = [];
  });

  /** A run of the client on a server with this number space. */
  function run(store = 'one'): { hears: (...events: Event[]) => void; ends: () => void } {
    const files = new LogFiles({
      folder: () => folder,
      server: 'work',
      nick: () => 'ann',
      complain: (sentence) => complaints.push(sentence),
    });
    files.take({ link: 'up', welcome: welcome('ann', store), resumed: false, perhaps: [] });
    return {
      hears(...events) {
        for (const event of events) files.take({ link: 'event', event });
      },
      ends: () => files.end(),
    };
  }

  const text = (name: string): string => readFileSync(join(folder ?? '', 'work', name), 'utf8');
  const dev = '#dev 2026-11.log';

  it('has a file for each room, person and month, which only its owner may read', () => {
    const ann = run();
    ann.hears(
      said(1, 'tea?'),
      said(2, 'or\ncoffee'),
      said(3, 'next month', { at: new Date(2026, 11, 1).toISOString() }),
    );
    const { room: _, ...whispered } = said(1, 'psst', {
      log: '@k1',
      to: 'ann',
    }) as EventOf<'message'> & { room: string };
    ann.hears(whispered as Event);
    ann.hears({ ev: 'joined', room: '#dev', nick: 'carl' } as Event);
    ann.ends();
    expect(readdirSync(join(folder ?? '', 'work')).sort()).to.deep.equal([
      '#dev 2026-11.log',
      '#dev 2026-12.log',
      'bob 2026-11.log',
    ]);
    expect(text(dev)).to.equal(
      '--- log #dev of one\n2026-11-27 18:01:09 1 <bob> tea?\n2026-11-27 18:02:09 2 <bob> or\n    coffee\n',
    );
    expect(text('bob 2026-11.log')).to.include('--- log @k1 of one\n');
    expect(statSync(join(folder ?? '', 'work', dev)).mode & 0o777).to.equal(0o600);
    expect(statSync(join(folder ?? '', 'work')).mode & 0o777).to.equal(0o700);
  });

  it('has nothing twice, in the same run or a later one, and goes on where it ended', () => {
    const first = run();
    first.hears(said(1, 'one'), said(2, 'two'), said(1, 'one'), said(2, 'two'));
    first.ends();
    const page = {
      ev: 'history',
      room: '#dev',
      events: [said(2, 'two'), said(3, 'three')],
    } as Event;
    const next = run();
    next.hears(said(2, 'two'), page, said(4, 'four'));
    const older = { ev: 'history', room: '#dev', events: [said(9, 'nine')] } as Event;
    next.hears(older, said(5, 'five'));
    next.ends();
    expect(
      text(dev)
        .match(/<bob> \w+/g)
        ?.join(' '),
    ).to.equal('<bob> one <bob> two <bob> three <bob> four <bob> five');
    expect(text(dev).match(/---/g)).to.have.length(1);
  });

  it('has nothing twice of two people who went by one nick, one after the other', () => {
    const whispered = (log: string, seq: number): EventOf<'message'> => {
      const { room: _, ...others } = said(seq, `${log} ${seq}`) as { room?: string };
      return { ...others, log, to: 'ann' } as never;
    };
    const first = run();
    first.hears(whispered('@k1', 1), whispered('@k2', 1));
    first.ends();
    const next = run();
    const events = [whispered('@k1', 1), whispered('@k1', 2)];
    next.hears({ ev: 'history', log: '@k1', with: 'bob', events } as never);
    next.ends();
    expect(text('bob 2026-11.log').match(/<bob> .*/g)).to.deep.equal([
      '<bob> @k1 1',
      '<bob> @k2 1',
      '<bob> @k1 2',
    ]);
  });

  it('begins anew where the server does', () => {
    const first = run();
    first.hears(said(7, 'before'));
    first.ends();
    const next = run('two');
    next.hears(said(1, 'after'));
    next.ends();
    expect(text(dev)).to.match(
      /^--- log #dev of one\n.* 7 <bob> before\n--- log #dev of two\n.* 1 <bob> after\n$/,
    );
  });

  it('ends a line that was cut off', () => {
    const first = run();
    first.hears(said(1, 'whole'));
    first.ends();
    writeFileSync(join(folder ?? '', 'work', dev), `${text(dev)}2026-11-27 18:02`);
    const next = run();
    next.hears(said(2, 'again'));
    next.ends();
    expect(text(dev)).to.match(/whole\n2026-11-27 18:02\n.* 2 <bob> again\n$/);
  });

  it('keeps few files open, and writes to all of them', () => {
    const before = readdirSync('/proc/self/fd').length;
    const ann = run();
    for (let round = 1; round <= 2; round += 1) {
      for (let room = 0; room < 40; room += 1)
        ann.hears(said(round, `${round}`, { room: `#r${room}` }));
    }
    expect(readdirSync('/proc/self/fd').length - before).to.be.at.most(17);
    ann.ends();
    expect(text('#r0 2026-11.log').match(/<bob>/g)).to.have.length(2);
  });

  it('is not there unless it is asked for, and ends with a word where it can not be written', () => {
    const wanted = folder ?? '';
    folder = undefined;
    const ann = run();
    ann.hears(said(1, 'unheard'));
    expect(existsSync(join(wanted, 'work'))).to.equal(false);
    folder = join(wanted, 'file');
    writeFileSync(folder, '');
    ann.hears(said(2, 'lost'), said(3, 'lost'));
    expect(complaints).to.have.length(1);
    expect(complaints[0]).to.match(/^Not all is logged any more: /);
  });

  it('goes on for the others where one can not be written, and for all in another folder', () => {
    mkdirSync(join(folder ?? '', 'work', dev), { recursive: true });
    const ann = run();
    ann.hears(said(1, 'lost'), said(2, 'tea', { room: '#tea' }), said(3, 'lost'));
    expect(text('#tea 2026-11.log')).to.include('<bob> tea');
    expect(complaints).to.have.length(1);
    folder = join(folder ?? '', 'elsewhere');
    ann.hears(said(4, 'found'));
    ann.ends();
    expect(text(dev)).to.include('<bob> found');
  });

  it('is written by one client at a time, which the other says once; it goes on when that one ends', () => {
    const first = run();
    first.hears(said(1, 'one'));
    const second = run();
    second.hears(said(1, 'one'), said(2, 'two'));
    first.hears(said(2, 'two'));
    expect(complaints).to.have.length(1);
    expect(complaints[0]).to.match(/^Another client, process \d+, writes the logs of work/);
    first.ends();
    second.hears(said(2, 'two'), said(3, 'three'));
    second.ends();
    expect(text(dev).match(/<bob> \w+/g)).to.deep.equal(['<bob> one', '<bob> two', '<bob> three']);
    expect(readdirSync(folder ?? '')).to.deep.equal(['work']);
  });

  it('is written on after a client that was killed, also when its number is another process’ now', () => {
    const { pid } = spawnSync('true');
    const other = `${process.ppid} 1`;
    for (const dead of [`${pid} 1`, other, '', 'nonsense']) {
      writeFileSync(join(folder ?? '', '.work.writer'), dead);
      const next = run();
      next.hears(said(1, 'one'));
      next.ends();
      expect(complaints, dead).to.deep.equal([]);
    }
    expect(text(dev).match(/<bob> one/g)).to.have.length(1);
    expect(readdirSync(folder ?? '')).to.deep.equal(['work']);
  });

  it('has a file also of a room whose name would be too long for one, and of no other', () => {
    const names = ['a', 'b'].map((end) => `#${'\u{20000}'.repeat(62)}${end}`);
    const ann = run();
    for (const room of names) ann.hears(said(1, 'here', { room }));
    ann.ends();
    expect(complaints).to.deep.equal([]);
    const files = readdirSync(join(folder ?? '', 'work'));
    expect(files).to.have.length(2);
    for (const file of files) expect(file).to.match(/^#\u{20000}+~[\da-f]{16} 2026-11\.log$/u);
  });

  it('obeys nobody: no name leads out of its folder, and no text is more than its lines', () => {
    expect(asFileName('../../etc')).to.equal('%2e.%2f..%2fetc');
    expect(linesOf(said(1, '\x1b[2Jhi\n--- log #x of y'))).to.match(
      /^[^\x1b]*hi\n {4}--- log #x of y\n$/,
    );
  });
});
