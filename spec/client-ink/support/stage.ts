/**
 * An office with people in terminals of their own, too. They are gone afterwards.
 *
 *     const stage = await openStage();
 *     const ann = await stage.enter('ann', ['#dev']);              // the Ink client, when it is in the room
 */
import { fileURLToPath } from 'node:url';
import { newDirectory } from '../../support/folders.ts';
import { lastingPort } from '../../support/ports.ts';
import { parlance, type Running } from '../../support/process.ts';
import { openServer } from '../../support/server.ts';
import { clock } from './clock.ts';
import type { Size } from './desk.ts';
import { everySizeOf, Office, sizes } from './office.ts';
import { clientOn, openTerminal, type Terminal } from './terminal.ts';

interface Around {
  size?: Size;
  args?: string[];
  env?: Record<string, string>;
}

export class Stage extends Office {
  /** Somebody at a terminal with the Ink client, who is in these rooms; the first is shown. */
  async enter(
    nick: string,
    rooms: string[],
    { size, args = [], env }: Around = {},
  ): Promise<Terminal> {
    const join = rooms.length === 0 ? [] : ['--join', ...rooms];
    const program = clientOn(this.port, '--nick', nick, ...args, ...join);
    const terminal = openTerminal(program, size ?? sizes.usual, { ...clock, ...env });
    const [first = ''] = rooms;
    await terminal.shows(`${nick}>`, ({ title }) => title.includes(first));
    return terminal;
  }
}

/** A stage whose server is a process, which can die. */
export class MortalStage extends Stage {
  #server: Running;
  readonly #keeping: readonly string[];

  private constructor(server: Running, port: number, keeping: readonly string[]) {
    super(port);
    this.#server = server;
    this.#keeping = keeping;
  }

  /** `kept`: what its server knows is kept in a directory, otherwise in memory. */
  static async open({ kept = false } = {}): Promise<MortalStage> {
    const keeping = kept ? ['--data', newDirectory()] : ['--memory'];
    const port = await lastingPort();
    return new MortalStage(await serve(port, keeping), port, keeping);
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
}

async function serve(port: number, more: readonly string[]): Promise<Running> {
  const args = ['serve', '--port', String(port), '--no-limits', ...more];
  const server = parlance(args, clock);
  await server.until(/listening on/);
  return server;
}

/** A stage whose server is in this process. */
export async function openStage(): Promise<Stage> {
  return new Stage((await openServer()).port);
}

/** At every size, each on a stage of its own. */
export const atEverySize = everySizeOf(openStage);

/** Where a file of the specs of the client is. */
export const here = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));
