/** The screen: opens terminal and link, lets the model decide, and performs what it decides. */
import { setFlagsFromString } from 'node:v8';
import { render } from 'ink';
import { unreachable } from '../grammar/unreachable.ts';
import type { Settings } from './config.ts';
import { changedBy } from './config-options.ts';
import { heedEnds } from './ends.ts';
import { editBy, editorOf } from './external-editor.ts';
import type { Report } from './keyboard.ts';
import { edgesOf } from './layout/areas.ts';
import { answersTo, QUESTION_ROW, question } from './layout/drawing.ts';
import { areasOf } from './layout/geometry.ts';
import { cleanLine } from './layout/text.ts';
import { inTurn, lentTo, stop } from './lending.ts';
import type { ModelEffect } from './model/model.ts';
import { titleOf } from './model/reduce.ts';
import { isAllOver, isPassing, serversWith } from './model/servers.ts';
import { openOutlet } from './outlet.ts';
import { openPainting } from './painting.ts';
import { openPaper } from './paper.ts';
import { Scripts } from './scripts.ts';
import { Servings } from './servings.ts';
import { setOption } from './set-option.ts';
import { openSpeller } from './speller.ts';
import { clipboard, openBy, runFor, sequenceOf } from './telling.ts';
import { openTerminal } from './terminal.ts';
import { openStore } from './use-model.ts';
import { App, type Suspend } from './view/App.tsx';
import type { Way } from './way.ts';

/** The client waits at most this long for the server's `bye`. */
const FAREWELL_MS = 1000;
/** The model is told the time at this interval, while something in it passes. */
const TICK_MS = 1000;
/**
 * Chats until the person leaves; 1 when the connection could not be made or kept, or when the terminal is gone. `told`: what the
 * person has to know at the beginning.
 */
