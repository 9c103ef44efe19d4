/** What a terminal sends for a key, as xterm does without any extension. */

const named: Readonly<Record<string, string>> = {
  enter: '\r',
  tab: '\t',
  'shift-tab': '\x1b[Z',
  escape: '\x1b',
  backspace: '\x7f',
  up: '\x1b[A',
  down: '\x1b[B',
  right: '\x1b[C',
  left: '\x1b[D',
  home: '\x1b[H',
  end: '\x1b[F',
  delete: '\x1b[3~',
  pageup: '\x1b[5~',
  pagedown: '\x1b[6~',
  f1: '\x1bOP',
  f3: '\x1bOR',
  f4: '\x1bOS',
  f5: '\x1b[15~',
  f6: '\x1b[17~',
  f7: '\x1b[18~',
  'ctrl-left': '\x1b[1;5D',
  'ctrl-right': '\x1b[1;5C',
  'ctrl-up': '\x1b[1;5A',
  'ctrl-down': '\x1b[1;5B',
  'ctrl-home': '\x1b[1;5H',
  'ctrl-end': '\x1b[1;5F',
  'alt-up': '\x1b[1;3A',
  'alt-down': '\x1b[1;3B',
  'alt-left': '\x1b[1;3D',
  'alt-right': '\x1b[1;3C',
};

/** `ctrl-` and a letter, `alt-` and any key, or a name of the list above. */
export function bytesOf(key: string): string {
  const known = named[key];
  if (known !== undefined) return known;
  if (key.startsWith('alt-'))
    return `\x1b${key.length === 5 ? key.slice(4) : bytesOf(key.slice(4))}`;
  const [, letter] = /^ctrl-([a-z@[\]\\^_])$/.exec(key) ?? [];
  if (letter === undefined) throw new Error(`no terminal has a key ${key}`);
  return String.fromCharCode(letter.toUpperCase().charCodeAt(0) & 0x1f);
}
