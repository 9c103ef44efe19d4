/**
 * Takes telnet's commands (RFC 854, 855) out of the bytes, wherever a packet was cut: what is left is what was typed.
 * Their first byte is no UTF-8, so that no text holds them. Nothing is answered: to an offer that is no consent.
 */

const IAC = 0xff;
/** The commands, from the end of file of RFC 1184 up to IAC itself, which stands for a byte of that value. */
const FIRST_COMMAND = 0xec;
const SE = 0xf0;
const SB = 0xfa;
const WILL = 0xfb;
const DONT = 0xfe;

/** Parameters of an option have at most so many bytes; what goes on longer is none, and read as a line. */
const MAX_PARAMETERS = 256;

type State = 'text' | 'command' | 'option' | 'parameters' | 'end of parameters';

/** One connection's place between and in telnet's commands. */
export class Telnet {
  #state: State = 'text';
  /** How many bytes of parameters have come. */
  #parameters = 0;

  /** The chunk itself when there is nothing to take out. */
  strip(chunk: Buffer): Buffer {
    if (this.#state === 'text' && !chunk.includes(IAC)) return chunk;
    // An IAC that ended the last chunk may turn out to be text.
    const text = Buffer.allocUnsafe(chunk.length + 1);
    let length = 0;
    for (const byte of chunk) {
      if (this.#state === 'text' && byte !== IAC) text[length++] = byte;
      else if (this.#state === 'command' && byte < FIRST_COMMAND) {
        text[length++] = IAC;
        text[length++] = byte;
        this.#state = 'text';
      } else if (this.#state === 'command' && byte === IAC) {
        text[length++] = IAC;
        this.#state = 'text';
      } else if (this.#state === 'parameters' && this.#parameters === MAX_PARAMETERS) {
        // The byte that is no UTF-8 has the line refused that hid in them.
        text[length++] = IAC;
        this.#state = 'text';
      } else this.#state = this.#after(byte);
    }
    return text.subarray(0, length);
  }

  /** Where a byte leads that is a part of a command. */
  #after(byte: number): State {
    switch (this.#state) {
      case 'text':
        return 'command';
      case 'command':
        this.#parameters = 0;
        if (byte === SB) return 'parameters';
        return byte >= WILL && byte <= DONT ? 'option' : 'text';
      case 'option':
        return 'text';
      case 'parameters':
        this.#parameters += 1;
        return byte === IAC ? 'end of parameters' : 'parameters';
      case 'end of parameters':
        return byte === SE ? 'text' : 'parameters';
    }
  }
}