export async function screen(
  settings: Settings,
  ways: readonly [Way, ...Way[]],
  told: readonly string[],
): Promise<0 | 1> {
  // Frames are soon garbage: a young generation that may grow takes 100 MB more for no less work.
  setFlagsFromString('--semi-space-growth-factor=1');
  let { options } = settings;
  const { stdin } = process;
  const stdout = openOutlet(process.stdout, hangUp);
  const now = () => Date.now();
  const size = () => ({ columns: stdout.columns || 80, rows: stdout.rows || 24 });
  const servings = new Servings(settings, {
    ...{ size, now, options: () => options },
    model: (server) => store.model(server),
    tell: (sentence, server) => tell(sentence, server),
    recall: (left, server) => store.take(left, server),
    hear(link, server) {
      scripts.take(server, link);
      store.take({ in: 'link', link, at: now() }, server);
      if (link.link === 'over' && leaving && isAllOver(store.servers())) close();
    },
  });
  const tell = (sentence: string, server?: string, place?: number) =>
    store.take({ in: 'told', sentence, place, at: now() }, server);
  const [first, ...next] = ways;
  const scripts = new Scripts({
    commands: () => options.scripts,
    now,
    servers: () => store.servers().all.map(({ name }) => name),
    hear: (script, line, server) => store.take({ in: 'script', script, line, at: now() }, server),
    tell,
  });
  const store = openStore(
    serversWith(servings.prepare(first), ...next.map((way) => servings.prepare(way))),
    perform,
  );
  const terminal = openTerminal(stdin, stdout, (heard) =>
    'report' in heard ? reported(heard) : store.take({ in: 'key', key: heard, at: now() }),
  );
  const speller = openSpeller(options.spelling, (answers) =>
    store.take({ in: 'spelled', answers, at: now() }),
  );
  let suspend: Suspend = async () => {};
  const lendNext = inTurn((meanwhile) => suspend(meanwhile));
  let leaving = false;
  let isHungUp = false;
  let failure: unknown;

  terminal.takeMouse(options.mouse);
  terminal.begin();
  const lend = (given: Suspend) => {
    suspend = given;
  };
  const painting = openPainting(settings, options);
  const answer = answersTo(now());
  const ahead = size().rows >= QUESTION_ROW ? question : '';
  const edges = () => edgesOf(areasOf(store.drawn()));
  const ink = render(<App store={store} paint={painting.paint} lend={lend} />, {
    exitOnCtrlC: false,
    patchConsole: false,
    interactive: true,
    alternateScreen: true,
    stdout: openPaper(stdout, { ahead, edges, long: painting.long }),
    // The store draws at a bounded rate; whatever it draws at once should not wait for Ink, either.
    maxFps: 1000,
  });
  store.subscribe(() => {
    for (const serving of servings.all()) serving.changed();
    terminal.takeMouse(store.model().hasMouse);
    terminal.setTitle(cleanLine(titleOf(store.model())));
  });
  scripts.begin();
  for (const way of ways) servings.begin(way);
  for (const sentence of told) tell(sentence);

  function reported(heard: Report): void {
    switch (heard.report) {
      case 'mouse':
        return store.take({ in: 'mouse', mouse: heard, at: now() });
      case 'focus':
        return store.take({ in: 'focus', is: heard.is, at: now() });
      case 'background':
        painting.lieOn(heard.rgb);
        return store.take({ in: 'tick', at: now() });
      case 'cursor':
        return answer(heard.column, now()) ? store.take({ in: 'tick', at: now() }) : undefined;
      default:
        unreachable(heard);
    }
  }

  function perform(effect: ModelEffect, server: string): void {
    switch (effect.do) {
      case 'send':
        servings.get(server)?.link()?.send(effect.command);
        break;
      case 'set':
        set(effect, server);
        break;
      case 'script':
        for (const sentence of scripts.do(effect.deed, effect.script))
          tell(sentence, server, effect.place);
        break;
      case 'go':
        void lendNext(() => goTo(effect.server));
        break;
      case 'call':
        for (const telling of options.tell) terminal.say(sequenceOf(telling, effect));
        if (options['tell-command'] !== undefined) runFor(options['tell-command'], effect);
        break;
      case 'open':
        if (options['open-command'] !== undefined) openBy(options['open-command'], effect.url);
        break;
      case 'copy':
        terminal.say(clipboard(effect.text));
        break;
      case 'spell':
        speller.ask(effect.words);
        break;
      case 'redraw':
        void lendNext(async () => {});
        break;
      case 'edit':
        void lendNext(() => lendTo(effect, server));
        break;
      case 'suspend':
        void lendNext(() => stop(terminal));
        break;
      case 'quit':
        leave();
        break;
      default:
        unreachable(effect);
    }
  }

  /** Sets an option: everything goes by it from now on. */
  function set(effect: Extract<ModelEffect, { do: 'set' }>, server: string): void {
    const outcome = setOption(options, effect, settings.file);
    store.take({ in: 'options', options: changedBy(options, outcome.options), at: now() });
    options = outcome.options;
    painting.wear(options);
    speller.use(options.spelling);
    for (const sentence of outcome.sentences) tell(sentence, server, effect.place);
  }

  /** Says goodbye, but does not wait for ever. */
  function leave(): void {
    if (leaving) return;
    leaving = true;
    scripts.end();
    if (isAllOver(store.servers())) close();
    for (const serving of servings.all()) serving.link()?.close();
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

  /** Goes to a server of the configuration that the client is not on yet; it may ask for a password. */
  async function goTo(server: string): Promise<void> {
    const way = await servings.wayTo(server, (find) => lentTo(terminal, leave, find));
    if (way === undefined) return;
    store.add(servings.prepare(way));
    servings.begin(way);
  }

  /** The person's own editor has the terminal. */
  async function lendTo(
    { place, text }: { place: number; text: string },
    server: string,
  ): Promise<void> {
    const edited = await lentTo(terminal, leave, () => editBy(editorOf(process.env), text));
    if ('text' in edited) store.take({ in: 'edited', place, text: edited.text, at: now() }, server);
    else tell(edited.why, server);
  }

  const resized = () => store.take({ in: 'resize', ...size(), at: now() });
  const tick = () => {
    if (isPassing(store.servers())) store.take({ in: 'tick', at: now() });
  };
  const ticking = setInterval(tick, TICK_MS);
  stdout.on('resize', resized);
  heedEnds(stdin, { leave, hangUp, crash, exit: terminal.end });

  await ink.waitUntilExit();
  clearInterval(ticking);
  for (const serving of servings.all()) serving.end();
  speller.end();
  stdout.off('resize', resized);
  terminal.end();
  const { connection } = store.model();
  if (failure !== undefined) console.error(failure);
  else if (connection.is === 'over' && !leaving) console.error(connection.reason);
  return leaving && !isHungUp && failure === undefined ? 0 : 1;
}
