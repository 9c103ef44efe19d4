/** The one place where plain lines are finished: what leaves here can't steer a terminal or pass for another line. */
import { showable } from '../../../grammar/showable.ts';

/** Nearly all that people say can be shown as it is. */
const plainLine = /^[\t\x20-\x7e]*$/;

const inOneLine = (content: string): string => showable(content).replaceAll('\n', ' ');

/** One line of output. A line end in it becomes a blank. */
export const line = (content: string): string => `${inOneLine(content)}\n`;

/** What somebody said, after a `head` that says where and who; its further lines are indented. */
export function said(head: string, text: string): string {
  const whole = head + text;
  if (plainLine.test(whole)) return `${whole}\n`;
  return `${inOneLine(head)}${showable(text).replaceAll('\n', '\n    ')}\n`;
}
