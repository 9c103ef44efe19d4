/** The screen: opens terminal and link, lets the model decide, and performs what it decides. */
import { setFlagsFromString } from 'node:v8';
import { render } from 'ink';
import type { Account } from '../client/beginning.ts';
import { hostOf, knownAs, whyExposed } from '../client/dial/address.ts';
import type { Route } from '../client/dial/dial.ts';
import { type Link, openLink } from '../client/link.ts';
import { unreachable } from '../grammar/unreachable.ts';
import type { Settings } from './config.ts';
import { editBy, editorOf } from './external-editor.ts';
import type { Report } from './keyboard.ts';
import { language } from './language.ts';
import { edgesOf } from './layout/areas.ts';
import { areasOf } from './layout/geometry.ts';
import { lightnessOf } from './layout/hues.ts';
import { cleanLine } from './layout/text.ts';
import { type Paint, painter } from './layout/theme.ts';
import { themeOf } from './layout/themes.ts';
import { viewport } from './layout/viewport.ts';
import { isWaitingForNick } from './model/ghost.ts';
import { restored, talkOf } from './model/kept.ts';
import { type ModelEffect, newModel } from './model/model.ts';
import { isReadDue } from './model/reading.ts';
import { titleOf } from './model/reduce.ts';
import { isTypingShown } from './model/typing.ts';
import { openOutlet } from './outlet.ts';
import { openPaper } from './paper.ts';
import { forgetful, remember } from './remembering.ts';
import { statePath } from './state.ts';
import { clipboard, openBy, runFor, sequenceOf } from './telling.ts';
import { openTerminal } from './terminal.ts';
import { openStore } from './use-model.ts';
import { App, type Suspend } from './view/App.tsx';

/** The client waits at most this long for the server's `bye`. */
const FAREWELL_MS = 1000;
/** The model is told the time at this interval, while something in it passes. */
const TICK_MS = 1000;
/** After SIGTSTP the client waits this long: the timer is only up when the process runs again. */
const STANDSTILL_MS = 50;

