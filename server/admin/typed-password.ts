/** Takes a password from whoever types it, without an echo, or from standard input. It is in no argument and no environment. */
import { password } from '../../grammar/arguments/password.ts';
import { StoreError } from '../store/sqlite/errors.ts';

/** The password. Rejects with a sentence when it can't be one, or was not typed twice alike. */
export async function typedPassword(nick: string): Promise<string> {
  const { stdin } = process;
  const given = stdin.isTTY ? await typedTwice(nick) : await firstLine();
  const wrong = password.check(given);
  if (wrong) throw new StoreError(wrong.message);
  return given;
}

async function typedTwice(nick: string): Promise<string> {
  const given = await prompt(`Password for ${nick}: `);
  if ((await prompt('Once more: ')) === given) return given;
  throw new StoreError('The two are not alike: nothing was changed.');
}

/** The longest password that is taken. */
const MAX_LINE_LENGTH = 4096;

async function firstLine(): Promise<string> {
  let text = '';
  for await (const chunk of process.stdin.setEncoding('utf8')) {
    text += chunk;
    if (text.includes('\n') || text.length > MAX_LINE_LENGTH) break;
  }
  return /^[^\r\n]*/.exec(text)?.[0] ?? '';
}

const [INTERRUPT, END, BACKSPACE, DELETE] = ['\x03', '\x04', '\b', '\x7f'];

/** Reads one line from the terminal, key by key. */
function prompt(question: string): Promise<string> {
  const { stdin, stderr } = process;
  stderr.write(question);
  stdin.setEncoding('utf8').setRawMode(true);
  return new Promise((resolve, reject) => {
    let typed: string[] = [];
    const settle = (end: () => void) => {
      stdin.off('data', take).setRawMode(false).pause();
      stderr.write('\n');
      end();
    };
    const take = (keys: string) => {
      for (const key of keys) {
        if (key === '\r' || key === '\n') return settle(() => resolve(typed.join('')));
        if (key === INTERRUPT || key === END) {
          return settle(() => reject(new StoreError('Nothing was changed.')));
        }
        if (key === BACKSPACE || key === DELETE) typed = typed.slice(0, -1);
        else typed.push(key);
      }
    };
    stdin.on('data', take).resume();
  });
}
