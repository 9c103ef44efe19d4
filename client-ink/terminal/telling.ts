/** Tells a person who is called: by the bell, by a notification of the terminal, or by a command of their own. */
import { spawn } from 'node:child_process';
import { unreachable } from '../../grammar/unreachable.ts';
import type { Telling } from '../language/options.ts';
import { cleanLine, cut } from '../layout/text.ts';
import { openEnvironment } from '../programs/open-environment.ts';

/** Terminals cut longer ones at different places. */
const MAX_TOLD_COLUMNS = 200;

/** Who calls, and with what words. */
interface Call {
  readonly title: string;
  readonly text: string;
}

/** The bytes that have the terminal tell it. No control character of a message is in them, and no sign that ends a part. */
export function sequenceOf(telling: Telling, call: Call): string {
  const title = payload(call.title);
  const text = payload(call.text);
  switch (telling) {
    case 'bell':
      return '\x07';
    case 'osc9':
      return `\x1b]9;${title}: ${text}\x1b\\`;
    case 'osc777':
      return `\x1b]777;notify;${title.replaceAll(';', ',')};${text}\x1b\\`;
    case 'osc99':
      return `\x1b]99;i=parlance:d=0;${title}\x1b\\\x1b]99;i=parlance:d=1:p=body;${text}\x1b\\`;
    default:
      return unreachable(telling);
  }
}

const payload = (text: string): string => cut(cleanLine(text), MAX_TOLD_COLUMNS);

/** Runs the person's command by their shell, with the call on its standard input: the words of others are never a part of a command. */
export function runFor(command: string, { title, text }: Call): void {
  const child = spawn(command, {
    shell: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    env: openEnvironment(),
  });
  child.on('error', () => {});
  child.stdin?.on('error', () => {});
  child.stdin?.end(`${cleanLine(title)}\n${cleanLine(text)}\n`);
  child.unref();
}

/** Has the person's program open an address. */
export function openBy(command: string, url: string): void {
  const env = openEnvironment();
  const child = spawn(command, [url], { stdio: 'ignore', detached: true, env });
  child.on('error', () => {});
  child.unref();
}

/** OSC 52: puts a text on the clipboard. */
export const clipboard = (text: string): string =>
  `\x1b]52;c;${Buffer.from(text).toString('base64')}\x1b\\`;