/** Chats until the person leaves; 1 when the connection could not be made or kept, or when the terminal is gone. */
export async function screen(settings: Settings, route: Route, account?: Account): Promise<0 | 1> {
  // Frames are soon garbage: a young generation that may grow takes 100 MB more for no less work.
  setFlagsFromString('--semi-space-growth-factor=1');
  const { nick, rooms, colours, palette, keymap, tellsTyping } = settings;
  const { stdin } = process;
  const stdout = openOutlet(process.stdout, hangUp);
  const now = () => Date.now();
  const size = () => ({ columns: stdout.columns || 80, rows: stdout.rows || 24 });
  const prefix = Math.random().toString(36).slice(2, 10);
  const calls = account?.nick ?? nick;
  const memory = settings.remembers
    ? remember(
        statePath(knownAs(route.address), calls, process.env),
        () => ({ model: store.model(), remembered: link?.remembered() }),
        (sentence) => setImmediate(() => store.take({ in: 'told', sentence, at: now() })),
      )
    : forgetful;
  const remembered = memory.kept && talkOf(memory.kept, calls);
  const who = account ? { account } : calls === undefined ? {} : { nick: calls };
  const name = calls ?? remembered?.nick;
  const wanted = account ? { logsIn: true } : name === undefined ? {} : { nick: name };
  const start = { server: hostOf(route.address), ...wanted, prefix, size: size(), at: now() };
  const setting = {
    ...{ ...start, viewport, keymap, tellsTyping, exposed: whyExposed(route.address) },
    ...{ hasMouse: settings.mouse, quiet: settings.quiet },
    opensAddresses: settings.openCommand !== undefined,
  };
  const fresh = newModel(setting);
  const store = openStore(memory.kept ? restored(fresh, memory.kept) : fresh, perform);
  const terminal = openTerminal(stdin, stdout, (heard) =>
    'report' in heard ? reported(heard) : store.take({ in: 'key', key: heard, at: now() }),
  );
  let suspend: Suspend = async () => {};
  let link: Link | undefined;
  let leaving = false;
  let isHungUp = false;
  let failure: unknown;

  terminal.takeMouse(settings.mouse);
  terminal.begin();
  const lend = (given: Suspend) => {
    suspend = given;
  };
  let painted = painter(colours, palette, themeOf(settings.theme, 'unknown'));
  const paint: Paint = (row) => painted(row);
  const ink = render(<App store={store} paint={paint} lend={lend} />, {
    exitOnCtrlC: false,
    patchConsole: false,
    interactive: true,
    alternateScreen: true,
    stdout: openPaper(stdout, () => edgesOf(areasOf(store.drawn()))),
    maxFps: 60,
  });
  store.subscribe(memory.changed);
  store.subscribe(() => terminal.takeMouse(store.model().hasMouse));
  store.subscribe(() => terminal.setTitle(cleanLine(titleOf(store.model()))));
  link = openLink({ route, rooms, vocabulary: language, remembered, ...who }, (heard) => {
    store.take({ in: 'link', link: heard, at: now() });
    if (heard.link === 'over' && leaving) close();
  });

  function reported(heard: Report): void {
    switch (heard.report) {
      case 'mouse':
        return store.take({ in: 'mouse', mouse: heard, at: now() });
      case 'focus':
        return store.take({ in: 'focus', is: heard.is, at: now() });
      case 'background': {
        const background = lightnessOf(heard.rgb) > 0.5 ? 'light' : 'dark';
        painted = painter(colours, palette, themeOf(settings.theme, background));
        return store.take({ in: 'tick', at: now() });
      }
      default:
        unreachable(heard);
    }
  }

  function perform(effect: ModelEffect): void {
    switch (effect.do) {
      case 'send':
        link?.send(effect.command);
        break;
      case 'call':
        for (const telling of settings.tell) terminal.say(sequenceOf(telling, effect));
        if (settings.tellCommand !== undefined) runFor(settings.tellCommand, effect);
        break;
      case 'open':
        if (settings.openCommand !== undefined) openBy(settings.openCommand, effect.url);
        break;
      case 'copy':
        terminal.say(clipboard(effect.text));
        break;
      case 'redraw':
        void suspend(async () => {});
        break;
      case 'edit':
        void suspend(() => lendTo(effect));
        break;
      case 'suspend':
        void suspend(stop);
        break;
      case 'quit':
        leave();
        break;
      default:
        unreachable(effect);
    }
  }

  /** Says goodbye, but does not wait for ever. */
  function leave(): void {
    if (leaving) return;
    leaving = true;
    if (store.model().connection.is === 'over') close();
    link?.close();
    setTimeout(close, FAREWELL_MS).unref();
  }

  /** There is no terminal any more, but a server that should hear of it. */
  function hangUp(): void {
    isHungUp = true;
    leave();
  }

  /** The mistake is ours. The others should not see a ghost of it; the person is told when the terminal is theirs again. */
  function crash(error: unknown): void {
    if (failure !== undefined) process.exit(1);
    failure = error;
    leave();
  }

  /** The modes of the terminal first: its own screen, which comes back last, shows that all is done. */
  function close(): void {
    terminal.end();
    ink.unmount();
  }

  /** Stops this process, and npm or npx around it, as the terminal does for Ctrl-Z; `fg` lets it go on from here. */
  async function stop(): Promise<void> {
    terminal.end();
    process.kill(0, 'SIGTSTP');
    await new Promise((resolve) => setTimeout(resolve, STANDSTILL_MS));
    terminal.begin();
    measure();
  }

  /** The person's own editor has the terminal, and its keys: Ctrl-C is not for us. */
  async function lendTo({ place, text }: { place: number; text: string }): Promise<void> {
    terminal.end();
    process.off('SIGINT', leave);
    const ignore = () => {};
    process.on('SIGINT', ignore);
    const edited = await editBy(editorOf(process.env), text);
    process.off('SIGINT', ignore);
    process.on('SIGINT', leave);
    terminal.begin();
    if ('text' in edited) store.take({ in: 'edited', place, text: edited.text, at: now() });
    else store.take({ in: 'told', sentence: edited.why, at: now() });
    measure();
  }

  /** A terminal that changes its size meanwhile tells that to others: this signal makes Node look. */
  function measure(): void {
    process.kill(process.pid, 'SIGWINCH');
  }

  const resized = () => store.take({ in: 'resize', ...size(), at: now() });
  const tick = () => {
    const model = store.model();
    const passing =
      model.connection.is === 'connecting' ||
      isTypingShown(model) ||
      isWaitingForNick(model) ||
      isReadDue(model);
    if (passing) store.take({ in: 'tick', at: now() });
  };
  const ticking = setInterval(tick, TICK_MS);
  stdout.on('resize', resized);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, leave);
  process.on('SIGHUP', hangUp);
  process.on('SIGCONT', measure);
  for (const end of ['error', 'end'] as const) stdin.on(end, hangUp);
  process.stderr.on('error', () => {});
  process.on('uncaughtException', crash);
  process.on('unhandledRejection', crash);
  process.on('exit', terminal.end);

  await ink.waitUntilExit();
  clearInterval(ticking);
  memory.end();
  stdout.off('resize', resized);
  terminal.end();
  const { connection } = store.model();
  if (failure !== undefined) console.error(failure);
  else if (connection.is === 'over' && !leaving) console.error(connection.reason);
  return leaving && !isHungUp && failure === undefined ? 0 : 1;
}
