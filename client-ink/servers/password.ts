/** The password of whoever logs in: told by a command of theirs, or typed without an echo before the screen opens. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { Account } from '../../client/beginning.ts';
import type { Login } from '../config/profiles.ts';
import { openEnvironment } from '../programs/open-environment.ts';

/** Of no account, why not: a sentence. */
export async function accountOf({ nick, command }: Login): Promise<Account | string> {
  if (command !== undefined) return told(nick, command);
  if (!process.stdin.isTTY) {
    return `The password of ${nick} can't be typed here: set password-command in the configuration.`;
  }
  const password = await typed(`Password for ${nick}: `);
  return password === undefined
    ? 'You are not logged in: no password was given.'
    : { nick, password };
}

/** The first line that the command writes. It may ask for something by itself; other servers go on meanwhile. */
async function told(nick: string, command: string): Promise<Account | string> {
  try {
    const child = spawn(command, {
      shell: true,
      stdio: ['inherit', 'pipe', 'inherit'],
      env: openEnvironment(),
    });
    const [written, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
    if (code !== 0) return 'password-command has failed: no password was written.';
    const [password = ''] = written.split(/\r?\n/);
    return password === '' ? 'password-command has written nothing.' : { nick, password };
  } catch {
    return 'password-command has failed: no password was written.';
  }
}

/** One line, of which nothing is shown; nothing when it is given up. */
function typed(question: string): Promise<string | undefined> {
  const { stdin: input, stderr } = process;
  const nowhere = new Writable({ write: (_, __, done) => done() });
  const line = createInterface({ input, output: nowhere, terminal: true, historySize: 0 });
  stderr.write(question);
  return new Promise((resolve) => {
    line.once('close', () => resolve(undefined));
    line.once('SIGINT', () => line.close());
    line.once('line', (password) => {
      resolve(password === '' ? undefined : password);
      line.close();
    });
  }).then((password) => {
    stderr.write('\n');
    return password as string | undefined;
  });
}
