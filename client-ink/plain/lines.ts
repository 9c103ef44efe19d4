/** Lines in and lines out. On a terminal nothing is ever drawn twice, and nothing comes between what is being typed. */
import { createInterface } from 'node:readline';
import type { Known } from '../editor/complete.ts';
import { isEditAction } from '../editor/edit.ts';
import { lineOf } from '../editor/line.ts';
import type { Action } from '../keyboard/actions.ts';
import type { Key, Report } from '../keyboard/keyboard.ts';
import { editBy, editorOf } from '../programs/external-editor.ts';
import { openKeys } from '../terminal/keys-in.ts';
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
    ? onTerminal({ stdin, stdout }, hear)
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

function onTerminal({ stdin, stdout }: Streams, hear: Hear): Lines {
  let typing = nothingTyped;
  let isOver = false;
  const take = (step: Step): void => {
    typing = step.typing;
    if (step.written !== '') stdout.write(step.written);
  };
  const lendNext = inTurn((meanwhile) => meanwhile());
  const columns = () => stdout.columns || 80;
  const insert = (text: string) => take(changed(typing, { edit: 'insert', text }, columns()));
  const enter = () => {
    const step = entered(typing);
    take(step);
    hear.line(step.line);
  };
  const giveUp = () => {
    take(dropped(typing));
    take(printed(typing, '* The line is given up; Up brings it back.'));
  };
  const goOnInEditor = async () => {
    const { text } = typing.editor.line;
    const edited = await lentTo(keys, hear.leave, () => editBy(editorOf(process.env), text));
    if ('text' in edited) {
      const line = lineOf(edited.text);
      typing = changed(typing, { edit: 'replace', line }, columns()).typing;
    } else take(printed(typing, `* ${edited.why}`));
    take(readOut(typing));
  };
  const end = () => {
    if (isOver) return;
    isOver = true;
    hear.end();
  };
  /** Any but the last line of a paste is whole. */
  const paste = (text: string) => {
    const [first = '', ...others] = text.split(/\r\n?|\n/);
    insert(first);
    for (const line of others) {
      enter();
      insert(line);
    }
  };
  const act = (key: string): void => {
    const action = hear.action(key);
    const isEmpty = typing.editor.line.text === '';
    switch (action) {
      case 'send':
      case 'newline':
        return enter();
      case 'complete':
        return take(completed(typing, hear.known(), columns()));
      case 'interrupt':
        return isEmpty ? hear.leave() : giveUp();
      case 'delete-or-quit':
        return isEmpty ? end() : undefined;
      case 'redraw':
        return take(readOut(typing));
      case 'suspend':
        return void lendNext(() => stop(keys)).then(() => take(readOut(typing)));
      case 'editor':
        return void lendNext(goOnInEditor);
      default:
        if (key === 'space') return insert(' ');
        if (action !== undefined && isEditAction(action))
          take(changed(typing, { edit: action }, columns()));
    }
  };
  const hearKey = (heard: Key | Report): void => {
    if (isOver || 'report' in heard) return;
    if ('text' in heard) insert(heard.text);
    else if ('paste' in heard) paste(heard.paste);
    else act(heard.key);
  };
  const keys = openKeys(stdin, hearKey);
  keys.begin();
  for (const gone of ['error', 'end'] as const) stdin.on(gone, hear.leave);
  return {
    print: (line) => take(printed(typing, line)),
    ring: () => void stdout.write('\x07'),
    async lend(meanwhile) {
      const result = await lentTo(keys, hear.leave, meanwhile);
      take(readOut(typing));
      return result;
    },
    close() {
      if (typing.editor.line.text !== '') take(dropped(typing));
      keys.end();
      stdin.destroy();
    },
  };
}
