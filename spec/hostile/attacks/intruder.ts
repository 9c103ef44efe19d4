/** One of those who attack: a bare connection, as they often do not get as far as lines, that does what its attack says, and hears what comes of it. */
import { connect, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { type Attack, addressOf, fateOf } from './attack.ts';
import { attacks } from './index.ts';

/** A connection that has sent all is broken so many milliseconds later: so that the server reads it. */
const BREAK_MS = 20;
/** About so many bytes are handed to a socket at once. */
const PIECE_BYTES = 16 * 1024;
/** Of what it hears, so many bytes tell its fate. */
const TELLING_BYTES = 8192;

const names = Object.keys(attacks);

export class Intruder {
  readonly #attack: Attack;
  readonly #socket: Socket;
  readonly #stream: Socket | TLSSocket;
  readonly #nick: string;
  #heard: Buffer = Buffer.alloc(0);
  #isOver = false;
  /** True once the system has connected it. */
  hasCome = false;
  readonly #came = Promise.withResolvers<void>();
  readonly #gone = Promise.withResolvers<void>();

  /** The one of that number; `ended` is called when its connection is over. */
  constructor(name: string, port: number, n: number, ended: () => void = () => {}) {
    const attack = attacks[name]!;
    const localAddress = addressOf(attack, names.indexOf(name), n);
    this.#attack = attack;
    this.#nick = `n${n}-${localAddress.replaceAll('.', '-')}`;
    const socket = connect({ host: '127.0.0.1', port, localAddress, allowHalfOpen: true });
    this.#socket = socket;
    this.#stream = attack.tls ? overTls(socket, attack.tls) : socket;
    socket.on('connect', () => {
      this.hasCome = true;
      this.#came.resolve();
    });
    socket.on('close', () => {
      this.#isOver = true;
      this.#gone.resolve();
      ended();
    });
    for (const each of new Set([socket, this.#stream])) each.on('error', () => socket.destroy());
    this.#stream.on('end', () => this.#stream.end());
    if (!attack.isDeaf) this.#stream.on('data', (bytes) => this.#hear(bytes));
    this.#begin();
  }

  get fate(): string {
    return fateOf(this.#heard, this.#isOver);
  }

  /** Resolves once it is connected, and once it is not any more. */
  get come(): Promise<void> {
    return this.#came.promise;
  }

  get gone(): Promise<void> {
    return this.#gone.promise;
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  /** Is gone, whatever the server makes of it. */
  end(): void {
    this.#socket.resetAndDestroy();
  }

  #hear(bytes: Buffer): void {
    if (this.#heard.length < TELLING_BYTES) this.#heard = Buffer.concat([this.#heard, bytes]);
  }

  #begin(): void {
    const { first = [], again, everyMs, leaves, tls } = this.#attack;
    for (const each of first) this.#stream.write(this.#own(each));
    if (tls === 'renegotiating') this.#renegotiate();
    if (again)
      this.#goOn(
        again.map((each) => this.#own(each)),
        everyMs,
      );
    if (leaves === 'half') this.#stream.end();
    if (leaves === 'broken') this.#afterAll(() => this.end());
  }

  #own(sent: string | Buffer): string | Buffer {
    return typeof sent === 'string' ? sent.replaceAll('NICK', this.#nick) : sent;
  }

  /** Once it is connected, and the server has had time to read. */
  #afterAll(act: () => void): void {
    const ready = this.#attack.tls ? 'secureConnect' : 'connect';
    this.#stream.once(ready, () => setTimeout(act, BREAK_MS));
  }

  #renegotiate(): void {
    const stream = this.#stream as TLSSocket;
    stream.once('secureConnect', () => stream.renegotiate({ rejectUnauthorized: false }, () => {}));
  }

  #goOn(again: readonly (string | Buffer)[], everyMs: number | undefined): void {
    const round = Buffer.concat(again.map((each) => Buffer.from(each)));
    if (everyMs === undefined) return this.#flood(pieceOf(round));
    const timer = setInterval(() => this.#stream.write(round), everyMs).unref();
    this.#socket.once('close', () => clearInterval(timer));
  }

  #flood(round: Buffer): void {
    if (this.#socket.destroyed) return;
    while (this.#stream.write(round)) {}
    this.#stream.once('drain', () => this.#flood(round));
  }
}

/** As many rounds as are handed to a socket at once: each by itself would keep this process busy, not the server. */
const pieceOf = (round: Buffer): Buffer =>
  Buffer.alloc(Math.ceil(PIECE_BYTES / round.length) * round.length, round);

const overTls = (socket: Socket, how: 'newest' | 'renegotiating'): TLSSocket =>
  connectTls({
    socket,
    rejectUnauthorized: false,
    ...(how === 'renegotiating' && { maxVersion: 'TLSv1.2' }),
  });
