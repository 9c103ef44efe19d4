/** The process of those who lose their connections, all at once, and come back to their sessions: thousands, who keep nothing of what they hear. */
import { connect, type Socket } from 'node:net';
import { createInterface } from 'node:readline';

/** What it is told: to come, to lose all connections and come back, or to say how many are there. */
export type Orders =
  | { readonly order: 'come'; readonly port: number; readonly people: number }
  | { readonly order: 'return' | 'count' };

/** So many come from one address, and so many are in a room. */
const NEIGHBOURS = 125;
const MEMBERS = 50;
/** So many come at the same time, at first; then all do. */
const ABREAST = 100;
/** Whoever is turned away tries again after so many milliseconds, and at most as many more. */
const RETRY_MS = 500;

class Person {
  readonly #port: number;
  readonly #n: number;
  #socket: Socket | undefined;
  #token = '';
  isThere = false;

  constructor(port: number, n: number) {
    this.#port = port;
    this.#n = n;
  }

  /** Connects, and joins, or goes on with the session; until that is done, however often. */
  async come(): Promise<void> {
    while (!(await this.#try())) {
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS * (1 + Math.random())));
    }
  }

  lose(): void {
    this.isThere = false;
    this.#socket?.resetAndDestroy();
  }

  #try(): Promise<boolean> {
    const localAddress = `127.5.0.${1 + Math.floor(this.#n / NEIGHBOURS)}`;
    const socket = connect({ host: '127.0.0.1', port: this.#port, localAddress });
    this.#socket = socket;
    const token = this.#token;
    const command = token
      ? { cmd: 'resume', token }
      : { cmd: 'join', rooms: [`#r${Math.floor(this.#n / MEMBERS)}`], quiet: true };
    socket.write(`${JSON.stringify({ ...command, tag: 't' })}\n`);
    return new Promise((resolve) => {
      socket
        .on('error', () => {})
        .on('close', () => {
          this.isThere = false;
          resolve(false);
        });
      createInterface({ input: socket }).on('line', (line) => {
        // Who is silent at first is greeted in words.
        if (!line.startsWith('{')) return;
        const event = JSON.parse(line);
        if (event.ev === 'welcome' && token === '') this.#token = event.session;
        if (event.ev === 'ping') socket.write('{"cmd":"ping"}\n');
        if (event.re !== 't' || (event.ev !== 'ok' && event.ev !== 'error')) return;
        this.isThere = event.ev === 'ok';
        if (event.session) this.#token = event.session;
        if (!this.isThere) socket.destroy();
        resolve(this.isThere);
      });
    });
  }
}

let people: Person[] = [];

async function obey(orders: Orders): Promise<number> {
  switch (orders.order) {
    case 'come':
      people = Array.from({ length: orders.people }, (_, n) => new Person(orders.port, n));
      for (let n = 0; n < people.length; n += ABREAST)
        await Promise.all(people.slice(n, n + ABREAST).map((each) => each.come()));
      break;
    case 'return':
      for (const each of people) each.lose();
      await Promise.all(people.map((each) => each.come()));
      break;
    case 'count':
      break;
  }
  return people.filter(({ isThere }) => isThere).length;
}

process.once('disconnect', () => process.exit());
process.on('message', async (orders: Orders) => process.send?.(await obey(orders)));
process.send?.('ready');
