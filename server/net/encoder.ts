/** Encodes what one person is told: once, when others are told the same right after. */
import type { Event } from '../../grammar/events.ts';
import type { Dialect } from '../doors/door.ts';
import { framed } from './batch.ts';

/** Remembers the event that it encoded last. */
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
