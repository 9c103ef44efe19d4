/** One connection of a stranger: checks the bytes that come, and lets the ear of the dialect that is spoken hear them. */
import { isUtf8 } from 'node:buffer';
import { connect, type Socket } from 'node:net';
import type { Hearing } from './hearing.ts';
import { JsonEar, type Remembered } from './json-ear.ts';
import { PlainEar } from './plain-ear.ts';

export type Format = 'plain' | 'json';

/** No line of the server has more bytes, with its end. */
const MAX_LINE_BYTES = 65_536;
/** How long, in milliseconds, an answer may take. Only a failing spec ever waits so long. */
const MAX_ANSWER_MS = 60_000;
const LF = 10;

export class Visit {
  /** What is spoken to it, or will be when its first line has been read. */
  format: Format;
  readonly plain: PlainEar;
  readonly json: JsonEar;
  /** The server has closed, or we have. */
  over = false;
  /** How many lines have come. */
  heard = 0;
  readonly #socket: Socket;
  readonly #hearing: Hearing;
  #tail: Buffer = Buffer.alloc(0);
  /** The server has said goodbye, or we have gone. */
  #parting = false;
  /** What is spoken at the moment: a server that is busy may have greeted it in plain before its first line was read. */
  #spoken: Format = 'plain';
  /** A dialect was asked for: with that tag, or by the first line. */
  #switching: { to: Format; tag: string | undefined } | undefined;
  readonly #waiting = new Map<string, (ok: boolean | undefined) => void>();
  #ended: () => void = () => {};
  /** Resolves when the connection is over. */
  readonly closed = new Promise<void>((resolve) => {
    this.#ended = resolve;
  });

  private constructor(socket: Socket, format: Format, hearing: Hearing, remembered?: Remembered) {
    this.#socket = socket;
    this.format = format;
    if (format === 'json') this.#switching = { to: 'json', tag: undefined };
    this.#hearing = this.#overhear(hearing);
    this.plain = new PlainEar(this.#hearing);
    this.json = new JsonEar(this.#hearing, remembered);
    socket.on('data', (bytes) => this.#take(bytes));
    socket.on('error', () => {});
    socket.on('end', () => this.#finish());
    socket.on('close', () => this.#finish());
  }

  /** Its first line must make the server speak `format`. */
  static open(port: number, format: Format, hearing: Hearing, before?: Remembered): Promise<Visit> {
    return new Promise((resolve, reject) => {
      const socket = connect({ host: '127.0.0.1', port, noDelay: true });
      socket.once('error', reject);
      socket.once('connect', () => resolve(new Visit(socket, format, hearing, before)));
    });
  }

  write(bytes: string | Uint8Array): void {
    if (!this.over) this.#socket.write(bytes);
  }

  /** Resolves with whether the command of that tag was done; with nothing when the connection ends before. */
  answer(tag: string): Promise<boolean | undefined> {
    if (this.over) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#hearing.problem(`has waited ${MAX_ANSWER_MS / 1000} s for ${tag}`);
        this.reset();
      }, MAX_ANSWER_MS);
      this.#waiting.set(tag, (ok) => {
        clearTimeout(timer);
        this.#waiting.delete(tag);
        resolve(ok);
      });
    });
  }

  /** From the answer to `tag` on another dialect is spoken. */
  expect(to: Format, tag: string): void {
    this.#switching = { to, tag };
  }

  /** Breaks the connection. */
  reset(): void {
    this.#parting = true;
    this.#socket.resetAndDestroy();
    this.#finish();
  }

  /** The server is about to end it. */
  part(): void {
    this.#parting = true;
  }

  #overhear(hearing: Hearing): Hearing {
    return {
      get mayRing() {
        return hearing.mayRing;
      },
      answer: (tag, ok) => {
        if (tag === undefined) return;
        hearing.answer(tag, ok);
        this.#waiting.get(tag)?.(ok);
      },
      bye: () => {
        this.#parting = true;
        hearing.bye();
      },
      words: (text, room) => hearing.words(text, room),
      problem: (text) => hearing.problem(text),
    };
  }

  #take(bytes: Buffer): void {
    let from = 0;
    for (let at = bytes.indexOf(LF); at >= 0; at = bytes.indexOf(LF, from)) {
      const line = bytes.subarray(from, at);
      this.#hear(this.#tail.length === 0 ? line : Buffer.concat([this.#tail, line]));
      this.#tail = Buffer.alloc(0);
      from = at + 1;
    }
    this.#tail = Buffer.concat([this.#tail, bytes.subarray(from)]);
  }

  #hear(bytes: Buffer): void {
    this.heard += 1;
    const line = bytes.toString();
    if (bytes.length + 1 > MAX_LINE_BYTES) {
      this.#hearing.problem(`hears a line of ${bytes.length} bytes: ${line.slice(0, 200)}`);
    }
    if (!isUtf8(bytes)) this.#hearing.problem('hears what is no UTF-8');
    const rest = this.#turn(line);
    this[this.#spoken].hear(rest);
  }

  /**
   * The dialect changes with `welcome`, or with the acknowledgement that plain begins with. Returns the line: the last
   * bell of plain has no line of its own, and may stand before the `welcome`.
   */
  #turn(line: string): string {
    if (this.#switching === undefined) return line;
    const { to, tag } = this.#switching;
    const first =
      to === 'json' ? /(?<=^\x07*)\{"ev":"welcome"/.exec(line)?.index : line.indexOf(`* ok ${tag}`);
    if (first === undefined || first < 0) return line;
    if (first > 0 && !this.#hearing.mayRing) this.#hearing.problem(`hears a bell: ${line}`);
    if (tag !== undefined) this.json.beUnsure();
    this.format = to;
    this.#spoken = to;
    this.#switching = undefined;
    return line.slice(first);
  }

  #finish(): void {
    if (this.over) return;
    this.over = true;
    this.#socket.destroy();
    if (!this.#parting) this.#hearing.problem('is cut off without a goodbye');
    for (const done of [...this.#waiting.values()]) done(undefined);
    this.#ended();
  }
}
