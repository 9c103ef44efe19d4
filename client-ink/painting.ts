/** How rows are painted: by the theme, which may be changed, and by the background, which the terminal tells. */
import type { Settings } from './config.ts';
import { lightnessOf } from './layout/hues.ts';
import { type Paint, painter } from './layout/theme.ts';
import { type Background, themeOf } from './layout/themes.ts';
import type { ThemeName } from './options.ts';
import { openShorthand } from './shorthand.ts';

/** From this lightness on a background is a light one. */
const LIGHT = 0.5;

interface Painting {
  /** Gives a row as the code that stands for it, painted. */
  readonly paint: Paint;
  /** A frame with the painted rows for which its codes stand. */
  long(frame: string): string;
  /** Paints by another theme from now on. */
  wear(theme: ThemeName): void;
  /** The terminal has told what colour is behind the text. */
  lieOn(rgb: Parameters<typeof lightnessOf>[0]): void;
}

/** Begins with a theme, on a background of which nothing is known. */
export function openPainting(
  { colours, palette }: Pick<Settings, 'colours' | 'palette'>,
  first: ThemeName,
): Painting {
  let theme = first;
  let background: Background = 'unknown';
  const shorthand = openShorthand();
  let painted = painter(colours, palette, themeOf(theme, background));
  const anew = () => {
    painted = painter(colours, palette, themeOf(theme, background));
  };
  return {
    paint: (row) => shorthand.short(painted(row)),
    long: shorthand.long,
    wear(next) {
      theme = next;
      anew();
    },
    lieOn(rgb) {
      background = lightnessOf(rgb) > LIGHT ? 'light' : 'dark';
      anew();
    },
  };
}
