/**
 * A server whose clock begins at 12:01, and people in terminals of their own. All are gone after each test.
 *
 *     const stage = await openStage();
 *     const ann = await stage.enter('ann', ['#dev']);              // the Ink client, when it is in the room
 *     const bob = await stage.party('bob', '#dev');                // a fake person who is there without a terminal
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Party } from '../../support/party.ts';
import { executable, type Running, start } from '../../support/process.ts';
import { clock } from './clock.ts';
import { clientOn, closeTerminals, openTerminal, type Size, type Terminal } from './terminal.ts';

export interface Around {
  size?: Size;
  args?: string[];
  env?: Record<string, string>;
}

/** The three sizes at which everything has to work. */
export const sizes = {
  usual: { columns: 80, rows: 24 },
  narrow: { columns: 40, rows: 10 },
  wide: { columns: 200, rows: 50 },
} as const satisfies Record<string, Size>;

const stages = new Set<Stage>();

export class Stage {
  #server: Running;
  readonly port: number;
  readonly #keeping: readonly string[];
  readonly #parties: Party[] = [];
  readonly #terminals: Terminal[] = [];

  constructor(server: Running, port: number, keeping: readonly string[]) {
    this.#server = server;
    this.port = port;
    this.#keeping = keeping;
    stages.add(this);
  }

  /** Somebody at a terminal with the Ink client, who is in these rooms; the first is shown. */
  async enter(
    nick: string,
    rooms: string[],
    { size, args = [], env }: Around = {},
  ): Promise<Terminal> {
    const join = rooms.length === 0 ? [] : ['--join', ...rooms];
    const program = clientOn(this.port, '--nick', nick, ...args, ...join);
    const terminal = openTerminal(program, size ?? sizes.usual, { ...clock, ...env });
    this.#terminals.push(terminal);
    const [first = ''] = rooms;
    await terminal.shows(`${nick}>`, ({ title }) => title.includes(first));
    return terminal;
  }

  /** Somebody without a terminal, who has joined these rooms and reads nothing of it. */
  async party(nick: string, ...rooms: string[]): Promise<Party> {
    const party = await Party.open(this.port, nick, 'json');
    this.#parties.push(party);
    for (const room of rooms) party.send(`/join ${room}`);
    await party.rest();
    return party;
  }

  /** The server dies without a word, as with `kill -9`. */
  async crash(): Promise<void> {
    this.#server.child.kill('SIGKILL');
    await this.#server.exited;
  }

  /** Another server at the same place, which knows of the one before what that has kept. */
  async restart(...args: string[]): Promise<void> {
    this.#server = await serve(this.port, [...this.#keeping, ...args]);
  }

  /** Another server at the same place, which knows nothing. */
  async replace(): Promise<void> {
    this.#server = await serve(this.port, ['--memory']);
  }

  async close(): Promise<void> {
    stages.delete(this);
    for (const party of this.#parties) party.destroy();
    await Promise.all(this.#terminals.map((terminal) => terminal.close()));
    await this.#server.stop();
    const [option, directory = ''] = this.#keeping;
    if (option === '--data') await rm(directory, { recursive: true });
  }
}

async function serve(port: number, more: readonly string[]): Promise<Running> {
  const args = ['serve', '--host', '127.0.0.1', '--port', String(port), '--no-limits', ...more];
  const server = start(process.execPath, [executable, ...args], clock);
  await server.until(/listening on/);
  return server;
}

/** `kept`: in a directory of its own, as long as the stage is there; otherwise in memory, as long as the server is. */
export async function openStage({ kept = false } = {}): Promise<Stage> {
  const keeping = kept
    ? ['--data', await mkdtemp(join(tmpdir(), 'parlance-stage-'))]
    : ['--memory'];
  const server = await serve(0, keeping);
  const [, port] = /listening on \S+:(\d+)/.exec(server.stdout()) ?? [];
  return new Stage(server, Number(port), keeping);
}

/** What `atEverySize` plays, by its test. */
const plays = new WeakMap<Mocha.Runnable, () => Promise<unknown>>();

/**
 * Something that has to work at every size: played at all of them at once, each on a stage of its own that is gone
 * afterwards. Most of the time goes into starting processes, so the next play of the suite begins meanwhile.
 */
export function atEverySize(
  title: string,
  play: (stage: Stage, size: Size) => Promise<void>,
): void {
  let played: Promise<unknown> | undefined;
  const begin = () => {
    played ??= Promise.all(Object.values(sizes).map((size) => alone(play, size)));
    return played;
  };
  const test = it(title, async function () {
    const { tests = [] } = this.test?.parent ?? {};
    const next = tests[tests.indexOf(test) + 1];
    const ahead = next && plays.get(next)?.();
    // How that ends is for its own test to tell.
    ahead?.catch(() => {});
    await begin();
  });
  plays.set(test, begin);
}

async function alone(play: (stage: Stage, size: Size) => Promise<void>, size: Size): Promise<void> {
  const stage = await openStage();
  try {
    await play(stage, size);
  } finally {
    await stage.close();
  }
}

/** Leaves nothing running. */
export async function closeStages(): Promise<void> {
  await closeTerminals();
  await Promise.all([...stages].map((stage) => stage.close()));
}

/** Where a file of the specs of the client is. */
export const here = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));
