/**
 * A server whose clock begins at 12:01, and people in terminals of their own. All are gone after each test.
 *
 *     const stage = await openStage();
 *     const ann = await stage.enter('ann', ['#dev']);              // the Ink client, when it is in the room
 *     const bob = await stage.party('bob', '#dev');                // a fake person who is there without a terminal
 */
import { fileURLToPath } from 'node:url';
import { newDirectory } from '../../support/folders.ts';
import { Party } from '../../support/party.ts';
import { parlance, type Running } from '../../support/process.ts';
import { openServer } from '../../support/server.ts';
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
  protected server: { stop(): Promise<unknown> };
  readonly port: number;
  readonly #parties: Party[] = [];
  readonly #terminals: Terminal[] = [];

  constructor(server: { stop(): Promise<unknown> }, port: number) {
    this.server = server;
    this.port = port;
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

  async close(): Promise<void> {
    stages.delete(this);
    for (const party of this.#parties) party.destroy();
    await Promise.all(this.#terminals.map((terminal) => terminal.close()));
    await this.server.stop();
  }
}

/** A stage whose server is a process, which can die. */
export class MortalStage extends Stage {
  declare protected server: Running;
  readonly #keeping: readonly string[];

  private constructor(server: Running, port: number, keeping: readonly string[]) {
    super(server, port);
    this.#keeping = keeping;
  }

  /** `kept`: what its server knows is kept in a directory, otherwise in memory. */
  static async open({ kept = false } = {}): Promise<MortalStage> {
    const keeping = kept ? ['--data', newDirectory()] : ['--memory'];
    const server = await serve(0, keeping);
    const [, port] = /listening on \S+:(\d+)/.exec(server.stdout()) ?? [];
    return new MortalStage(server, Number(port), keeping);
  }

  /** The server dies without a word, as with `kill -9`. */
  async crash(): Promise<void> {
    this.server.child.kill('SIGKILL');
    await this.server.exited;
  }

  /** Another server at the same place, which knows of the one before what that has kept. */
  async restart(...args: string[]): Promise<void> {
    this.server = await serve(this.port, [...this.#keeping, ...args]);
  }

  /** Another server at the same place, which knows nothing. */
  async replace(): Promise<void> {
    this.server = await serve(this.port, ['--memory']);
  }
}

async function serve(port: number, more: readonly string[]): Promise<Running> {
  const args = ['serve', '--port', String(port), '--no-limits', ...more];
  const server = parlance(args, clock);
  await server.until(/listening on/);
  return server;
}

/** A stage whose server is in this process. */
export async function openStage(): Promise<Stage> {
  const server = await openServer();
  return new Stage({ stop: server.close }, server.port);
}

/** Something that has to work at every size: played at all of them at once, each on such a stage of its own. */
export const everySizeOf =
  <S extends Stage>(open: () => Promise<S>) =>
  (title: string, play: (stage: S, size: Size) => Promise<void>): void => {
    const alone = async (size: Size): Promise<void> => {
      const stage = await open();
      await play(stage, size).finally(() => stage.close());
    };
    it(title, () => Promise.all(Object.values(sizes).map(alone)));
  };

export const atEverySize = everySizeOf(openStage);

/** Leaves nothing running. */
export async function closeStages(): Promise<void> {
  await closeTerminals();
  await Promise.all([...stages].map((stage) => stage.close()));
}

/** Where a file of the specs of the client is. */
export const here = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));
