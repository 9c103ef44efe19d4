/** The terminal in raw mode: keys in, the few things said to it besides what Ink draws, and all of it undone at the end. */
import { decode, type Key, settle } from './keyboard.ts';

/** A lone escape is the escape key when nothing follows for so many milliseconds. */
const ESCAPE = 30;

const PASTE_ON = '\x1b[?2004h';
const PASTE_OFF = '\x1b[?2004l';
/** Puts the title aside, and takes it back. */
const TITLE_PUSH = '\x1b[22;2t';
const TITLE_POP = '\x1b[23;2t';

export interface Terminal {
  setTitle(title: string): void;
  bell(): void;
  /** Gives the terminal back, until `begin`. */
  end(): void;
  begin(): void;
}

export function openTerminal(
  input: NodeJS.ReadStream,
  output: NodeJS.WriteStream,
  hear: (key: Key) => void,
): Terminal {
  let rest = '';
  let timer: NodeJS.Timeout | undefined;
  let title = '';
  let open = false;
  const tell = (decoded: { keys: Key[]; rest: string }) => {
    rest = decoded.rest;
    for (const key of decoded.keys) hear(key);
  };
  const onData = (chunk: string) => {
    clearTimeout(timer);
    tell(decode(rest + chunk));
    if (rest !== '') timer = setTimeout(() => tell(settle(rest)), ESCAPE);
  };
  const terminal: Terminal = {
    begin() {
      if (open) return;
      open = true;
      input.setRawMode(true);
      input.setEncoding('utf8');
      input.on('data', onData);
      input.resume();
      output.write(TITLE_PUSH + PASTE_ON);
      if (title !== '') output.write(titled(title));
    },
    end() {
      if (!open) return;
      open = false;
      clearTimeout(timer);
      input.off('data', onData);
      input.pause();
      output.write(PASTE_OFF + TITLE_POP);
      input.setRawMode(false);
    },
    setTitle(next) {
      if (next === title) return;
      title = next;
      if (open) output.write(titled(title));
    },
    bell: () => void output.write('\x07'),
  };
  return terminal;
}

const titled = (title: string): string => `\x1b]2;${title}\x07`;
