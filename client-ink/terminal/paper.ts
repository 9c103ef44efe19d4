/** The standard output that Ink writes to: it takes whole frames, and writes to the terminal what canvas.ts finds changed. */
import { bytesBetween, type Picture, pictureOf } from './canvas.ts';
import { writingBy } from './outlet.ts';

// What moves the cursor, erases or changes a mode: all that Ink writes before and after a frame. Styles belong to it.
const moving = String.raw`(?:\x1b\[[?\d;]*[A-HJKST-Zf-ln-z])*`;
const written = new RegExp(`^(${moving})([^]*?)(${moving})$`);
const commands = /\x1b\[[?\d;]*[A-HJKST-Zf-ln-z]/;

const ALTERNATE = '\x1b[?1049h';
const PRIMARY = '\x1b[?1049l';
/** Without it, a terminal that finds a row wider than we do breaks it in two. */
const WRAP_OFF = '\x1b[?7l';
const WRAP_ON = '\x1b[?7h';

/** What stands behind frames. */
interface Behind {
  /** Is written once, before the first frame. */
  ahead: string;
  /** The columns of the lines between the parts of the screen, as they are in the next frame. */
  edges(): number[];
  /** A frame with the rows for which its codes stand. */
  long(frame: string): string;
}

/** The output with the paper before it. */
export function openPaper(output: NodeJS.WriteStream, behind: Behind): NodeJS.WriteStream {
  const { edges, long } = behind;
  let { ahead } = behind;
  let shown: Picture | undefined;

  /** What Ink wants written, as what has to be written. */
  const bytesFor = (text: string): string => {
    const [, head = '', frame = '', tail = ''] = written.exec(text) ?? [];
    const rows = frame.split('\n').length;
    if (frame === '' || rows !== output.rows || commands.test(frame)) {
      if (frame !== '' || /\x1b\[\d*J|\x1b\[\?1049/.test(text)) shown = undefined;
      const begun = text.replace(ALTERNATE, ALTERNATE + WRAP_OFF + ahead);
      if (begun !== text) ahead = '';
      return begun.replace(PRIMARY, WRAP_ON + PRIMARY);
    }
    const wiped = /\x1b\[\d*J/.test(head);
    const picture = pictureOf(long(frame), edges(), output.columns);
    const bytes = bytesBetween(wiped ? undefined : shown, picture);
    shown = picture;
    // Ink moves on from where it thinks that its frame has ended: the last row.
    return `\x1b[?25l${bytes}\x1b[${rows};1H${tail}`;
  };

  const write: NodeJS.WriteStream['write'] = (
    chunk: string | Uint8Array,
    ...others: unknown[]
  ): boolean =>
    Reflect.apply(output.write, output, [
      typeof chunk === 'string' ? bytesFor(chunk) : chunk,
      ...others,
    ]);

  return writingBy(output, write);
}
