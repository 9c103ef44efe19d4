/** Encodes what is told, once for each dialect: a batch of a log's events for all its readers, and an event for one of them. */
import type { Event, Logged } from '../../grammar/events.ts';
import type { Dialect } from '../doors/door.ts';

/** The identity of whoever did something. */
export type Author = string;
/** Whom a reader ignores. */
export type Authors = ReadonlySet<Author>;

/** An event of a log, and who did it. */
export interface Authored {
  readonly event: Logged;
  readonly author: Author;
}

/** All of a batch as one dialect's bytes. */
interface Encoded {
  readonly dialect: Dialect;
  /** The text of each event that was needed. */
  readonly texts: string[];
  bytes: Buffer | undefined;
  /** Where each event ends in `bytes`. Made only when a reader gets a part of the batch. */
  ends: number[] | undefined;
}

/** The events of one log, mostly of one turn. Each dialect variant encodes them once, however many readers there are. */
export class Batch {
  readonly events: Event[] = [];
  /** The author of each event, where a reader may ignore them. */
  readonly #authors: (Author | undefined)[] = [];
  readonly #encoded: Encoded[] = [];

  add(event: Event, author: Author | undefined): void {
    this.events.push(event);
    this.#authors.push(author);
  }

  /** Where, from `from` to before `to`, something was done by one of these. */
  *by(authors: Authors, from: number, to: number): Generator<number> {
    for (let n = from; n < to; n += 1) {
      const author = this.#authors[n];
      if (author !== undefined && authors.has(author)) yield n;
    }
  }

  /** All of it, so far. */
  whole(dialect: Dialect): Buffer {
    return this.#bytes(this.#in(dialect));
  }

  /** The events from `from` to before `to`, without a copy. */
  part(dialect: Dialect, from: number, to: number): Buffer {
    const encoded = this.#in(dialect);
    const bytes = this.#bytes(encoded);
    encoded.ends ??= endsOf(encoded);
    return bytes.subarray(from === 0 ? 0 : encoded.ends[from - 1], encoded.ends[to - 1]);
  }

  #in(dialect: Dialect): Encoded {
    for (const encoded of this.#encoded) {
      if (encoded.dialect.variant === dialect.variant) return encoded;
    }
    const encoded: Encoded = { dialect, texts: [], bytes: undefined, ends: undefined };
    this.#encoded.push(encoded);
    return encoded;
  }

  #bytes(encoded: Encoded): Buffer {
    const { dialect, texts } = encoded;
    const { events } = this;
    if (encoded.bytes === undefined || texts.length < events.length) {
      for (let n = texts.length; n < events.length; n += 1) {
        texts.push(dialect.write(events[n] as Event));
      }
      encoded.bytes = framed(dialect, texts);
      encoded.ends = undefined;
    }
    return encoded.bytes;
  }
}

/** Encodes what one person is told: once, when others are told the same right after. */
export class Encoder {
  #last: { event: Event; dialect: Dialect; bytes: Buffer | undefined } | undefined;

  /** The bytes of an event; nothing where the dialect says nothing. */
  encode(event: Event, dialect: Dialect): Buffer | undefined {
    const last = this.#last;
    if (last?.event === event && last.dialect.variant === dialect.variant) return last.bytes;
    const text = dialect.write(event);
    const bytes = text === '' ? undefined : framed(dialect, [text]);
    this.#last = { event, dialect, bytes };
    return bytes;
  }
}

/** The texts of events as they go on the wire. */
export function framed({ frame }: Dialect, texts: readonly string[]): Buffer {
  if (frame === undefined) return Buffer.from(texts.join(''));
  return Buffer.concat(texts.map((text) => (text === '' ? nothing : frame(text))));
}

const nothing = Buffer.alloc(0);

function endsOf({ dialect, texts }: Encoded): number[] {
  let end = 0;
  return texts.map((text) => {
    end += dialect.frame === undefined ? Buffer.byteLength(text) : framed(dialect, [text]).length;
    return end;
  });
}
