/** One connection of a stranger: the ear of the dialect that is spoken hears its lines as they come. */
import { type Format, Party } from '../support/party.ts';
import { Waiting } from '../support/waiting.ts';
import type { Hearing } from './hearing.ts';
import { JsonEar, type Remembered } from './json-ear.ts';
import { PlainEar } from './plain-ear.ts';

export class Visit {
  /** What is spoken to it, or will be when its first line has been read. */
  format: Format;
  readonly plain: PlainEar;
  readonly json: JsonEar;
  /** The server has closed, or we have. */
  over = false;
  /** How many lines have come. */
  heard = 0;
  readonly #party: Party;
  readonly #hearing: Hearing;
  /** The server has said goodbye, or we have gone. */
  #parting = false;
  /** What is spoken at the moment: a server that is busy may have greeted it in plain before its first line was read. */
  #spoken: Format = 'plain';
  /** A dialect was asked for: with that tag, or by the first line. */
  #switching: { to: Format; tag: string | undefined } | undefined;
  /** Whether what was asked with these tags was done. */
  readonly #answered = new Map<string, boolean>();
  readonly #waiting = new Waiting((problem) => problem);

  private constructor(party: Party, format: Format, hearing: Hearing, remembered?: Remembered) {
    this.#party = party;
    this.format = format;
    if (format === 'json') this.#switching = { to: 'json', tag: undefined };
    this.#hearing = this.#overhear(hearing);
    this.plain = new PlainEar(this.#hearing);
    this.json = new JsonEar(this.#hearing, remembered);
    party.listen({ line: (line) => this.#hear(line), closed: () => this.#finish() });
  }

  /** Its first line must make the server speak `format`. */
  static async open(
    port: number,
    format: Format,
    hearing: Hearing,
    before?: Remembered,
  ): Promise<Visit> {
    return new Visit(await Party.connect(port), format, hearing, before);
  }

  write(bytes: string | Uint8Array): void {
    if (!this.over) this.#party.write(bytes);
  }

  /** Resolves with whether the next command of that tag is done; with nothing when the connection ends before. */
  async answer(tag: string): Promise<boolean | undefined> {
    this.#answered.delete(tag);
    await this.#waiting.until(
      `the answer to ${tag}`,
      () => this.over || this.#answered.has(tag) || undefined,
    );
    return this.#answered.get(tag);
  }

  /** From the answer to `tag` on another dialect is spoken. */
  expect(to: Format, tag: string): void {
    this.#switching = { to, tag };
  }

  /** Breaks the connection. */
  reset(): void {
    this.#parting = true;
    this.#party.cut();
    this.#finish();
  }

  /** Resolves when the connection is over. */
  async closed(): Promise<void> {
    await this.#waiting.until('the end of the connection', () => this.over || undefined);
  }

  #overhear(hearing: Hearing): Hearing {
    return {
      get mayRing() {
        return hearing.mayRing;
      },
      answer: (tag, ok) => {
        if (tag === undefined) return;
        hearing.answer(tag, ok);
        this.#answered.set(tag, ok);
        this.#waiting.look();
      },
      bye: () => {
        this.#parting = true;
        hearing.bye();
      },
      words: (text, room) => hearing.words(text, room),
      problem: (text) => hearing.problem(text),
    };
  }

  #hear(line: string): void {
    this.heard += 1;
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
    if (!this.#parting) this.#hearing.problem('is cut off without a goodbye');
    this.#waiting.look();
  }
}
