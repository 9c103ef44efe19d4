/** The screen: opens terminal and link, lets the model decide, and performs what it decides. */
import { randomBytes } from 'node:crypto';
import { render } from 'ink';
import type { Settings } from './config.ts';
import { cleanLine } from './layout/text.ts';
import { painter } from './layout/theme.ts';
import { openLink } from './link.ts';
import { type Effect, newModel } from './model/model.ts';
import { titleOf } from './model/reduce.ts';
import { openTerminal } from './terminal.ts';
import { openStore } from './use-model.ts';
import { App } from './view/App.tsx';

/** How long a farewell may take, in milliseconds. */
const FAREWELL = 1000;

/** Chats until the person leaves; 1 when the connection could not be made or kept. */
export async function screen(settings: Settings): Promise<0 | 1> {
  const { host, port, nick, rooms, colours, palette, keymap } = settings;
  const { stdin, stdout } = process;
  const size = () => ({ columns: stdout.columns || 80, rows: stdout.rows || 24 });
  const model = newModel({
    server: host,
    prefix: randomBytes(4).toString('hex'),
    size: size(),
    at: Date.now(),
    keymap,
  });
  const store = openStore(model, perform);
  const terminal = openTerminal(stdin, stdout, (key) =>
    store.take({ in: 'key', key, at: Date.now() }),
  );
  terminal.begin();
  process.on('exit', terminal.end);
  const ink = render(<App store={store} paint={painter(colours, palette)} />, {
    exitOnCtrlC: false,
    patchConsole: false,
    incrementalRendering: true,
    alternateScreen: true,
    maxFps: 60,
  });
  const link = openLink({ host, port, rooms, ...(nick !== undefined && { nick }) }, (heard) => {
    store.take({ in: 'link', link: heard, at: Date.now() });
    if (heard.link === 'over' && leaving) leave();
  });
  let leaving = false;
  const resized = () => store.take({ in: 'resize', ...size(), at: Date.now() });
  stdout.on('resize', resized);
  store.subscribe(() => terminal.setTitle(cleanLine(titleOf(store.model()))));
  const ticking = setInterval(() => {
    if (store.model().connection.is === 'connecting') store.take({ in: 'tick', at: Date.now() });
  }, 1000);
  const leave = () => ink.unmount();

  function perform(effect: Effect): void {
    switch (effect.do) {
      case 'send':
        link.send(effect.command);
        break;
      case 'bell':
        terminal.bell();
        break;
      case 'redraw':
        ink.clear();
        break;
      case 'suspend':
        break;
      case 'quit':
        leaving = true;
        link.close();
        setTimeout(leave, FAREWELL).unref();
        break;
    }
  }

  await ink.waitUntilExit();
  clearInterval(ticking);
  terminal.end();
  link.close();
  return store.model().connection.is === 'over' && !leaving ? 1 : 0;
}
