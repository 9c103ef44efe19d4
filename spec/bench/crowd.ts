/**
 * A crowd of clients on raw sockets that talk, and check that every message reaches every member once and in order.
 *
 * It must cost little, so nothing is parsed: each text begins with `@sender.seq.microseconds@` and is padded to a known
 * length; the receiver looks for the `@`, reads three numbers and skips the rest. Whatever a server writes around a
 * text, in whichever dialect, is passed over.
 */
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Durations } from './measure.ts';
import type { Dialect, Pace, Scenario } from './scenarios.ts';

interface Client {
  readonly socket: Socket;
  readonly room: number;
  /** The last seq heard of each sender in its room. */
  readonly last: Uint32Array;
  joined: boolean;
  /** The beginning of a text, or of the confirmation of a join, whose rest has not come. */
  tail: Buffer;
}

interface Sender {
  readonly client: Client;
  /** What its lines begin with. */
  readonly prefix: string;
  /** The member whose copy shows that a message has arrived. */
  readonly observer: Client;
  sent: number;
  arrived: number;
}

/** Bytes of a text. */
const TEXT_BYTES = 64;
/** Connections that are being made at once. */
const MAX_CONNECTING = 200;
/** Bytes that one read may bring. */
const READ_BYTES = 256 * 1024;

const AT = '@'.charCodeAt(0);
const DOT = '.'.charCodeAt(0);
const ZERO = '0'.charCodeAt(0);

const nothing = Buffer.alloc(0);
const now = (): number => Math.round(performance.now() * 1000);

export class Crowd {
  readonly #clients: Client[] = [];
  /** Deliveries. */
  received = 0;
  /** How long deliveries take, while somebody wants to know. */
  durations: Durations | undefined;
  readonly #scenario: Scenario;
  readonly #dialect: Dialect;
  readonly #port: number;
  readonly #senders: Sender[] = [];
  readonly #counted = { repeats: 0, gaps: 0, strays: 0, closed: 0 };
  #joined = 0;
  #bytes = 0;
  #leaving = false;
  #refilling = false;
  /** Messages that each sender keeps under way. */
  #window = 0;
  #ticking: NodeJS.Timeout | undefined;
  /** All sockets read into the same memory, in front of which there is place for a tail. */
  readonly #space = Buffer.alloc(TEXT_BYTES + READ_BYTES + 1);

  constructor(scenario: Scenario, dialect: Dialect, port: number) {
    this.#scenario = scenario;
    this.#dialect = dialect;
    this.#port = port;
  }

