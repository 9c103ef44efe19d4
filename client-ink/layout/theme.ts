/** How the meanings of row.ts look on a terminal: with all colours, with 256, with the 16 basic ones, or without any. */
import { nickKey } from '../../grammar/names.ts';
import { unreachable } from '../../grammar/unreachable.ts';
import { type Hues, NICK_HUES, partOfWheel, usualHue } from '../model/hues.ts';
import { asAddress, directed, turning } from './direction.ts';
import { nearestOf256, wheel } from './hues.ts';
import { hyperlink } from './link.ts';
import type { Direction, FixedTone, Row, Tone } from './row.ts';
import { type Theme, themes } from './themes.ts';

/** The tone of a person among people of these colours; the usual one of the nick where they have none. */
export function nickTone(nick: string, hues?: Hues): Tone {
  const key = nickKey(nick);
  return `nick${hues?.get(key) ?? usualHue(key)}`;
}

/** A painter turns a row into what is written to the terminal. */
export type Paint = (row: Row) => string;

/** How many colours the terminal has: all of 24 bits, 256, the 16 basic ones, or none. */
export type Colours = 'all' | 'many' | 'sixteen' | 'none';

const sixteenNicks = [36, 35, 32, 33, 34, 96, 95, 92, 93, 94];

const styles: Readonly<Record<FixedTone, Record<Exclude<Colours, 'all'>, string>>> = {
  plain: { many: '', sixteen: '', none: '' },
  dim: { many: '38;5;244', sixteen: '90', none: '2' },
  strong: { many: '1', sixteen: '1', none: '1' },
  accent: { many: '38;5;37', sixteen: '36', none: '4' },
  error: { many: '38;5;167', sixteen: '31', none: '1' },
  mention: { many: '1;38;5;205', sixteen: '1;35', none: '1;7' },
  misspelt: { many: '4', sixteen: '4', none: '4' },
  unread: { many: '1;38;5;172', sixteen: '1;33', none: '1' },
  bar: { many: '38;5;252;48;5;236', sixteen: '7', none: '7' },
  chosen: { many: '1;7', sixteen: '1;7', none: '1;7' },
};

/** Replacements from the configuration: a tone and the parameters of SGR, such as `38;5;208`. */
export type Palette = Readonly<Partial<Record<string, string>>>;

/** A function from rows to text with escape sequences. `palette` replaces the styles of single tones. */
export function painter(
  colours: Colours,
  palette: Palette = {},
  theme: Theme = themes.middle,
): Paint {
  const nicks = nicksOf(colours, theme);
  const codes = new Map<Tone, string>();
  const codeOf = (tone: Tone): string => {
    const known = codes.get(tone);
    if (known !== undefined) return known;
    const code = isFixed(tone)
      ? fixedCode(tone, colours, theme)
      : (nicks[partOfWheel(Number(tone.slice(4)), nicks.length)] ?? '');
    const chosen = colours === 'none' ? code : (palette[tone] ?? code);
    codes.set(tone, chosen);
    return chosen;
  };
  // A bar of the 16 colours, or of none, is reversed: its background has no colour that others could share.
  const hasGrounds = colours === 'all' || colours === 'many';
  return (row) => {
    let painted = '';
    let style = '';
    let around: Direction | undefined;
    for (const { text, tone, link, direction, onBar } of directed(row)) {
      const code =
        onBar && hasGrounds && tone !== 'bar' ? `${codeOf('bar')};${codeOf(tone)}` : codeOf(tone);
      painted += turning(around, direction);
      if (code !== style) painted += `${style && '\x1b[0m'}${code && `\x1b[${code}m`}`;
      painted += link === undefined ? text : hyperlink(link, asAddress(text, direction));
      [style, around] = [code, direction];
    }
    return painted + (style && '\x1b[0m') + turning(around, undefined);
  };
}

const isFixed = (tone: Tone): tone is FixedTone => !tone.startsWith('nick');

function fixedCode(tone: FixedTone, colours: Colours, { tones }: Theme): string {
  if (colours === 'none' || colours === 'sixteen') return styles[tone][colours];
  const code = tones?.[tone] ?? styles[tone].many;
  return colours === 'all' ? code : in256(code);
}

/** The parameters with colours of 24 bits as the nearest of the 256. */
const in256 = (code: string): string =>
  code.replaceAll(
    /([34]8);2;(\d+;\d+;\d+)/g,
    (_, where: string, rgb: string) => `${where};5;${nearestOf256(rgb.split(';').map(Number))}`,
  );

/** The colours of people, all of one lightness. */
function nicksOf(colours: Colours, { lightness }: Theme): string[] {
  switch (colours) {
    case 'none':
      return [''];
    case 'sixteen':
      return sixteenNicks.map(String);
    case 'many':
      return wheel(NICK_HUES, lightness).map((rgb) => `38;5;${nearestOf256(rgb)}`);
    case 'all':
      return wheel(NICK_HUES, lightness).map((rgb) => `38;2;${rgb.join(';')}`);
    default:
      return unreachable(colours);
  }
}
