/** How the meanings of row.ts look on a terminal: with 256 colours, with the 16 basic ones, or without any. */
import { nickKey } from '../../grammar/names.ts';
import { hyperlink } from './link.ts';
import type { Row, Tone } from './row.ts';

/** How many colours there are for people. */
const NICK_COLOURS = 14;

/** The tone of a person: the same in every room, on every day, for every reader. */
export function nickTone(nick: string): Tone {
  let hash = 5381;
  for (const letter of nickKey(nick)) hash = ((hash * 33) ^ (letter.codePointAt(0) ?? 0)) >>> 0;
  return `nick${hash % NICK_COLOURS}`;
}

/** A painter turns a row into what is written to the terminal. */
export type Paint = (row: Row) => string;

/** How many colours the terminal has: 256, the 16 basic ones, or none. */
export type Colours = 'many' | 'sixteen' | 'none';

// Middle tones of the 256, which stay legible on a dark and on a light background.
const manyNicks = [31, 36, 62, 64, 67, 97, 100, 125, 130, 132, 136, 140, 166, 168];
const sixteenNicks = [36, 35, 32, 33, 34, 96, 95, 92, 93, 94, 36, 35, 32, 34];

const styles: Readonly<Record<Exclude<Tone, `nick${number}`>, Record<Colours, string>>> = {
  plain: { many: '', sixteen: '', none: '' },
  dim: { many: '38;5;244', sixteen: '90', none: '2' },
  strong: { many: '1', sixteen: '1', none: '1' },
  accent: { many: '38;5;37', sixteen: '36', none: '4' },
  error: { many: '38;5;167', sixteen: '31', none: '1' },
  mention: { many: '1;38;5;205', sixteen: '1;35', none: '1;7' },
  unread: { many: '1;38;5;172', sixteen: '1;33', none: '1' },
  bar: { many: '38;5;252;48;5;236', sixteen: '7', none: '7' },
  chosen: { many: '1;7', sixteen: '1;7', none: '1;7' },
};

/** Replacements from the configuration: a tone and the parameters of SGR, such as `38;5;208`. */
export type Palette = Readonly<Partial<Record<string, string>>>;

/** The tones that a configuration may set. */
export const toneNames: readonly string[] = Object.keys(styles);

/** A function from rows to text with escape sequences. `palette` replaces the styles of single tones. */
export function painter(colours: Colours, palette: Palette = {}): Paint {
  const nicks = colours === 'many' ? manyNicks : sixteenNicks;
  const codes = new Map<Tone, string>();
  const codeOf = (tone: Tone): string => {
    const known = codes.get(tone);
    if (known !== undefined) return known;
    const code = tone.startsWith('nick')
      ? colours === 'none'
        ? ''
        : `${colours === 'many' ? '38;5;' : ''}${nicks[Number(tone.slice(4)) % NICK_COLOURS]}`
      : styles[tone as keyof typeof styles][colours];
    const chosen = colours === 'none' ? code : (palette[tone] ?? code);
    codes.set(tone, chosen);
    return chosen;
  };
  return (row) => {
    let painted = '';
    for (const { text, tone, link } of row) {
      const code = codeOf(tone);
      const styled = code === '' ? text : `\x1b[${code}m${text}\x1b[0m`;
      painted += link === undefined ? styled : hyperlink(link, styled);
    }
    return painted;
  };
}
