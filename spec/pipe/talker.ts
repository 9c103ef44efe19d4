/** A plain-minded JSON client for specs: says commands, keeps every event, and waits for the one that is meant. */
import { connect, type Socket } from 'node:net';
import type { Command } from '../../grammar/ast.ts';
import type { Event } from '../../grammar/events.ts';

export class Talker {
  /** All that was heard, in order. */
  readonly heard: Event[] = [];
  readonly #socket: Socket;
  readonly #watchers = new Set<() => void>();
  #tags = 0;
  #over = false;

  constructor(port: number) {
    this.#socket = connect({ port, host: '127.0.0.1', noDelay: true });
    let rest = '';
    this.#socket.setEncoding('utf8');
    this.#socket.on('data', (chunk: string) => {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) this.heard.push(JSON.parse(line) as Event);
      this.#look();
    });
    this.#socket.on('error', () => {});
    this.#socket.on('close', () => {
      this.#over = true;
      this.#look();
    });
    this.send({ cmd: 'format', format: 'json' });
  }

  send(command: Command): void {
    this.#socket.write(`${JSON.stringify(command)}\n`);
  }

  /** Asks and waits for the `ok`; an `error` fails. */
  async ask(command: Command): Promise<Event> {
    this.#tags += 1;
    const tag = `t${this.#tags}`;
    this.send({ ...command, tag });
    const answer = await this.until(
      (event) => (event.ev === 'ok' || event.ev === 'error') && event.re === tag,
    );
    if (answer.ev === 'error') throw new Error(answer.message);
    return answer;
  }

  /** The first event, heard already or to come, that is meant. */
  async until(meant: (event: Event) => boolean): Promise<Event> {
    const found = await this.collected((events) => events.some(meant));
    return found.find(meant) as Event;
  }

  /** Waits until all that was heard satisfies. */
  collected(enough: (events: Event[]) => boolean): Promise<Event[]> {
    return new Promise((resolve, reject) => {
      const look = () => {
        if (enough(this.heard)) resolve(this.heard);
        else if (this.#over) reject(new Error('The server hung up before that was heard.'));
        else return;
        this.#watchers.delete(look);
      };
      this.#watchers.add(look);
      look();
    });
  }

  close(): void {
    this.#socket.destroy();
  }

  #look(): void {
    for (const look of [...this.#watchers]) look();
  }
}

/** What was said in a room, oldest first. */
export function textsIn(room: string, events: Event[]): string[] {
  return events.flatMap((event) =>
    event.ev === 'message' && 'room' in event && event.room === room ? [event.text] : [],
  );
}
