/** The screen: opens terminal and link, lets the model decide, and performs what it decides. */
import { setFlagsFromString } from 'node:v8';
import { render } from 'ink';
import { unreachable } from '../grammar/unreachable.ts';
import type { Settings } from './config/config.ts';
import { changedBy } from './config/options.ts';
import { setOption } from './config/set-option.ts';
import type { Report } from './keyboard/keyboard.ts';
import { edgesOf } from './layout/areas.ts';
import { answersTo, QUESTION_ROW, question } from './layout/drawing.ts';
import { areasOf } from './layout/geometry.ts';
import { cleanLine } from './layout/text.ts';
import { Leaving } from './leaving.ts';
import { titleOf } from './model/reduce.ts';
import { isAwaited } from './model/scripted.ts';
import { isAllOver, isPassing, lostAtAll, serversWith } from './model/servers.ts';
import { type PerformingPorts, perform } from './performing.ts';
import { Scripts } from './programs/scripts.ts';
import { openSpeller } from './programs/speller.ts';
import { Servings } from './servers/servings.ts';
import type { Way } from './servers/way.ts';
import { inTurn, measure } from './terminal/lending.ts';
import { openOutlet } from './terminal/outlet.ts';
import { openPainting } from './terminal/painting.ts';
import { openPaper } from './terminal/paper.ts';
import { openTerminal } from './terminal/terminal.ts';
import { App, type Suspend } from './view/App.tsx';
import { openStore } from './view/use-model.ts';

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
  const leaving = new Leaving({
    isAllOver: () => isAllOver(store.servers()),
    lost: () => lostAtAll(store.servers()).map(cleanLine),
    part() {
      scripts.end();
      for (const serving of servings.all()) serving.link()?.close();
    },
    // The modes of the terminal first: its own screen, which comes back last, shows that all is done.
    close() {
      terminal.close();
      ink.unmount();
    },
  });
  const stdout = openOutlet(process.stdout, leaving.hangUp);
  const now = () => Date.now();
  const size = () => ({ columns: stdout.columns || 80, rows: stdout.rows || 24 });
  const servings = new Servings(settings, {
    size,
    now,
    options: () => options,
    model: (server) => store.model(server),
    tell: (sentence, server) => tell(sentence, server),
    recall: (left, server) => store.take(left, server),
    hear(link, server) {
      store.take({ in: 'link', link, at: now() }, server);
      scripts.take(server, link);
      if (link.link === 'over') leaving.closeIfOver();
    },
  });
  const tell = (sentence: string, server?: string, place?: number) =>
    store.take({ in: 'told', sentence, place, at: now() }, server);
  const [first, ...next] = ways;
  const scripts = new Scripts({
    commands: () => options.scripts,
    now,
    servers: () => store.servers().all.map(({ name }) => name),
    waitsFor: (server) => isAwaited(store.model(server)),
    hear: (script, line, server) => store.take({ in: 'script', script, line, at: now() }, server),
    tell,
  });
  const store = openStore(
    serversWith(servings.prepare(first), ...next.map((way) => servings.prepare(way))),
    (effect, server) => perform(ports, effect, server),
  );
  const terminal = openTerminal(stdin, stdout, (heard) =>
    'report' in heard ? reported(heard) : store.take({ in: 'key', key: heard, at: now() }),
  );
  const speller = openSpeller(options.spelling, (answers) =>
    store.take({ in: 'spelled', answers, at: now() }),
  );
  let suspend: Suspend = async () => {};
  const ports: PerformingPorts = {
    store,
    servings,
    scripts,
    terminal,
    speller,
    now,
    set,
    tell,
    options: () => options,
    leave: leaving.leave,
    isLeaving: () => leaving.isLeaving,
    lend: inTurn((meanwhile) => suspend(meanwhile)),
  };

  terminal.takeMouse(options.mouse);
  terminal.begin();
  const { leave, hangUp, crash } = leaving;
  heedEnds(stdin, { leave, hangUp, crash, exit: terminal.end });
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
  try {
    scripts.begin();
    for (const way of ways) servings.begin(way);
    for (const sentence of told) tell(sentence);
  } catch (error) {
    crash(error); // Thrown on, the process would end without a word of it.
  }

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

  /** Sets an option: everything goes by it from now on. */
  function set(effect: Parameters<PerformingPorts['set']>[0], server: string): void {
    const outcome = setOption(options, effect, settings.file);
    store.take({ in: 'options', options: changedBy(options, outcome.options), at: now() });
    options = outcome.options;
    painting.wear(options);
    speller.use(options.spelling);
    for (const sentence of outcome.sentences) tell(sentence, server, effect.place);
  }

  const resized = () => store.take({ in: 'resize', ...size(), at: now() });
  const tick = () => {
    if (isPassing(store.servers())) store.take({ in: 'tick', at: now() });
  };
  const ticking = setInterval(tick, TICK_MS);
  stdout.on('resize', resized);

  await ink.waitUntilExit();
  clearInterval(ticking);
  for (const serving of servings.all()) serving.end();
  speller.end();
  stdout.off('resize', resized);
  terminal.end();
  return leaving.outcome(store.model().connection);
}

/** How a run may end from outside: by signals, by a terminal that is gone, or by a mistake of ours. */
interface Ends {
  /** The person, or the system, wants it to end. */
  leave(): void;
  /** There is no terminal any more. */
  hangUp(): void;
  crash(error: unknown): void;
  /** The very end. */
  exit(): void;
}

/** Has each way to end do what it should; also looks at the terminal's size when the process goes on after a stop. */
function heedEnds(stdin: NodeJS.ReadStream, { leave, hangUp, crash, exit }: Ends): void {
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGQUIT'] as const) process.on(signal, leave);
  process.on('SIGHUP', hangUp);
  process.on('SIGCONT', measure);
  for (const end of ['error', 'end'] as const) stdin.on(end, hangUp);
  process.stderr.on('error', () => {});
  process.on('uncaughtException', crash);
  process.on('unhandledRejection', crash);
  process.on('exit', exit);
}
