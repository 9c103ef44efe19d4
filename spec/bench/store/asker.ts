/** Somebody who asks a server one thing after the other, and takes the time until each is answered. */
import { Party } from '../../support/party.ts';

export class Asker {
  readonly #party: Party;
  #asked = 0;

  private constructor(party: Party) {
    this.#party = party;
  }

  static async open(port: number): Promise<Asker> {
    const party = await Party.connect(port, 'asker');
    await party.greet('json');
    return new Asker(party);
  }

  /** Milliseconds until a command has been answered with `ok`; `events` are how many came with the answer. */
  async ask(command: string): Promise<{ milliseconds: number; events: number }> {
    this.#asked += 1;
    const tag = `t${this.#asked}`;
    const [name = '', ...given] = command.split(' ');
    const began = performance.now();
    this.#party.send([`${name}@${tag}`, ...given].join(' '));
    const heard = await this.#party.until(new RegExp(`^\\{"ev":"(?:ok|error)","re":"${tag}"`));
    const milliseconds = performance.now() - began;
    const answer = heard.at(-1);
    if (!answer?.startsWith('{"ev":"ok"')) throw new Error(`${command} is answered with ${answer}`);
    return { milliseconds, events: heard.join().split('"seq":').length - 1 };
  }

  /** Says lines in the room last joined; resolves when they have been told. */
  async say(lines: string): Promise<void> {
    this.#party.write(lines);
    await this.ask('/ping');
  }

  close(): void {
    this.#party.destroy();
  }
}
