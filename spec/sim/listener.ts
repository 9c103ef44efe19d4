/** Somebody with `nc`, who is in all rooms, says nothing, and writes down each line that comes. */
import { StringDecoder } from 'node:string_decoder';
import type { Line } from '../history/checks/lines.ts';
import type { Cable } from './cable.ts';
import type { Dial } from './connections.ts';

export class Listener {
  readonly heard: Line[] = [];
  cables: Cable[] = [];
  readonly #rooms: readonly string[];
  readonly #dial: Dial;
  #cable: Cable | undefined;
  #connections = 0;
  /** Of the session to come back to, and of the one that this connection was greeted with. */
  #token: string | undefined;
  #fresh = '';

  constructor(rooms: readonly string[], dial: Dial) {
    this.#rooms = rooms;
    this.#dial = dial;
  }

  get isOnline(): boolean {
    return this.#cable !== undefined;
  }

  dial(): void {
    this.hangUp('in order', Number.POSITIVE_INFINITY);
    const decoder = new StringDecoder('utf8');
    let rest = '';
    this.#connections += 1;
    const connection = this.#connections;
    const cable = this.#dial({
      heard: (bytes, told) => {
        const lines = (rest + decoder.write(bytes)).split('\n');
        rest = lines.pop() ?? '';
        for (const text of lines) {
          this.heard.push({ connection, told, text });
          this.#learn(text);
        }
      },
      closed: () => {
        if (this.#cable === cable) this.#cable = undefined;
      },
    });
    if (cable === undefined) return;
    this.#cable = cable;
    this.cables = [cable, ...this.cables.filter(({ isDone }) => !isDone)];
    if (this.#token !== undefined) cable.send(`/resume ${this.#token}\n`);
    cable.send(`/nick eve\n/join ${this.#rooms.join(',')}\n`);
  }

  #learn(text: string): void {
    const [, token] = /lost: \/resume (\S+)$/.exec(text) ?? [];
    if (token !== undefined) this.#fresh = token;
    if (token !== undefined) this.#token ??= token;
    if (text.startsWith('! no_such_session')) this.#token = this.#fresh;
  }

  hangUp(how: 'in order' | 'reset', arriving: number): void {
    this.#cable?.leave(how, arriving);
    this.#cable = undefined;
  }
}
