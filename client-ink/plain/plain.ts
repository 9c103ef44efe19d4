/** `parlance chat --plain`: the client as lines in and lines out, for screen readers, dumb terminals, pipes and logs. */
import type { ExitCode } from '../chat.ts';
import type { Settings } from '../config.ts';
import { openLink } from '../link.ts';
import { openLines } from './lines.ts';
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
            lines.print(move.line);
            break;
          case 'send':
            link.send(move.command);
            break;
          case 'ring':
            lines.ring();
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
    const leave = (): void => link.close();
    const lines = openLines(io, {
      line: (line) => perform(typed(state, line)),
      end() {
        ending = true;
        perform([]);
      },
      leave,
    });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) io.on(signal, leave);
    const end = (): void => {
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) io.off(signal, leave);
      lines.close();
      resolve(state.failed || state.unanswered.size > 0 ? 1 : 0);
    };
  });
}

function unperformed(move: never): never {
  throw new Error(`A move that nobody performs: ${JSON.stringify(move)}`);
}
