/** A style as people write it, `bold #d08770 on 236`, made into what terminals read. */
import { nearest } from '../../grammar/reading/nearest.ts';

const attributes: ReadonlyMap<string, string> = new Map([
  ['bold', '1'],
  ['dim', '2'],
  ['italic', '3'],
  ['underline', '4'],
  ['reverse', '7'],
]);

const basic = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'];

/** The parameters of SGR, or a sentence about what is wrong. An empty style is the terminal's own. */
export function sgrOf(style: string): { codes: string } | { problem: string } {
  const codes: string[] = [];
  let behind = false;
  for (const word of style
    .toLowerCase()
    .split(/\s+/)
    .filter((each) => each !== '')) {
    if (word === 'on') {
      behind = true;
      continue;
    }
    const code = behind ? colour(word, 10) : (attributes.get(word) ?? colour(word, 0));
    if (code === undefined) return { problem: wrong(word) };
    behind = false;
    codes.push(code);
  }
  return behind ? { problem: wrong('on') } : { codes: codes.join(';') };
}

/** Colours behind the text have numbers 10 above those of the text. */
function colour(word: string, above: 0 | 10): string | undefined {
  const [, bright, name = ''] = /^(bright-)?(\w+)$/.exec(word) ?? [];
  const index = basic.indexOf(name);
  if (index >= 0) return String((bright === undefined ? 30 : 90) + above + index);
  if (/^\d{1,3}$/.test(word) && Number(word) < 256) return `${38 + above};5;${Number(word)}`;
  const [, red, green, blue] = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/.exec(word) ?? [];
  if (red === undefined || green === undefined || blue === undefined) return undefined;
  return [38 + above, 2, ...[red, green, blue].map((part) => Number.parseInt(part, 16))].join(';');
}

const words = [...attributes.keys(), ...basic, ...basic.map((name) => `bright-${name}`), 'on'];

function wrong(word: string): string {
  const near = words.includes(word) ? [] : nearest(word, words);
  return near.length === 0
    ? `${word} is no style: write such as "bold cyan", "208", "#d08770 on 236" or "reverse".`
    : `${word} is no style. Did you mean ${near.join(' or ')}?`;
}
