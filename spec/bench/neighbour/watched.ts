/** A server with its default limits, whose event loop is watched from within. */
import { start } from '../../support/process.ts';
import { executable } from '../contestants.ts';
import { cpuOf, rssOf, waitedOf } from '../measure.ts';

/** The longest that an event loop went without a look at the clock, in milliseconds. */
export interface Stretch {
  readonly wall: number;
  /** Of its thread: what the others of this machine do is not in it. */
  readonly cpu: number;
}

const probe = new URL('probe.ts', import.meta.url).href;

export class Watched {
  readonly port: number;
  readonly #server: ReturnType<typeof start>;
  #asked = 0;

  private constructor(server: ReturnType<typeof start>, port: number) {
    this.#server = server;
    this.port = port;
  }

  /** Starts one with further options; its log is in memory, unless they say otherwise. */
  static async start(checkout: string, options = ['--memory']): Promise<Watched> {
    const address = ['--host', '127.0.0.1', '--port', '0'];
    const command = [probe, executable(checkout), 'serve', ...address, ...options];
    const server = start(process.execPath, ['--import', ...command]);
    const [, port] = await server.until(/listening on \S+:(\d+)/);
    return new Watched(server, Number(port));
  }

  /** The longest stretch since this was asked last. */
  async stretch(): Promise<Stretch> {
    this.#asked += 1;
    this.#server.child.stdin?.write(`${this.#asked}\n`);
    const [, found = ''] = await this.#server.until(new RegExp(`stretch ${this.#asked} (.+)\n`));
    return JSON.parse(found);
  }

  /** Seconds of CPU time of all its threads so far, and bytes of memory now. */
  get cpu(): number {
    return cpuOf(this.#pid) ?? Number.NaN;
  }

  get rss(): number {
    return rssOf(this.#pid) ?? Number.NaN;
  }

  /** Milliseconds that its event loop has waited for a core so far. */
  get waited(): number {
    return waitedOf(this.#pid);
  }

  /** Has it read its configuration again. */
  reload(): void {
    this.#server.child.kill('SIGHUP');
  }

  async end(): Promise<void> {
    this.#server.child.kill('SIGKILL');
    await this.#server.exited;
  }

  get #pid(): number {
    return this.#server.child.pid ?? 0;
  }
}
