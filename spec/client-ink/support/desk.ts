/**
 * Somebody at the client with a real connection and no terminal: what they type goes through keyboard and model, and what
 * they see are the rows that would be drawn. It is asked as a terminal is, at a hundredth of the cost:
 *
 *     const ann = await office.sit('ann', ['#dev']);
 *     ann.type('hello');
 *     ann.press('enter');
 *     await ann.shows(/<ann> hello/);
 */
import { type Link, openLink } from '../../../client/link.ts';
import { arrived, idle, patience, silent } from '../../../client-ink/keyboard/keyboard.ts';
import { cleanLine } from '../../../client-ink/layout/text.ts';
import type { Setting } from '../../../client-ink/model/new-model.ts';
import { titleOf } from '../../../client-ink/model/reduce.ts';
import { unreachable } from '../../../grammar/unreachable.ts';
import { afterwards } from '../../support/afterwards.ts';
import { Waiting } from '../../support/waiting.ts';
import { type Sitter, sitter } from '../sitter.ts';
import { bytesOf } from './keyboard.ts';

export interface Size {
  columns: number;
  rows: number;
}

type Wanted = string | RegExp | ((desk: Desk) => boolean);

export class Desk {
  bells = 0;
  readonly #sitter: Sitter;
  readonly #link: Link;
  readonly #waiting = new Waiting((problem) => `${problem}:\n${this.screen()}`);

  constructor(
    port: number,
    nick: string,
    rooms: string[],
    size: Size,
    setting: Partial<Setting> = {},
  ) {
    this.#sitter = sitter(size.columns, size.rows, { nick, ...setting });
    this.#link = openLink(
      { route: { address: { by: 'tcp', host: '127.0.0.1', port } }, rooms, nick },
      (link) => {
        this.#sitter.learns(link);
        this.#perform();
      },
    );
    afterwards(() => this.#link.close());
  }

  get title(): string {
    return cleanLine(titleOf(this.#sitter.model));
  }

  /** Types text, as a terminal sends it. */
  type(text: string): void {
    const { keys, keyboard } = arrived(idle, text);
    const late = patience(keyboard) === undefined ? [] : silent(keyboard).keys;
    for (const key of [...keys, ...late]) this.#sitter.takes({ in: 'key', key });
    this.#perform();
  }

  press(...keys: string[]): void {
    for (const key of keys) this.type(bytesOf(key));
  }

  paste(text: string): void {
    this.type(`\x1b[200~${text.replaceAll('\n', '\r')}\x1b[201~`);
  }

  /** The rows, without blanks at their ends. */
  rows(): string[] {
    return this.#sitter
      .screen()
      .split('\n')
      .map((row) => row.trimEnd());
  }

  screen(): string {
    return this.rows().join('\n');
  }

  /** Waits until the screen shows all of this at once. */
  shows(...wanted: Wanted[]): Promise<void> {
    const met = () => wanted.every((each) => this.#meets(each)) || undefined;
    return this.#wait(`the screen to show ${wanted.map(String).join(' and ')}`, met);
  }

  /** Waits until the screen shows none of this any more. */
  hides(...unwanted: Wanted[]): Promise<void> {
    const met = () => !unwanted.some((each) => this.#meets(each)) || undefined;
    return this.#wait(`the screen to hide ${unwanted.map(String).join(' and ')}`, met);
  }

  async #wait(what: string, met: () => true | undefined): Promise<void> {
    await this.#waiting.until(what, met);
  }

  #meets(wanted: Wanted): boolean {
    if (typeof wanted === 'function') return wanted(this);
    const screen = this.screen();
    return typeof wanted === 'string' ? screen.includes(wanted) : wanted.test(screen);
  }

  #perform(): void {
    for (const effect of this.#sitter.effects.splice(0)) {
      switch (effect.do) {
        case 'send':
          this.#link.send(effect.command);
          break;
        case 'call':
          this.bells += 1;
          break;
        case 'quit':
          this.#link.close();
          break;
        case 'go':
        case 'spell':
        case 'set':
        case 'script':
        case 'open':
        case 'edit':
        case 'copy':
        case 'redraw':
        case 'suspend':
          break;
        default:
          unreachable(effect);
      }
    }
    this.#waiting.look();
  }
}
