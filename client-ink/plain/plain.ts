/** `parlance chat --plain`: the client as lines in and lines out, for screen readers, dumb terminals, pipes and logs. */

import { whyExposed } from '../../client/dial/address.ts';
import { openLink } from '../../client/link.ts';
import type { Command } from '../../grammar/ast.ts';
import type { Settings } from '../config.ts';
import { optionsFor } from '../config-options.ts';
import { language } from '../language.ts';
import { cleanLine } from '../layout/text.ts';
import { LogFiles } from '../log-files.ts';
import { isWaitingForNick } from '../model/ghost.ts';
import { nameOf, whyNotLoggedIn } from '../profiles.ts';
import { setOption } from '../set-option.ts';
import type { Way } from '../way.ts';
import { openLines } from './lines.ts';
import { isConnected, known, type PlainEffect, talk, waiting } from './state.ts';
import { passed, told } from './talk.ts';
import { typed } from './typed.ts';

/** While the nick that the person wants is somebody else's, the client looks at this interval whether to ask again. */
const TICK_MS = 1000;

/** What the plain client has of the world. */
export type PlainIo = Pick<NodeJS.Process, 'stdin' | 'stdout' | 'on' | 'off'>;

/**
 * Talks until `/quit`, Ctrl-C or the end of the input; then what was asked is answered first. 1 when something was
 * refused or may be lost.
 */
export function plain(
  settings: Pick<Settings, 'options' | 'file'>,
  { profile, route, account }: Way,
  io: PlainIo,
): Promise<0 | 1> {
  const { nick, rooms, onConnect } = profile;
  let { options } = settings;
  const { now } = Date;
  const who = nick === undefined || account ? {} : { nick };
  const exposed = whyExposed(route.address);
  const state = talk({ at: now(), exposed, ...optionsFor(options), onConnect, ...who });
  let ending = false;
  let farewell: Command | undefined;
  const isPiped = io.stdin.isTTY !== true;
  return new Promise((resolve) => {
    const perform = (effects: PlainEffect[]): void => {
      for (const effect of effects) {
        switch (effect.do) {
          case 'print':
            lines.print(effect.line);
            break;
          case 'send':
            // Whoever types it wants to leave now; in a pipe it stands behind what has to be done first.
            if (effect.command.cmd !== 'quit' || !isPiped) link.send(effect.command);
            else {
              farewell = effect.command;
              ending = true;
            }
            break;
          case 'ring':
            lines.ring();
            break;
          case 'set': {
            const outcome = setOption(options, effect, settings.file);
            options = outcome.options;
            state.model = { ...state.model, ...optionsFor(options) };
            for (const sentence of outcome.sentences) lines.print(`* ${cleanLine(sentence)}`);
            break;
          }
          case 'end':
            end();
            break;
          default:
            unperformed(effect);
        }
      }
      // After the end of the input there is only the wait for answers.
      if (ending && isConnected(state) && waiting(state).length === 0)
        link.send(farewell ?? { cmd: 'quit' });
    };
    const logs = new LogFiles({
      folder: () => options['log-dir'],
      server: nameOf(profile),
      nick: () => state.model.nick,
      complain: (sentence) => lines.print(`* ${cleanLine(sentence)}`),
    });
    const link = openLink(
      { route, rooms, vocabulary: language, ...who, ...(account && { account }) },
      (input) => {
        logs.take(input);
        perform(told(state, input, now()));
        if (ending && input.link === 'lost') link.close(); // Nobody is left to decide what then.
      },
    );
    const leave = (): void => link.close();
    const ticking = setInterval(() => {
      if (isWaitingForNick(state.model)) perform(passed(state, now()));
    }, TICK_MS);
    const hear = {
      line: (line: string) => ending || perform(typed(state, line)),
      end() {
        ending = true;
        perform([]);
      },
      leave,
      known: () => known(state),
      action: (key: string) => state.model.keymap.get(key),
    };
    const lines = openLines(io, hear);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) io.on(signal, leave);
    const notLoggedIn = whyNotLoggedIn(profile);
    if (notLoggedIn !== undefined) lines.print(`* ${cleanLine(notLoggedIn)}`);
    const end = (): void => {
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) io.off(signal, leave);
      clearInterval(ticking);
      lines.close();
      logs.end();
      const neverThere = ending && state.model.store === '';
      resolve(state.failed || neverThere || waiting(state).length > 0 ? 1 : 0);
    };
  });
}

function unperformed(effect: never): never {
  throw new Error(`An effect that nobody performs: ${JSON.stringify(effect)}`);
}
