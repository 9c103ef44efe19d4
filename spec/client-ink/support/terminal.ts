/**
 * A real terminal for specs: a pseudo-terminal that a program runs in, and an emulator that shows what it draws.
 *
 *     const ann = openTerminal(clientOn(server.port, '--nick', 'ann'), { columns: 80, rows: 24 });
 *     await ann.shows('#dev');                         // waits until the screen has it; never sleeps
 *     ann.type('hello');
 *     ann.press('enter');
 *     await ann.shows(/<ann> hello/);
 *     ann.screen();                                    // the rows as text
 *
 * They are gone afterwards.
 */
import { type IPty, spawn } from '@lydell/node-pty';
import headless from '@xterm/headless';
import { afterwards } from '../../support/afterwards.ts';
import { compiled } from '../../support/compiled.ts';
import { executable } from '../../support/process.ts';
import { repository } from '../../support/repository.ts';
import { Waiting } from '../../support/waiting.ts';
import type { Size } from './desk.ts';
import { UnicodeGraphemesAddon } from './graphemes.ts';
import { bytesOf } from './keyboard.ts';

/** A program with its arguments. */
type Program = readonly [file: string, ...args: string[]];

/** The compiled client, connected to a server of this machine. */
export const clientOn = (port: number, ...args: string[]): Program => [
  process.execPath,
  executable,
  'chat',
  `127.0.0.1:${port}`,
  ...args,
];

/** The compiled client with a configuration of its own. */
export const clientWith = (config: string, ...args: string[]): Program => [
  process.execPath,
  executable,
  'chat',
  ...args,
  '--config',
  config,
];

/** What a screen must show: a piece of its text (rows joined by newlines), a pattern, or anything that can be asked. */
type Wanted = string | RegExp | ((terminal: Terminal) => boolean);

/** How one cell is drawn. */
interface Look {
  text: string;
  bold: boolean;
  dim: boolean;
  inverse: boolean;
  underline: boolean;
  /** Has a colour of its own, before or behind the text. */
  coloured: boolean;
}

