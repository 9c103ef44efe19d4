/** Colours of one lightness, evenly around the wheel of hues: by Oklab, in which equal numbers look equally light. */

/** A colour of the screen: red, green and blue, each from 0 to 255. */
type Rgb = readonly [red: number, green: number, blue: number];

/** Oklab's chroma of all of them: every hue has it at every lightness that is asked for. */
const CHROMA = 0.1;

/** So many colours of a lightness from 0 to 1. https://bottosson.github.io/posts/oklab */
export const wheel = (count: number, lightness: number): Rgb[] =>
  Array.from({ length: count }, (_, n) => colourOf(lightness, (2 * Math.PI * n) / count));

function colourOf(lightness: number, hue: number): Rgb {
  const [a, b] = [CHROMA * Math.cos(hue), CHROMA * Math.sin(hue)];
  const long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    shown(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short),
    shown(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short),
    shown(-0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short),
  ];
}

/** A part of light as a screen takes it, from 0 to 255. */
function shown(light: number): number {
  const within = Math.max(0, Math.min(1, light));
  const bent = within <= 0.0031308 ? 12.92 * within : 1.055 * within ** (1 / 2.4) - 0.055;
  return Math.round(255 * bent);
}

/** How light a colour of the screen looks, from 0 to 1. */
export const lightnessOf = ([red, green, blue]: Rgb): number =>
  (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;

/** The nearest of the 216 colours that a terminal of 256 has in its cube. */
export const nearestOf256 = (rgb: readonly number[]): number => {
  const [red = 0, green = 0, blue = 0] = rgb.map((part) => {
    const near = STEPS.map((step, index) => [Math.abs(step - part), index] as const);
    return near.reduce((best, each) => (each[0] < best[0] ? each : best))[1];
  });
  return 16 + 36 * red + 6 * green + blue;
};

const STEPS = [0, 95, 135, 175, 215, 255];