  /** Everybody connects, takes a nick and joins; rejects when that takes too long. */
  async gather(milliseconds: number): Promise<void> {
    const { people, rooms, senders } = this.#scenario;
    const deadline = performance.now() + milliseconds;
    while (this.#joined < people && performance.now() < deadline) {
      while (
        this.#clients.length < people &&
        this.#clients.length - this.#joined < MAX_CONNECTING
      ) {
        const number = this.#clients.length;
        this.#clients.push(this.#connect(`u${number}`, number % rooms));
      }
      await sleep(1);
    }
    if (this.#joined < people) throw new Error(`${people - this.#joined} people could not join`);
    const size = people / rooms;
    for (let id = 0; id < rooms * senders; id += 1) {
      const room = Math.floor(id / senders);
      const place = Math.floor(((id % senders) * size) / senders);
      const member = (at: number): Client => this.#clients[(at % size) * rooms + room]!;
      this.#senders.push({
        client: member(place),
        prefix: `/msg #r${room} `,
        observer: member(place + Math.ceil(size / (2 * senders))),
        sent: 0,
        arrived: 0,
      });
    }
  }

  /** Resolves when nothing has come for a while. */
  async calm(quiet: number, milliseconds: number): Promise<void> {
    const deadline = performance.now() + milliseconds;
    for (let before = -1; before !== this.#bytes && performance.now() < deadline; ) {
      before = this.#bytes;
      await sleep(quiet);
    }
  }

  talk(pace: Pace): void {
    if ('window' in pace) {
      this.#window = pace.window;
      this.#refill();
    } else this.#tick(pace.perSecond);
  }

  /** Says no more, and resolves when all that was said has arrived or nothing comes any more. */
  async finish(milliseconds: number): Promise<void> {
    clearTimeout(this.#ticking);
    this.#window = 0;
    const deadline = performance.now() + milliseconds;
    while (this.received < this.expected && performance.now() < deadline) {
      const before = this.received;
      await sleep(20);
      if (before === this.received) await sleep(2000);
      if (before === this.received) break;
    }
  }

  /** Deliveries that all that was said should come to. */
  get expected(): number {
    const { people, rooms } = this.#scenario;
    const said = this.#senders.reduce((all, { sent }) => all + sent, 0);
    return (said * people) / rooms;
  }

  /** What went wrong so far, once everything should be there. */
  get problems(): string[] {
    const { repeats, gaps, strays, closed } = this.#counted;
    const missing = this.expected - this.received;
    const found: [count: number, what: string][] = [
      [closed, 'connections were closed'],
      [missing, 'deliveries were lost'],
      [gaps, 'were skipped'],
      [repeats, 'came twice or too late'],
      [strays, 'came to the wrong room'],
    ];
    return found.filter(([count]) => count !== 0).map(([count, what]) => `${count} ${what}`);
  }

  /** Breaks all connections, so that no port is left waiting. */
  leave(): void {
    this.#leaving = true;
    for (const { socket } of this.#clients) socket.resetAndDestroy();
  }

  #connect(nick: string, room: number): Client {
    const socket = connect({
      host: '127.0.0.1',
      port: this.#port,
      noDelay: true,
      onread: {
        buffer: this.#space.subarray(TEXT_BYTES, TEXT_BYTES + READ_BYTES),
        callback: (bytes) => {
          this.#read(client, bytes);
          return true;
        },
      },
    });
    const last = new Uint32Array(this.#scenario.senders);
    const client: Client = { socket, room, last, joined: false, tail: nothing };
    const format = this.#dialect === 'json' ? '/format json\n' : '';
    // Who is to talk comes quietly: what it costs to be announced is measured where people arrive.
    const how = this.#scenario.work === 'connect' ? '' : ' quiet';
    socket.on('connect', () => socket.write(`${format}/nick ${nick}\n/join #r${room}${how}\n`));
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      if (!this.#leaving) this.#counted.closed += 1;
    });
    return client;
  }

  #read(client: Client, bytes: number): void {
    const { tail } = client;
    const end = TEXT_BYTES + bytes;
    let at = TEXT_BYTES - tail.length;
    this.#bytes += bytes;
    this.#space.set(tail, at);
    if (!client.joined && !this.#confirms(client, at, end)) return;
    // So that a search which finds nothing ends there.
    this.#space[end] = AT;
    const time = now();
    for (;;) {
      at = this.#space.indexOf(AT, at);
      if (at + TEXT_BYTES > end) break;
      this.#hear(client, at, time);
      at += TEXT_BYTES;
    }
    client.tail = at < end ? Buffer.from(this.#space.subarray(at, end)) : nothing;
  }

  /** The first that a client hears of its room is that it has joined. */
  #confirms(client: Client, from: number, end: number): boolean {
    const name = `#r${client.room}`;
    const heard = this.#space.subarray(from, end);
    client.joined = heard.includes(name, 0, 'latin1');
    client.tail = client.joined ? nothing : Buffer.from(heard.subarray(-name.length));
    if (client.joined) this.#joined += 1;
    return client.joined;
  }

  /** The hot path: one delivery, whose text begins at `at`. */
  #hear(client: Client, at: number, time: number): void {
    const space = this.#space;
    let place = at + 1;
    const number = (stop: number): number => {
      let value = 0;
      for (let byte = space[place++]!; byte !== stop; byte = space[place++]!) {
        value = value * 10 + byte - ZERO;
      }
      return value;
    };
    const id = number(DOT);
    const seq = number(DOT);
    const sentAt = number(AT);
    const { senders } = this.#scenario;
    const sender = this.#senders[id];
    if (sender === undefined || Math.floor(id / senders) !== client.room) {
      this.#counted.strays += 1;
      return;
    }
    const last = client.last[id % senders]!;
    if (seq <= last) {
      this.#counted.repeats += 1;
      return;
    }
    this.#counted.gaps += seq - last - 1;
    client.last[id % senders] = seq;
    this.received += 1;
    this.durations?.add(time - sentAt);
    if (sender.observer !== client) return;
    sender.arrived += 1;
    if (this.#window > 0) this.#refillSoon();
  }

  /** Once a turn, so that what goes to a server together is written together. */
  #refillSoon(): void {
    if (this.#refilling) return;
    this.#refilling = true;
    setImmediate(() => {
      this.#refilling = false;
      this.#refill();
    });
  }

  #refill(): void {
    const time = now();
    this.#senders.forEach((sender, id) => {
      let lines = '';
      while (sender.sent - sender.arrived < this.#window) lines += lineOf(sender, id, time);
      if (lines !== '') sender.client.socket.write(lines, 'latin1');
    });
  }

  /** Senders take turns. One that is late makes up for it, so that the pace is kept. */
  #tick(perSecond: number): void {
    const start = performance.now();
    let said = 0;
    const tick = (): void => {
      while (start + (said * 1000) / perSecond <= performance.now()) {
        const id = said % this.#senders.length;
        const sender = this.#senders[id]!;
        sender.client.socket.write(lineOf(sender, id, now()), 'latin1');
        said += 1;
      }
      const wait = start + (said * 1000) / perSecond - performance.now();
      this.#ticking = setTimeout(tick, Math.max(1, wait));
    };
    tick();
  }
}

function lineOf(sender: Sender, id: number, time: number): string {
  sender.sent += 1;
  return `${sender.prefix}${`@${id}.${sender.sent}.${time}@`.padEnd(TEXT_BYTES, 'x')}\n`;
}
