/** Lines in and lines out. On a terminal nothing is ever drawn twice, and nothing comes between what is being typed. */
import { createInterface } from 'node:readline';
import type { Known } from '../editor/complete.ts';
import { type Edit, isEditAction } from '../editor/edit.ts';
import { lineOf } from '../editor/line.ts';
import { whyNotLent } from '../editor/understand.ts';
import type { Action } from '../keyboard/actions.ts';
import type { Key, Report } from '../keyboard/keyboard.ts';
import type { Aliases } from '../language/aliases.ts';
import { editBy, editorOf } from '../programs/external-editor.ts';
import { type KeysIn, openKeys } from '../terminal/keys-in.ts';
import { inTurn, lentTo, stop } from '../terminal/lending.ts';
import {
  changed,
  completed,
  dropped,
  entered,
  nothingTyped,
  printed,
  readOut,
  type Step,
  type Typing,
  withLine,
} from './typing.ts';

type Streams = Pick<NodeJS.Process, 'stdin' | 'stdout'>;

interface Hear {
  line(line: string): void;
  /** There is no more input. */
  end(): void;
  /** Ctrl-C, or a terminal or pipe that is gone. */
  leave(): void;
  /** The names that a person may mean. */
  known(): Known;
  /** The words that stand for lines, as they are now. */
  aliases(): Aliases;
  /** What a key is for. */
  action(key: string): Action | undefined;
}

interface Lines {
  print(line: string): void;
  ring(): void;
  /** Whoever asks the person something has the terminal meanwhile. */
  lend<T>(meanwhile: () => Promise<T>): Promise<T>;
  close(): void;
}

/** Opens the terminal, or the pipe. */
export function openLines({ stdin, stdout }: Streams, hear: Hear): Lines {
  stdout.on('error', hear.leave);
  return stdin.isTTY === true && stdout.isTTY === true
    ? new TerminalLines({ stdin, stdout }, hear)
    : onPipe({ stdin, stdout }, hear);
}

function onPipe({ stdin, stdout }: Streams, hear: Hear): Lines {
  const input = createInterface({ input: stdin });
  input.on('line', hear.line);
  input.on('error', hear.leave);
  input.on('close', hear.end);
  return {
    print: (line) => void stdout.write(`${line}\n`),
    ring: () => {},
    lend: (meanwhile) => meanwhile(),
    close() {
      input.close();
      stdin.destroy();
    },
  };
}

/** What is typed on a terminal, and what is printed above it. */
class TerminalLines implements Lines {
  readonly #hear: Hear;
  readonly #stdin: Streams['stdin'];
  readonly #stdout: Streams['stdout'];
  readonly #keys: KeysIn;
  readonly #lendNext = inTurn((meanwhile) => meanwhile());
  #typed = nothingTyped;
  #isOver = false;

  constructor({ stdin, stdout }: Streams, hear: Hear) {
    this.#hear = hear;
    this.#stdin = stdin;
    this.#stdout = stdout;
    this.#keys = openKeys(stdin, (heard) => this.#hearKey(heard));
    this.#keys.begin();
    for (const gone of ['error', 'end'] as const) stdin.on(gone, hear.leave);
  }

  print(line: string): void {
    this.#take(printed(this.#typing, line));
  }

  ring(): void {
    this.#stdout.write('\x07');
  }

  async lend<T>(meanwhile: () => Promise<T>): Promise<T> {
    const result = await lentTo(this.#keys, this.#hear.leave, meanwhile);
    this.#readOut();
    return result;
  }

  close(): void {
    if (this.#typing.editor.line.text !== '') this.#take(dropped(this.#typing));
    this.#keys.end();
    this.#stdin.destroy();
  }

  #hearKey(heard: Key | Report): void {
    if (this.#isOver || 'report' in heard) return;
    if ('text' in heard) this.#insert(heard.text);
    else if ('paste' in heard) this.#paste(heard.paste);
    else this.#act(heard.key);
  }

  #act(key: string): void {
    const action = this.#hear.action(key);
    const isEmpty = this.#typing.editor.line.text === '';
    switch (action) {
      case 'send':
      case 'newline':
        return this.#enter();
      case 'complete':
        return this.#take(completed(this.#typing, this.#hear.known(), this.#columns));
      case 'interrupt':
        return isEmpty ? this.#hear.leave() : this.#giveUp();
      case 'delete-or-quit':
        return isEmpty ? this.#end() : undefined;
      case 'redraw':
        return this.#readOut();
      case 'suspend':
        return void this.#lendNext(() => stop(this.#keys)).then(() => this.#readOut());
      case 'editor':
        return this.#edits();
      default:
        if (key === 'space') return this.#insert(' ');
        if (action !== undefined && isEditAction(action)) this.#edit({ edit: action });
    }
  }

  get #typing(): Typing {
    return { ...this.#typed, aliases: this.#hear.aliases() };
  }

  get #columns(): number {
    return this.#stdout.columns || 80;
  }

  #take(step: Step): void {
    this.#typed = step.typing;
    if (step.written !== '') this.#stdout.write(step.written);
  }

  #edit(edit: Edit): void {
    this.#take(changed(this.#typing, edit, this.#columns));
  }

  #insert(text: string): void {
    this.#edit({ edit: 'insert', text });
  }

  #readOut(): void {
    this.#take(readOut(this.#typing));
  }

  #enter(): void {
    const step = entered(this.#typing);
    this.#take(step);
    this.#hear.line(step.line);
  }

  /** Any but the last line of a paste is whole. */
  #paste(text: string): void {
    const [first = '', ...others] = text.split(/\r\n?|\n/);
    this.#insert(first);
    for (const line of others) {
      this.#enter();
      this.#insert(line);
    }
  }

  #giveUp(): void {
    this.#take(dropped(this.#typing));
    this.print('* The line is given up; Up brings it back.');
  }

  #edits(): void {
    const { editor, aliases } = this.#typing;
    const refused = whyNotLent(editor.line.text, aliases);
    if (refused === undefined) return void this.#lendNext(() => this.#goOnInEditor());
    this.print(`* ${refused}`);
    this.#readOut();
  }

  async #goOnInEditor(): Promise<void> {
    const { text } = this.#typing.editor.line;
    const edited = await lentTo(this.#keys, this.#hear.leave, () =>
      editBy(editorOf(process.env), text),
    );
    if ('text' in edited) {
      const line = lineOf(edited.text);
      // It is written when the line is read out.
      this.#typed = withLine(this.#typing, line, this.#columns).typing;
    } else this.print(`* ${edited.why}`);
    this.#readOut();
  }

  #end(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#hear.end();
  }
}