export class Terminal {
  readonly #pty: IPty;
  readonly #emulator: headless.Terminal;
  readonly #waiting = new Waiting((problem) => {
    const frame = '─'.repeat(this.size.columns);
    return `${problem}:\n${frame}\n${this.screen()}\n${frame}`;
  });
  /** Resolves to the exit code of the program. */
  readonly exited: Promise<number>;
  /** So much of what was written the emulator has drawn. */
  #drawn = 0;
  /** All that the program has written. */
  written = '';
  bells = 0;
  title = '';
  over = false;

  constructor([file, ...args]: Program, size: Size, env: Record<string, string> = {}) {
    const { columns: cols, rows } = size;
    this.#emulator = new headless.Terminal({ cols, rows, allowProposedApi: true, scrollback: 500 });
    this.#emulator.loadAddon(new UnicodeGraphemesAddon());
    this.#pty = spawn(file, args, { cols, rows, cwd: repository, env: environment(env) });
    this.#emulator.onBell(() => {
      this.bells += 1;
    });
    this.#emulator.onTitleChange((title) => {
      this.title = title;
    });
    this.#emulator.onData((answer) => this.#write(answer));
    const kill = () => this.#signal('SIGKILL');
    process.once('exit', kill);
    this.exited = new Promise((resolve) => {
      this.#pty.onExit(({ exitCode }) => {
        this.over = true;
        process.off('exit', kill);
        // What came last is drawn before anybody hears of the end.
        this.#emulator.write('', () => {
          resolve(exitCode);
          this.#waiting.end('the program ended');
        });
      });
    });
    this.#pty.onData((text) => {
      this.written += text;
      this.#emulator.write(text, () => {
        this.#drawn += text.length;
        this.#waiting.look();
      });
    });
    afterwards(() => this.close());
  }

  get size(): Size {
    return { columns: this.#emulator.cols, rows: this.#emulator.rows };
  }

  get pid(): number {
    return this.#pty.pid;
  }

  /** True while the program has the alternate screen. */
  get alternate(): boolean {
    return this.#emulator.buffer.active.type === 'alternate';
  }

  get cursor(): { row: number; column: number } {
    const { cursorX, cursorY } = this.#emulator.buffer.active;
    return { row: cursorY, column: cursorX };
  }

  get cursorHidden(): boolean {
    return this.written.lastIndexOf('\x1b[?25l') > this.written.lastIndexOf('\x1b[?25h');
  }

  /**
   * No picture is half drawn. A large one comes in several pieces; the cursor is hidden from its first to its last.
   */
  get settled(): boolean {
    return this.#drawn === this.written.length && !this.cursorHidden;
  }

  /** Types text as it is. */
  type(text: string): void {
    this.#write(text);
  }

  /** Presses keys by their names: `enter`, `ctrl-k`, `alt-1`, `pageup`. */
  press(...keys: string[]): void {
    for (const key of keys) this.#write(bytesOf(key));
  }

  /** Pastes, in brackets as terminals do. */
  paste(text: string): void {
    this.#write(`\x1b[200~${text.replaceAll('\n', '\r')}\x1b[201~`);
  }

  resize({ columns, rows }: Size): void {
    this.#emulator.resize(columns, rows);
    this.#pty.resize(columns, rows);
  }

  signal(name: NodeJS.Signals): void {
    this.#signal(name);
  }

  /** The rows, without blanks at their ends. */
  rows(): string[] {
    const { active } = this.#emulator.buffer;
    return Array.from({ length: this.#emulator.rows }, (_, row) => {
      const line = active.getLine(active.baseY + row);
      return line?.translateToString(true) ?? '';
    });
  }

  screen(): string {
    return this.rows().join('\n');
  }

  /** The cells of a row, one for each column; the second of a wide character is empty. */
  looks(row: number): Look[] {
    const { active } = this.#emulator.buffer;
    const line = active.getLine(active.baseY + row);
    return Array.from({ length: this.#emulator.cols }, (_, column) => {
      const cell = line?.getCell(column);
      return {
        text: cell?.getChars() ?? '',
        bold: cell?.isBold() !== 0,
        dim: cell?.isDim() !== 0,
        inverse: cell?.isInverse() !== 0,
        underline: cell?.isUnderline() !== 0,
        coloured: cell !== undefined && !(cell.isFgDefault() && cell.isBgDefault()),
      };
    });
  }

  /** Colours and attributes of every cell, for pictures. */
  get emulator(): headless.Terminal {
    return this.#emulator;
  }

  /** The cells of the same screen in a terminal that does not join the parts of an emoji or a letter. */
  async apart(): Promise<string[][]> {
    const { cols, rows } = this.#emulator;
    const other = new headless.Terminal({ cols, rows, allowProposedApi: true });
    other.loadAddon(new UnicodeGraphemesAddon());
    other.unicode.activeVersion = '15';
    await new Promise<void>((resolve) => other.write(this.written, resolve));
    const { active } = other.buffer;
    const cells = Array.from({ length: rows }, (_, row) => {
      const line = active.getLine(active.baseY + row);
      return Array.from({ length: cols }, (_, column) => line?.getCell(column)?.getChars() ?? '');
    });
    other.dispose();
    return cells;
  }

  /** Waits until the screen shows all of this at once, in a picture that is complete. */
  shows(...wanted: Wanted[]): Promise<void> {
    return this.#until(`the screen to show ${wanted.map(String).join(' and ')}`, () =>
      wanted.every((each) => this.#meets(each)),
    );
  }

  /** Waits until the screen shows none of this any more. */
  hides(...unwanted: Wanted[]): Promise<void> {
    return this.#until(
      `the screen to hide ${unwanted.map(String).join(' and ')}`,
      () => !unwanted.some((each) => this.#meets(each)),
    );
  }

  /** The terminal is closed, as by its window; the program may go on. */
  vanish(): void {
    (this.#pty as IPty & { destroy(): void }).destroy();
  }

  /** Ends the program, politely and then by force. */
  async close(): Promise<void> {
    if (!this.over) {
      this.#signal('SIGTERM');
      const force = setTimeout(() => this.#signal('SIGKILL'), 2_000);
      await this.exited;
      clearTimeout(force);
    }
    this.#emulator.dispose();
  }

  /** Waits until this is so in a picture that is complete. */
  async #until(what: string, met: () => boolean): Promise<void> {
    await this.#waiting.until(what, () => (this.settled && met()) || undefined);
  }

  #meets(wanted: Wanted): boolean {
    if (typeof wanted === 'function') return wanted(this);
    const screen = this.screen();
    return typeof wanted === 'string' ? screen.includes(wanted) : wanted.test(screen);
  }

  #write(bytes: string): void {
    if (!this.over) this.#pty.write(bytes);
  }

  /** The program may have ended already, with the news of it on its way. */
  #signal(name: NodeJS.Signals): void {
    try {
      if (!this.over) process.kill(this.#pty.pid, name);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
    }
  }
}

export function openTerminal(
  program: Program,
  size: Size = { columns: 80, rows: 24 },
  env: Record<string, string> = {},
): Terminal {
  return new Terminal(program, size, env);
}

/** Nothing of whoever runs the specs changes what a client does; an empty value takes a variable away. */
function environment(env: Record<string, string>): Record<string, string> {
  const all = {
    PATH: process.env.PATH ?? '',
    NODE_COMPILE_CACHE: compiled,
    HOME: '/nonexistent',
    LANG: 'C.UTF-8',
    TZ: 'UTC',
    TERM: 'xterm-256color',
    PARLANCE_NO_REMEMBER: '1',
    ...env,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''));
}
