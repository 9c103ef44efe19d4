/** How the client takes a terminal and gives it back, whatever becomes of the two. */
import { execFileSync } from 'node:child_process';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { newFolder } from '../support/folders.ts';
import { clock } from './support/clock.ts';
import { sizes } from './support/office.ts';
import { openStage, type Stage } from './support/stage.ts';
import { clientOn, openTerminal, type Terminal } from './support/terminal.ts';

describe('the screen', () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await openStage();
  });

  /** A shell with job control, in which the client is started by typing its name. */
  async function shell(): Promise<Terminal> {
    const terminal = openTerminal(['sh', '-i'], sizes.usual, { PS1: 'prompt> ', ENV: '' });
    await terminal.shows('prompt>');
    const words = clientOn(stage.port, '--nick', 'ann', '--join', '#dev');
    terminal.type(`${words.map((word) => `'${word}'`).join(' ')}\r`);
    await terminal.shows('ann>', ({ alternate }) => alternate);
    return terminal;
  }

  it('goes to the background at Ctrl-Z, comes back as it was in the size of then, and is given back on leaving', async () => {
    const terminal = await shell();
    terminal.type('half a line');
    await terminal.shows('ann> half a line');
    terminal.press('ctrl-z');
    await terminal.shows(/\[1\]|[Ss]topped/, ({ alternate }) => !alternate);
    terminal.type('echo $((6 * 7)) here\r');
    await terminal.shows('42 here');
    const bob = await stage.party('bob', '#dev');
    bob.send('while you slept');
    await bob.barrier();
    terminal.resize(sizes.narrow);
    terminal.type('fg\r');
    const { columns, rows } = sizes.narrow;
    await terminal.shows('while you slept', 'ann> half a line', ({ alternate }) => alternate);
    await terminal.shows((each) => each.cursor.row === rows - 2 && each.cursor.column < columns);
    await terminal.hides('│');
    terminal.type('\x0c\x0c and the rest'); // Drawn anew twice at once.
    await terminal.shows('ann> half a line and the rest');
    terminal.press('ctrl-u');
    terminal.type('/quit\r');
    await terminal.shows('prompt>', ({ alternate }) => !alternate);
    expect(terminal.cursorHidden).to.equal(false);
    expect(terminal.written.lastIndexOf('\x1b[?2004h')).to.be.below(
      terminal.written.lastIndexOf('\x1b[?2004l'),
    );
    terminal.type('echo left with $?\r');
    await terminal.shows('left with 0');
  });

  for (const signal of ['SIGTERM', 'SIGQUIT'] as const) {
    it(`is given back at ${signal}, and the others hear of it`, async () => {
      const ann = await stage.enter('ann', ['#dev']);
      const bob = await stage.party('bob', '#dev');
      ann.signal(signal);
      await ann.exited;
      expect(ann.alternate).to.equal(false);
      expect(ann.cursorHidden).to.equal(false);
      await bob.until(/"ev":"quit","nick":"ann"/);
    });
  }

  it('may vanish, with SIGHUP: the others hear that the person has quit', async () => {
    const bob = await stage.party('bob', '#dev');
    const ann = await stage.enter('ann', ['#dev']);
    ann.vanish();
    bob.send('is she there?');
    await bob.until(/"ev":"quit","nick":"ann"/);
    expect(await ann.exited).to.equal(1);
  });

  it('may vanish without a signal, in a busy room', async () => {
    const bob = await stage.party('bob', '#dev');
    const words = clientOn(stage.port, '--nick', 'ann', '--join', '#dev');
    const ann = openTerminal(['sh', '-c', 'setsid "$@"; true', 'sh', ...words], sizes.usual, clock);
    await ann.shows('ann>', '#dev');
    ann.vanish();
    for (let n = 0; n < 20; n += 1) bob.send(`is she there? ${n}`);
    await bob.until(/"ev":"quit","nick":"ann"/);
  });

  it('does not take the terminal again that an editor had when the system ended it', async () => {
    const pipe = join(newFolder(), 'pipe');
    execFileSync('mkfifo', [pipe]);
    const ann = await stage.enter('ann', ['#dev'], { env: { VISUAL: `cat ${pipe}; :` } });
    const bob = await stage.party('bob', '#dev');
    ann.press('alt-e');
    const editing = await open(pipe, 'w');
    ann.signal('SIGTERM');
    await bob.until(/"ev":"quit","nick":"ann"/);
    // Once it was lent, and once it was given back for good.
    await ann.shows(({ written }) => written.split('\x1b[?1049l').length > 2);
    await editing.close();
    expect(await ann.exited).to.equal(0);
    expect(ann.written.split('\x1b[?2004h'), 'begun once').to.have.length(2);
  });

  it('is there without a look at all emoji and scripts, is given back when the client crashes, and the reason can be read', async () => {
    const script = encodeURIComponent(`(${explosive})()`);
    const env = { NODE_OPTIONS: `--import=data:text/javascript,${script}` };
    const ann = await stage.enter('ann', ['#dev'], { env });
    const bob = await stage.party('bob', '#dev');
    ann.signal('SIGUSR2');
    expect(await ann.exited).to.equal(1);
    await bob.until(/"ev":"quit","nick":"ann"/);
    expect(ann.alternate).to.equal(false);
    expect(ann.cursorHidden).to.equal(false);
    expect(ann.screen()).to.include('boom');
  });

  it('is given back, and the reason can be read, when the client crashes before it has dialled', async () => {
    const script = encodeURIComponent(`(${undiallable})()`);
    const env = { NODE_OPTIONS: `--import=data:text/javascript,${script}` };
    const ann = openTerminal(clientOn(stage.port, '--nick', 'ann'), sizes.usual, env);
    expect(await ann.exited).to.equal(1);
    expect(ann.alternate).to.equal(false);
    expect(ann.cursorHidden).to.equal(false);
    expect(ann.written.lastIndexOf('\x1b[?1000l')).to.be.above(
      ann.written.lastIndexOf('\x1b[?1000h'),
    );
    expect(ann.screen()).to.include('boom');
  });

  it('follows the size of the terminal, folds its lists, and never overflows, however small it is', async () => {
    const ann = await stage.enter('ann', ['#dev', '#tea']);
    const bob = await stage.party('bob', '#dev');
    bob.send(`${'wide '.repeat(40)}end.`);
    await ann.shows('end.', '│ bob');
    for (const size of [sizes.narrow, sizes.wide, { columns: 30, rows: 5 }, sizes.usual]) {
      ann.resize(size);
      await ann.shows(
        'ann>',
        fits,
        (terminal) => terminal.screen().includes('│') === size.columns >= 64,
      );
    }
    await ann.shows('end.', '│ bob');
    ann.resize({ columns: 12, rows: 3 });
    ann.type('a line that is longer');
    await ann.shows('ger');
    expect(ann.alternate).to.equal(true);
  });

  it('says who came and went in one line, leads to an address from each of its rows, has a title, and no colour with NO_COLOR', async () => {
    const ann = await stage.enter('ann', ['#dev', '#tea']);
    const gus = await stage.enter('gus', ['#dev'], { env: { NO_COLOR: '1' } });
    await ann.shows(({ title }) => title === '#dev · Parlance');
    const bob = await stage.party('bob', '#dev');
    const eve = await stage.party('eve', '#dev');
    eve.send('/part #dev');
    bob.send('/away lunch');
    await ann.shows(/gus, bob joined · eve came and went/, /bob z/);
    const url = `https://x.example/${'long/'.repeat(20)}`;
    bob.send(`see ${url} there`);
    await ann.shows(/long\/.*\n.*there/);
    const opened = [...ann.written.matchAll(/\x1b\]8;(id=\w+);([^\x07\x1b]+)(?:\x07|\x1b\\)/g)];
    expect(opened.length).to.be.at.least(3);
    expect(new Set(opened.map(([, id]) => id)).size).to.equal(1);
    expect([...new Set(opened.map(([, , to]) => to))]).to.deep.equal([url]);
    bob.send('gus ann: look');
    for (const terminal of [ann, gus]) await terminal.shows('look');
    expect(cells(ann).some((cell) => cell.coloured)).to.equal(true);
    expect(cells(gus).some((cell) => cell.coloured)).to.equal(false);
    expect(cells(gus).some((cell) => cell.inverse)).to.equal(true);
    bob.send('/join #tea');
    bob.send('/msg #tea ann?');
    await ann.shows(({ title }) => title === '(1) #dev · Parlance');
  });
});

/** The input line and the last row are where they belong: nothing pushed the screen out of the terminal. */
const fits = ({ cursor, size }: Terminal): boolean => cursor.row >= size.rows - 3;

const cells = (terminal: Terminal) => terminal.rows().flatMap((_, row) => terminal.looks(row));

/** Runs in the client: nothing can be dialled. */
function undiallable(): void {
  const later = setTimeout;
  globalThis.setTimeout = Object.assign((...given: Parameters<typeof later>) => {
    if (given[1] === 0 && String(given[0]).includes('dial')) throw new Error('boom');
    return later(...given);
  }, later);
}

/** Runs in the client. It goes off at a signal, and at what would take a tenth of a start. */
function explosive(): void {
  process.on('SIGUSR2', () => {
    throw new Error('boom');
  });
  Object.assign(Intl, {
    Segmenter: class {
      constructor() {
        throw new Error('loads the rules of all scripts');
      }
    },
  });
  globalThis.RegExp = new Proxy(RegExp, {
    construct(target, given: [string, string?]) {
      if (given[0].includes('RGI_Emoji')) throw new Error('looks at all emoji');
      return new target(...given);
    },
  });
}
