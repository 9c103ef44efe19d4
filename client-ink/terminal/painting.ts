/** How rows are painted: by the theme, which may be changed, and by the background, which the terminal tells. */
import type { Settings } from '../config/config.ts';
import type { Options } from '../config/options.ts';
import { lightnessOf } from '../layout/hues.ts';
import { sgrOf } from '../layout/style.ts';
import { type Paint, type Palette, painter } from '../layout/theme.ts';
import { type Background, themeOf } from '../layout/themes.ts';
import { openShorthand } from './shorthand.ts';

/** From this lightness on a background is a light one. */
const LIGHT = 0.5;

/** The options that painting goes by. */
type Look = Pick<Options, 'theme' | 'colours'>;

interface Painting {
  /** Gives a row as the code that stands for it, painted. */
  readonly paint: Paint;
  /** A frame with the painted rows for which its codes stand. */
  long(frame: string): string;
  /** Paints by another theme, and in other colours of the person's own, from now on. */
  wear(look: Look): void;
  /** The terminal has told what colour is behind the text. */
  lieOn(rgb: Parameters<typeof lightnessOf>[0]): void;
}

/** Begins with a look, on a background of which nothing is known. */
export function openPainting({ colours }: Pick<Settings, 'colours'>, first: Look): Painting {
  let look = first;
  let background: Background = 'unknown';
  const shorthand = openShorthand();
  const byLook = () => painter(colours, paletteOf(look.colours), themeOf(look.theme, background));
  let painted = byLook();
  const anew = () => {
    painted = byLook();
  };
  return {
    paint: (row) => shorthand.short(painted(row)),
    long: shorthand.long,
    wear(next) {
      look = next;
      anew();
    },
    lieOn(rgb) {
      background = lightnessOf(rgb) > LIGHT ? 'light' : 'dark';
      anew();
    },
  };
}

/** The styles by tone, as parameters of SGR. */
const paletteOf = (styles: Look['colours']): Palette =>
  Object.fromEntries(
    Object.entries(styles).flatMap(([tone, style]) => {
      const sgr = sgrOf(style);
      return 'codes' in sgr ? [[tone, sgr.codes]] : [];
    }),
  );
