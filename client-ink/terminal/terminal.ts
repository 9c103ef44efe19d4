/** The terminal in raw mode: keys in, the few things said to it besides what Ink draws, and all of it undone at the end. */
import type { Key, Report } from '../keyboard/keyboard.ts';
import { openKeys } from './keys-in.ts';

const PASTE_ON = '\x1b[?2004h';
const PASTE_OFF = '\x1b[?2004l';
/** Buttons and the wheel, as SGR reports them without a bound to the columns. */
const MOUSE_ON = '\x1b[?1000h\x1b[?1006h';
const MOUSE_OFF = '\x1b[?1006l\x1b[?1000l';
/** Whether the terminal has the focus is reported. */
const FOCUS_ON = '\x1b[?1004h';
const FOCUS_OFF = '\x1b[?1004l';
/** Asks for the colour behind the text. */
const BACKGROUND = '\x1b]11;?\x1b\\';
/** Puts the title aside, and takes it back. */
const TITLE_PUSH = '\x1b[22;2t';
const TITLE_POP = '\x1b[23;2t';

/** What is said to a terminal besides what Ink draws. */
export interface Terminal {
  setTitle(title: string): void;
  bell(): void;
  /** Says something to the terminal that draws nothing. */
  say(sequence: string): void;
  /** Has the mouse, or leaves it to the terminal, which then selects with it. */
  takeMouse(isTaken: boolean): void;
  /** Gives the terminal back, until `begin`. */
  end(): void;
  begin(): void;
  /** Gives the terminal back for good: whoever had it lent does not give it to us again. */
  close(): void;
}

/** Turns the raw mode of a terminal on, and calls `hear` with each key, until it is closed. */
export function openTerminal(
  input: NodeJS.ReadStream,
  output: NodeJS.WriteStream,
  hear: (heard: Key | Report) => void,
): Terminal {
  const keys = openKeys(input, hear);
  let title = '';
  let open = false;
  let isClosed = false;
  let hasMouse = false;
  const terminal: Terminal = {
    begin() {
      if (open || isClosed) return;
      open = true;
      keys.begin();
      output.write(TITLE_PUSH + PASTE_ON + FOCUS_ON + BACKGROUND + (hasMouse ? MOUSE_ON : ''));
      if (title !== '') output.write(titled(title));
    },
    end() {
      if (!open) return;
      open = false;
      output.write(MOUSE_OFF + FOCUS_OFF + PASTE_OFF + TITLE_POP);
      keys.end();
    },
    close() {
      terminal.end();
      isClosed = true;
    },
    setTitle(next) {
      if (next === title) return;
      title = next;
      if (open) output.write(titled(title));
    },
    bell: () => void output.write('\x07'),
    say: (sequence) => void output.write(sequence),
    takeMouse(isTaken) {
      if (hasMouse === isTaken) return;
      hasMouse = isTaken;
      if (open) output.write(isTaken ? MOUSE_ON : MOUSE_OFF);
    },
  };
  return terminal;
}

const titled = (title: string): string => `\x1b]2;${title}\x07`;
