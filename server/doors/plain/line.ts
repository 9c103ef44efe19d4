/** The one place where plain lines are finished: what leaves here can't steer a terminal or pass for another line. */

/** What may not stand inside a line: controls but tab, line separators, and marks that change the direction. */
const unsafe = /[\x00-\x08\x0a-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/;

/** IRC's formatting with its arguments: colours by number or in hexadecimal, bold, reset, and so on. */
const formatting =
  /\x03(?:\d{1,2}(?:,\d{1,2})?)?|\x04(?:[\da-f]{6}(?:,[\da-f]{6})?)?|[\x02\x0f\x11\x16\x1d-\x1f]/gi;
const lineEnds = /\r?\n|[\u2028\u2029]/g;
const everyUnsafe = new RegExp(unsafe, 'g');

/** True for a character that `line` would take out. */
export const isUnsafe = (character: string): boolean => unsafe.test(character);

/** One line of output. A line end in it becomes a blank. */
export function line(content: string): string {
  return unsafe.test(content) ? `${cleaned(content)}\n` : `${content}\n`;
}

/** What somebody said, after a `head` that says where and who; its further lines are indented. */
export function said(head: string, text: string): string {
  const whole = head + text;
  if (!unsafe.test(whole)) return `${whole}\n`;
  return `${cleaned(head)}${text.split('\n').map(cleaned).join('\n    ')}\n`;
}

function cleaned(content: string): string {
  return content.replace(formatting, '').replace(lineEnds, ' ').replace(everyUnsafe, '');
}
