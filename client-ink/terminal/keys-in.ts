/** Keys as a terminal in raw mode sends them. A silence is heard, too: it tells an escape from the key of that name. */
import {
  arrived,
  idle,
  type Key,
  type Pressed,
  patience,
  type Report,
  silent,
} from '../keyboard/keyboard.ts';

/** Hears keys from `begin` to `end`, and again. */
export interface KeysIn {
  begin(): void;
  /** Leaves the terminal as it was. */
  end(): void;
}

/** `hear` is called with each key and each report, in the order in which they came. */
export function openKeys(input: NodeJS.ReadStream, hear: (heard: Key | Report) => void): KeysIn {
  let keyboard = idle;
  let timer: NodeJS.Timeout | undefined;
  let look: NodeJS.Immediate | undefined;
  const forget = () => {
    clearTimeout(timer);
    clearImmediate(look);
  };
  const tell = (pressed: Pressed) => {
    keyboard = pressed.keyboard;
    const wait = patience(keyboard);
    if (wait !== undefined) timer = setTimeout(wasSilent, wait);
    for (const heard of [...pressed.keys, ...pressed.reports]) hear(heard);
  };
  /** Where this process was busy meanwhile, what arrived is read first. */
  const wasSilent = () => {
    look = setImmediate(() => tell(silent(keyboard)));
  };
  const onData = (chunk: string) => {
    forget();
    tell(arrived(keyboard, chunk));
  };
  return {
    begin() {
      input.setRawMode(true);
      input.setEncoding('utf8');
      input.on('data', onData);
      input.resume();
    },
    end() {
      forget();
      keyboard = idle;
      input.off('data', onData);
      input.pause();
      input.setRawMode(false);
    },
  };
}
