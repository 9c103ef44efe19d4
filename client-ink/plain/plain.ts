/** `parlance chat --plain`: the client as lines in and lines out, for screen readers, dumb terminals, pipes and logs. */
import { createInterface } from 'node:readline';
import type { ExitCode } from '../chat.ts';
import type { Settings } from '../config.ts';
import { openLink } from '../link.ts';
import { type Move, talk, told, typed } from './talk.ts';

/** What the plain client has of the world. */
export type PlainIo = Pick<NodeJS.Process, 'stdin' | 'stdout' | 'on' | 'off'>;

/**
 * Talks until `/quit`, Ctrl-C or the end of the input; then what was asked is answered first. 1 when something was
 * refused or may be lost.
 */
export function plain(settings: Settings, io: PlainIo): Promise<ExitCode> {
  const { host, port, nick, rooms } = settings;
  const state = talk();
  let ending = false;
  return new Promise((resolve) => {
    const perform = (moves: Move[]): void => {
      for (const move of moves) {
        switch (move.do) {
          case 'print':
            io.stdout.write(`${move.line}\n`);
            break;
          case 'send':
            link.send(move.command);
            break;
          case 'ring':
            if (io.stdout.isTTY) io.stdout.write('\x07');
            break;
          case 'end':
            end();
            break;
          default:
            unperformed(move);
        }
      }
      // After the end of the input there is only the wait for answers.
      if (ending && state.connected && state.unanswered.size === 0) link.close();
    };
    const link = openLink({ host, port, rooms, ...(nick !== undefined && { nick }) }, (input) => {
      perform(told(state, input));
      if (ending && input.link === 'lost') link.close(); // Nobody is left to decide what then.
    });
    const input = createInterface({ input: io.stdin, terminal: false });
    input.on('line', (line) => perform(typed(state, line)));
    input.on('close', () => {
      ending = true;
      perform([]);
    });
    const leave = (): void => link.close();
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) io.on(signal, leave);
    io.stdout.on('error', leave);
    const end = (): void => {
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) io.off(signal, leave);
      input.close();
      io.stdin.destroy();
      resolve(state.failed || state.unanswered.size > 0 ? 1 : 0);
    };
  });
}

function unperformed(move: never): never {
  throw new Error(`A move that nobody performs: ${JSON.stringify(move)}`);
}
