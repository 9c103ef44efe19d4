/** Lines in and lines out. On a terminal, what arrives is put above the line that is being typed. */
import {
  clearScreenDown,
  createInterface,
  cursorTo,
  type Interface,
  moveCursor,
} from 'node:readline';

type Streams = Pick<NodeJS.Process, 'stdin' | 'stdout'>;

interface Hear {
  line(line: string): void;
  /** There is no more input. */
  end(): void;
  /** Ctrl-C, or a terminal or pipe that is gone. */
  leave(): void;
}

interface Lines {
  print(line: string): void;
  ring(): void;
  close(): void;
}

/** A screen reader says all that is drawn, so what is half typed is drawn again once for all that arrives together. */
export function openLines({ stdin, stdout }: Streams, hear: Hear): Lines {
  const terminal = stdin.isTTY === true && stdout.isTTY === true;
  const input = createInterface({ input: stdin, output: stdout, terminal, prompt: '' });
  const waiting: string[] = [];
  let isOver = false;
  const flush = () => {
    const lines = waiting.splice(0).join('');
    if (isOver || input.line === '') stdout.write(lines);
    else if (process.env.TERM === 'dumb') stdout.write(`\n${lines}${input.line}`);
    else putAbove(input, stdout, lines);
  };
  input.on('line', hear.line);
  input.on('SIGINT', hear.leave);
  input.on('error', hear.leave);
  stdout.on('error', hear.leave);
  input.on('close', () => {
    isOver = true;
    hear.end();
  });
  return {
    print(line) {
      if (!terminal) stdout.write(`${line}\n`);
      else if (waiting.push(`${line}\n`) === 1) process.nextTick(flush);
    },
    ring() {
      if (terminal) stdout.write('\x07');
    },
    close() {
      if (terminal && !isOver && input.line !== '') stdout.write('\n');
      input.close();
      stdin.destroy();
    },
  };
}

/** The rows of the typed line make place, and readline draws them again below. */
function putAbove(input: Interface, output: NodeJS.WriteStream, lines: string): void {
  const { rows, cols } = input.getCursorPos();
  // A terminal stays at the end of a full row until it has something for the next one.
  if (cols === 0) output.write(' ');
  moveCursor(output, 0, -rows);
  cursorTo(output, 0);
  clearScreenDown(output);
  output.write(lines);
  // Readline goes up so many rows before it draws; it miscounts after a paste, and we are at the top already.
  Object.assign(input, { prevRows: 0 });
  input.prompt(true);
}
