/**
 * Takes telnet's commands (RFC 854, 855) out of the bytes, wherever a packet was cut: what is left is what was typed.
 * Their first byte is no UTF-8, so that no text holds them. Nothing is answered: to an offer that is no consent.
 */
import { unreachable } from '../../grammar/unreachable.ts';

/** It begins each of telnet's commands. */
export const IAC = 0xff;
/** The commands, from the end of file of RFC 1184 up to IAC itself, which stands for a byte of that value. */
const FIRST_COMMAND = 0xec;
const SE = 0xf0;
const SB = 0xfa;
const WILL = 0xfb;
const DONT = 0xfe;
const LF = 10;
const CR = 13;

/** The window's size (RFC 1073): four bytes, any of which may look like a line end. */
const NAWS = 31;
const NAWS_BYTES = 4;

/** In text, or behind: IAC; WILL to DONT; SB; the option of SB; an IAC among its parameters. */
type State = 'text' | 'command' | 'option' | 'subject' | 'parameters' | 'end of parameters';

/** One connection's place between and in telnet's commands. */
export class Telnet {
  #state: State = 'text';
  /** So many parameters are still to come that may be any byte. */
  #sized = 0;

  /** The chunk itself when there is nothing to take out. */
  strip(chunk: Buffer): Buffer {
    if (this.#state === 'text' && !chunk.includes(IAC)) return chunk;
    // An IAC that ended the last chunk may turn out to be text.
    const text = Buffer.allocUnsafe(chunk.length + 1);
    let length = 0;
    for (const byte of chunk) {
      if (this.#state === 'text' && byte !== IAC) text[length++] = byte;
      else if (this.#isBroken(byte)) {
        // What is no command stays in its line and has it refused; no other line gets lost with it.
        text[length++] = IAC;
        text[length++] = byte;
        this.#state = 'text';
      } else if (this.#state === 'command' && byte === IAC) {
        text[length++] = IAC;
        this.#state = 'text';
      } else this.#state = this.#after(byte);
    }
    return text.subarray(0, length);
  }

  /** No command goes on with this byte. */
  #isBroken(byte: number): boolean {
    if (this.#state === 'command') return byte < FIRST_COMMAND;
    return (byte === LF || byte === CR) && this.#state !== 'text' && this.#sized === 0;
  }

  /** Where a byte leads that is a part of a command. */
  #after(byte: number): State {
    switch (this.#state) {
      case 'text':
        return 'command';
      case 'command':
        if (byte === SB) return 'subject';
        return byte >= WILL && byte <= DONT ? 'option' : 'text';
      case 'option':
        return 'text';
      case 'subject':
        this.#sized = byte === NAWS ? NAWS_BYTES : 0;
        return 'parameters';
      case 'parameters':
        if (byte === IAC) return 'end of parameters';
        this.#sized = Math.max(0, this.#sized - 1);
        return 'parameters';
      case 'end of parameters':
        this.#sized = byte === SE ? 0 : Math.max(0, this.#sized - 1);
        return byte === SE ? 'text' : 'parameters';
      default:
        return unreachable(this.#state);
    }
  }
}
