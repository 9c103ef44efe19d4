/** The terminal in raw mode: keys in, the few things said to it besides what Ink draws, and all of it undone at the end. */
import { arrived, idle, type Key, type Pressed, patience, silent } from './keyboard.ts';

const PASTE_ON = '\x1b[?2004h';
const PASTE_OFF = '\x1b[?2004l';
/** Puts the title aside, and takes it back. */
const TITLE_PUSH = '\x1b[22;2t';
const TITLE_POP = '\x1b[23;2t';

interface Terminal {
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
  let keyboard = idle;
  let timer: NodeJS.Timeout | undefined;
  let look: NodeJS.Immediate | undefined;
  let title = '';
  let open = false;
  const forget = () => {
    clearTimeout(timer);
    clearImmediate(look);
  };
  const tell = (pressed: Pressed) => {
    keyboard = pressed.keyboard;
    const wait = patience(keyboard);
    if (wait !== undefined) timer = setTimeout(wasSilent, wait);
    for (const key of pressed.keys) hear(key);
  };
  /** Where this process was busy meanwhile, what arrived is read first. */
  const wasSilent = () => {
    look = setImmediate(() => tell(silent(keyboard)));
  };
  const onData = (chunk: string) => {
    forget();
    tell(arrived(keyboard, chunk));
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
      forget();
      keyboard = idle;
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
