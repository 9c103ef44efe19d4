/** The machine on which the server runs: starts it on its one port and its one data directory, and takes its power away. */
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Problem } from '../history/checks/deeds.ts';
import type { Clock } from '../history/diary.ts';
import type { Blow } from '../history/story.ts';
import { lastingPort } from '../support/ports.ts';
import { type Running, start } from '../support/process.ts';
import { bundle } from './bundle.ts';
import type { Doom } from './doom.ts';
import type { Order, Task } from './server.ts';

/** How a server came to its end. */
export type End = 'at random' | Doom['when'];

export class Machine {
  /** All that was done to the server. */
  readonly blows: Blow[] = [];
  /** How often it ended in each way, once it was up. */
  readonly ends = new Map<End, number>();
  /** How often it ended while it was starting. */
  stumbles = 0;
  port = 0;
  readonly #folder: string;
  readonly #clock: Clock;
  readonly #fail: (problem: Problem) => void;
  #server: Running | undefined;
  #doom: Doom | undefined;
  #starts = 0;
  #isScrapped = false;
  #isFull = false;
  /** What all servers have complained of. */
  #complaints = '';

  constructor(clock: Clock, fail: (problem: Problem) => void) {
    this.#folder = mkdtempSync(join(tmpdir(), 'parlance-crash-'));
    this.#clock = clock;
    this.#fail = fail;
  }

  get data(): string {
    return join(this.#folder, 'data');
  }

  get complaints(): string {
    return `${this.#complaints}${this.#server?.stderr() ?? ''}`;
  }

  get kills(): number {
    return [...this.ends.values()].reduce((sum, count) => sum + count, 0);
  }

  /** Resolves when the server listens. */
  async boot(): Promise<void> {
    this.port ||= await lastingPort();
    if (this.#isScrapped) return;
    const server = await this.#start();
    await server.until(/listening on/);
    this.#strike('the server is up');
  }

  /** The server is started, and ends so many milliseconds later. */
  async stumble(after: number): Promise<void> {
    const server = await this.#start();
    await pause(after);
    server.child.kill('SIGKILL');
    await this.#ended('while starting');
    this.stumbles += 1;
  }

  /** The server ends now. */
  async kill(): Promise<void> {
    this.#server?.child.kill('SIGKILL');
    await this.#ended('at random');
    this.#count('at random');
  }

  /** The server will end itself at a point of its work; resolves when it knows, or has ended already. */
  async condemn(doom: Doom): Promise<void> {
    this.#strike(`the server is to die: ${JSON.stringify(doom)}`);
    this.#doom = doom;
    this.#order({ doom });
    await this.#server?.until(/condemned/).catch(() => {});
  }

  /** Resolves when the server has ended as it was condemned to. */
  async death(): Promise<void> {
    const how = this.#doom?.when ?? 'at random';
    await this.#ended(how);
    this.#count(how);
  }

  /** The disk is full from now on, over restarts; or it is not any more. */
  fill(isFull: boolean): void {
    this.#isFull = isFull;
    this.#strike(`the disk ${isFull ? 'is full' : 'has room again'}`);
    this.#order({ isFull });
  }

  /** Ends the server in order. */
  async stop(): Promise<void> {
    const code = await this.#server?.stop();
    if (code !== undefined && code !== 0) this.#fail({ text: `the server ended with ${code}` });
    this.#complaints += this.#server?.stderr() ?? '';
    this.#server = undefined;
  }

  /** Leaves nothing, neither processes nor files. */
  async scrap(): Promise<void> {
    this.#isScrapped = true;
    await this.#server?.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** Every other server is a relaxed one: after a kill that makes no difference. */
  async #start(): Promise<Running> {
    const file = await bundle();
    const { port, data } = this;
    this.#starts += 1;
    const durability = this.#starts % 2 === 0 ? 'full' : 'relaxed';
    const task: Task = { port, data, durability, isFull: this.#isFull };
    const server = start(process.execPath, [file, JSON.stringify(task)]);
    this.#server = server;
    return server;
  }

  #order(order: Order): void {
    this.#server?.child.stdin?.write(`${JSON.stringify(order)}\n`);
  }

  async #ended(how: string): Promise<void> {
    const server = this.#server;
    if (server === undefined) return;
    const code = await server.exited;
    if (code !== null) {
      this.#fail({ text: `the server ended by itself with ${code}: ${server.stderr()}` });
    }
    this.#complaints += server.stderr();
    this.#server = undefined;
    this.#strike(`the server is killed (${how})`);
  }

  #count(how: End): void {
    this.ends.set(how, (this.ends.get(how) ?? 0) + 1);
  }

  #strike(what: string): void {
    this.blows.push({ moment: this.#clock.next(), what });
  }
}
