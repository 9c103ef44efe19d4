/** Removes from a text what must not reach a terminal: one rule for plain, `tail` and the client. */

/** IRC's formatting with its arguments: colours by number or in hexadecimal, bold, reset, and so on. */
const formatting =
  /\x03(?:\d{1,2}(?:,\d{1,2})?)?|\x04(?:[\da-f]{6}(?:,[\da-f]{6})?)?|[\x02\x0f\x11\x16\x1d-\x1f]/gi;
const lineEnds = /\r\n?|[\u2028\u2029]/g;

/**
 * Controls but tab and newline, what turns the direction of writing, and whatever has no shape of its own: blanks without
 * width, soft hyphens, fillers, tags, variation selectors, joiners.
 */
const hidden =
  '[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u2028\\u2029\\ufff9-\\ufffb\\p{Bidi_Control}\\p{Default_Ignorable_Code_Point}\\p{Noncharacter_Code_Point}]';

const emoji = '\\p{Extended_Pictographic}(?:\\p{Emoji_Modifier}|[\\ufe0e\\ufe0f])?';
/** The flags of parts of countries: a black flag and the letters of the part as tags. */
const flag = '\\u{1f3f4}[\\u{e0030}-\\u{e0039}\\u{e0061}-\\u{e007a}]{3,6}\\u{e007f}';
const keycap = '[0-9#*]\\ufe0f\\u20e3';
/** Scripts in which a joiner, or what keeps letters apart, makes another word. */
const joining = `[${[
  ...['Arabic', 'Syriac', 'Nko', 'Mongolian', 'Devanagari', 'Bengali', 'Gurmukhi', 'Gujarati'],
  ...['Oriya', 'Tamil', 'Telugu', 'Kannada', 'Malayalam', 'Sinhala', 'Myanmar', 'Khmer', 'Tibetan'],
]
  .map((script) => `\\p{Script_Extensions=${script}}`)
  .join('')}]`;
const joiner = `(?<=${joining})[\\u200c\\u200d](?=(?!\\p{M})${joining})`;

/** What has a meaning only with its hidden parts, or else a hidden character. */
const meantOrHidden = new RegExp(
  `${flag}|${emoji}(?:\\u200d${emoji})*|${keycap}|${joiner}|(${hidden})`,
  'gu',
);

/** One letter keeps at most this many accents; more would climb out of the line. */
const MAX_ACCENTS = 4;
const accent = '[\\p{Mn}\\p{Me}]';
const piled = new RegExp(`(${accent}{${MAX_ACCENTS}})${accent}+`, 'gu');

const plainAscii = /^[\t\n\x20-\x7e]*$/;
const suspicious = new RegExp(`${hidden}|\\p{Cs}|${accent}{${MAX_ACCENTS + 1}}`, 'u');
const hiddenAlone = new RegExp(`^${hidden}$`, 'u');

/** True for a character that is shown, if at all, only as a part of an emoji or a word. */
export const isHidden = (character: string): boolean => hiddenAlone.test(character);

/** A text as it may be shown. Tabs stay, and every line end is a newline. */
export function showable(text: string): string {
  if (plainAscii.test(text) || !suspicious.test(text)) return text;
  return text
    .replace(formatting, '')
    .replace(lineEnds, '\n')
    .replace(meantOrHidden, (meant: string, alone?: string) => (alone === undefined ? meant : ''))
    .replace(piled, '$1')
    .toWellFormed();
}
