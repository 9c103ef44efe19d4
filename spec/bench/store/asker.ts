/** Somebody who asks a server one thing after the other, and takes the time until each is answered. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

export class Asker {
  readonly #socket: Socket;
  #asked = 0;
  #heard = '';
  #look: () => void = () => {};

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setEncoding('latin1');
    socket.on('data', (text: string) => {
      this.#heard += text;
      this.#look();
    });
  }

  static async open(port: number): Promise<Asker> {
    const socket = connect({ host: '127.0.0.1', port, noDelay: true });
    await once(socket, 'connect');
    const asker = new Asker(socket);
    await asker.ask('/format json');
    return asker;
  }

  /** Milliseconds until a command has been answered with `ok`; `events` are how many came with the answer. */
  async ask(command: string): Promise<{ milliseconds: number; events: number }> {
    this.#asked += 1;
    const tag = `t${this.#asked}`;
    const [name = '', ...given] = command.split(' ');
    const answer = new RegExp(`^\\{"ev":"(ok|error)","re":"${tag}".*\\n`, 'm');
    this.#heard = '';
    const began = performance.now();
    this.#socket.write([`${name}@${tag}`, ...given].join(' ').concat('\n'));
    const [, ev] = await new Promise<RegExpExecArray>((resolve) => {
      this.#look = () => {
        // The answer comes last: until it ends, there is nothing to look for.
        const found = this.#heard.endsWith('\n')
          ? answer.exec(this.#heard.slice(-MAX_OK_LENGTH))
          : null;
        if (found !== null) resolve(found);
      };
    });
    const milliseconds = performance.now() - began;
    if (ev !== 'ok') throw new Error(`${command} is answered with ${this.#heard}`);
    return { milliseconds, events: this.#heard.split('"seq":').length - 1 };
  }

  /** Says lines in the room last joined; resolves when they have been told. */
  async say(lines: string): Promise<void> {
    this.#socket.write(lines);
    await this.ask('/ping');
  }

  close(): void {
    this.#socket.destroy();
  }
}

/** No `ok` of what is asked here has more letters. */
const MAX_OK_LENGTH = 4096;
