/** The themes: how light people's colours are, and how the meanings of row.ts look, on a dark and on a light background. */
import type { ThemeName } from '../language/options.ts';
import type { FixedTone } from './row.ts';

/** What is behind the text; `unknown` as long as the terminal has not said so. */
export type Background = 'dark' | 'light' | 'unknown';

/** One look. */
export interface Theme {
  /** Of people's colours, from 0 to 1. */
  readonly lightness: number;
  /** Parameters of SGR with 256 colours, where they differ from those of `middle`. */
  readonly tones?: Readonly<Partial<Record<FixedTone, string>>>;
}

/** Themes by their names in the configuration. */
export const themes = {
  /** Tones that are legible on both. */
  middle: { lightness: 0.6 },
  dark: {
    lightness: 0.76,
    tones: {
      dim: '38;5;245',
      accent: '38;5;80',
      error: '38;5;210',
      mention: '1;38;5;218',
      unread: '1;38;5;221',
    },
  },
  light: {
    lightness: 0.5,
    tones: {
      dim: '38;5;243',
      accent: '38;5;30',
      error: '38;5;160',
      mention: '1;38;5;162',
      unread: '1;38;5;130',
      bar: '38;5;236;48;5;253',
    },
  },
  nord: {
    lightness: 0.78,
    tones: {
      dim: '38;2;123;136;161',
      accent: '38;2;136;192;208',
      error: '38;2;191;97;106',
      mention: '1;38;2;180;142;173',
      unread: '1;38;2;235;203;139',
      bar: '38;2;229;233;240;48;2;59;66;82',
    },
  },
  solarized: {
    lightness: 0.6,
    tones: {
      dim: '38;2;131;148;150',
      accent: '38;2;42;161;152',
      error: '38;2;220;50;47',
      mention: '1;38;2;211;54;130',
      unread: '1;38;2;181;137;0',
      bar: '38;2;253;246;227;48;2;88;110;117',
    },
  },
  /** Blue and orange, which everybody tells apart (Okabe and Ito), and differences that are no matter of hue alone. */
  'colour-blind': {
    lightness: 0.65,
    tones: {
      accent: '38;2;86;180;233',
      error: '1;4;38;2;213;94;0',
      mention: '1;7;38;2;230;159;0',
      unread: '1;38;2;230;159;0',
    },
  },
} as const satisfies Record<Exclude<ThemeName, 'auto'>, Theme>;

/** The theme of a name. */
export function themeOf(name: ThemeName, background: Background): Theme {
  if (name !== 'auto') return themes[name];
  return themes[background === 'unknown' ? 'middle' : background];
}
