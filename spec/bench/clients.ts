/**
 * The people of a benchmark: each a bare socket that counts what it hears. A message carries its talker and number in a
 * mark of fixed width inside its text, so that nothing here knows how a server writes a line.
 */
import { connect, type Socket } from 'node:net';
import { TEXT_BYTES } from './scenarios.ts';

/** `@@0007.00000042@@`: talker 7's message 42, counted from 1. */
const MARK = 17;
const OPENING = Buffer.from('@@');
const AT = 0x40;
const DOT = 0x2e;
const LF = 10;

/** A message's text. */
export function textOf(talker: number, message: number): string {
  const mark = `@@${String(talker).padStart(4, '0')}.${String(message).padStart(8, '0')}@@`;
  return mark.padEnd(TEXT_BYTES, 'x');
}

/** What is told to whoever runs the crowd. */
export interface Hearing {
  /** The client is in its room. */
  arrived(client: Client): void;
  /** It heard a message, in order or not. */
  heard(client: Client, talker: number, message: number): void;
  /** Its connection is gone, and not because we closed it. */
  lost(client: Client, why: string): void;
}

/** One buffer that all sockets are read into: what arrives is looked at once and not kept. */
const arriving = Buffer.alloc(256 * 1024);

export class Client {
  readonly nick: string;
  readonly room: string;
  /** Per talker of its room, the last message heard. */
  readonly last: Uint32Array;
  /** Messages heard for the first time, messages heard again, and messages that were left out before another one. */
  received = 0;
  repeated = 0;
  skipped = 0;
  readonly #socket: Socket;
  readonly #firstTalker: number;
  readonly #hearing: Hearing;
  /** What it waits to see before it goes on: its nick, its room. */
  #awaits: string;
  #present = false;
  #closing = false;
  /** The start of a line whose end has not come. */
  #rest: Buffer | undefined;
  /** How far it was from the last mark to the one before it. */
  #stride = 0;

  constructor(
    who: { nick: string; room: string; firstTalker: number; talkers: number },
    port: number,
    greeting: string,
    hearing: Hearing,
  ) {
    this.nick = who.nick;
    this.room = who.room;
    this.last = new Uint32Array(who.talkers);
    this.#firstTalker = who.firstTalker;
    this.#hearing = hearing;
    this.#awaits = who.nick;
    this.#socket = connect({
      host: '127.0.0.1',
      port,
      noDelay: true,
      onread: { buffer: arriving, callback: (length) => this.#receive(length) },
    });
    this.#socket.on('error', (error) => this.#lose(error.message));
    this.#socket.on('end', () => this.#lose('the server closed the connection'));
    this.write(`${greeting}/nick ${who.nick}\n`);
  }

  write(lines: string): void {
    this.#socket.write(lines);
  }

  close(): void {
    this.#closing = true;
    this.#socket.destroy();
  }

  #lose(why: string): void {
    if (this.#closing) return;
    this.close();
    this.#hearing.lost(this, why);
  }

  #receive(length: number): boolean {
    let from = 0;
    if (this.#rest !== undefined) {
      const end = arriving.indexOf(LF) + 1;
      const cut = end > 0 && end <= length;
      from = cut ? end : length;
      const joined: Buffer = Buffer.concat([this.#rest, arriving.subarray(0, from)]);
      this.#rest = cut ? undefined : joined;
      if (cut) this.#read(joined, 0, joined.length);
    }
    if (from === length) return true;
    const end = arriving.lastIndexOf(LF, length - 1) + 1;
    if (end > from) this.#read(arriving, from, end);
    if (end < length) this.#rest = Buffer.from(arriving.subarray(Math.max(from, end), length));
    return true;
  }

  #read(bytes: Buffer, from: number, to: number): void {
    if (this.#present) this.#count(bytes, from, to);
    else this.#enter(bytes.latin1Slice(from, to));
  }

  /** On the way in: an answer that names what was asked for confirms it. */
  #enter(text: string): void {
    if (!text.includes(this.#awaits)) return;
    if (this.#awaits === this.nick) {
      this.#awaits = this.room;
      this.write(`/join ${this.room}\n`);
      return;
    }
    this.#present = true;
    this.#hearing.arrived(this);
  }

  /** Every mark in whole lines. The next one is most often as far away as the last one was. */
  #count(bytes: Buffer, from: number, to: number): void {
    let at = bytes.indexOf(OPENING, from);
    while (at >= 0 && at < to) {
      this.#hear(number(bytes, at + 2, at + 6), number(bytes, at + 7, at + MARK - 2));
      const guess = at + this.#stride;
      const found = isMark(bytes, guess)
        ? guess
        : bytes.indexOf(OPENING, bytes.indexOf(LF, at + MARK) + 1);
      this.#stride = found - at;
      at = found;
    }
  }

  #hear(talker: number, message: number): void {
    const mine = talker - this.#firstTalker;
    const due = (this.last[mine] ?? 0) + 1;
    if (message < due) this.repeated += 1;
    else {
      this.skipped += message - due;
      this.received += 1;
      this.last[mine] = message;
    }
    this.#hearing.heard(this, talker, message);
  }
}

/** Whether a mark begins there, and not the end of one. */
const isMark = (bytes: Buffer, at: number): boolean =>
  bytes[at] === AT && bytes[at + 1] === AT && bytes[at + 6] === DOT;

function number(bytes: Buffer, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at += 1) value = value * 10 + (bytes[at] ?? 0) - 48;
  return value;
}
