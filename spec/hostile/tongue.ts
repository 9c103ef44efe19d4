/** How a stranger talks: a few dozen lines at once, most of them valid, many mangled, some nothing but noise. */
import type { Command } from '../../grammar/ast.ts';
import { language } from '../support/language.ts';
import type { Format } from '../support/party.ts';
import type { Chance } from './chance.ts';
import { type Circle, deed, trespass } from './deeds.ts';
import { mangled, noise } from './mangle.ts';

/** A command that must be answered. */
export type Tagged = Command & { tag: string };

/** What is asked with such a tag must be refused. */
export const isForbidden = (tag: string): boolean => tag.endsWith('.no');

export class Tongue {
  readonly #name: string;
  readonly #chance: Chance;
  readonly #circle: Circle;
  readonly #rings: boolean;
  #tags = 0;

  /** Whoever `rings` may ask for the bell. */
  constructor(name: string, chance: Chance, circle: Circle, rings: boolean) {
    this.#name = name;
    this.#chance = chance;
    this.#circle = circle;
    this.#rings = rings;
  }

  /** A tag that was never used. */
  tag(): string {
    this.#tags += 1;
    return `valid.${this.#name}.${this.#tags}`;
  }

  /** Lines of all kinds; `asked` hears of those that are tagged and valid. */
  babble(format: Format, asked: (command: Tagged) => void): Buffer {
    const lines: Buffer[] = [];
    for (let left = this.#chance.below(120); left > 0; left -= 1) {
      const kind = this.#chance.below(20);
      if (kind < 2) lines.push(noise(this.#chance));
      else if (kind < 10) lines.push(mangled(this.#chance, this.#line(format), this.#line(format)));
      else if (kind < 14) lines.push(Buffer.from(`${this.#line(format)}\n`));
      else lines.push(Buffer.from(`${this.#taggedLine(format, asked)}\n`));
    }
    lines.push(Buffer.from('\n'));
    return Buffer.concat(lines);
  }

  /** The first line of somebody who is to be greeted in `format`. */
  opening(format: Format): Buffer {
    if (format === 'json') {
      return Buffer.from(this.#chance.pick(['/format json\n', '{"cmd":"whoami"}\n', '{\n']));
    }
    const odd = this.#chance.pick([0, 0x16, 0x20, 0x41, 0x80, 0xff]);
    // With letters between, so that chance makes no object of it.
    return Buffer.concat([Buffer.from([odd]), Buffer.from('no'), noise(this.#chance)]);
  }

  /** A line for a tagged command in a dialect; nothing if it can't be said there. */
  spell(format: Format, command: Command): string | undefined {
    const typed = language.print(command);
    if (format === 'json') return this.#chance.oneIn(2) ? JSON.stringify(command) : typed;
    return typed.startsWith('{') ? undefined : typed;
  }

  #taggedLine(format: Format, asked: (command: Tagged) => void): string {
    const forbidden = this.#chance.oneIn(20);
    const tag = forbidden ? `${this.tag()}.no` : this.tag();
    for (;;) {
      const make = forbidden ? trespass : deed;
      const command = { ...make(this.#chance, this.#circle, tag), tag };
      const line = this.#permits(command) && this.spell(format, command);
      if (!line) continue;
      asked(command);
      return line;
    }
  }

  /** A valid command without a tag. Nicks are asked for with one: the answer tells what came of it. */
  #line(format: Format): string {
    for (;;) {
      const command = deed(this.#chance, this.#circle);
      const line = command.cmd !== 'nick' && this.#permits(command) && this.spell(format, command);
      if (line) return line;
    }
  }

  #permits(command: Command): boolean {
    return command.cmd !== 'bell' || this.#rings;
  }
}
