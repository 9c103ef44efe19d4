/** The secrets that one connection knows in clear. Nobody else in the server knows them: inputs and the store have their hashes. */
import type { Event } from '../../grammar/events.ts';

/** Tokens and passwords of one connection. */
export class Secrets {
  /** The token of its session. */
  token = '';
  /** The token that it has presented for another session. */
  presented = '';
  #passwords: readonly string[] = [];

  /** Keeps what a command has presented until somebody hashes it. */
  presentPasswords(...passwords: string[]): void {
    this.#passwords = passwords;
  }

  /** The passwords of its last command that had some. They are forgotten here. */
  takePasswords(): readonly string[] {
    const taken = this.#passwords;
    this.#passwords = [];
    return taken;
  }

  /** The connection belongs from here on to the session whose token it has presented. */
  goOver(): void {
    this.token = this.presented;
  }

  /** An event with the token where the session is told it. */
  signed(event: Event): Event {
    if (event.ev !== 'welcome' && event.ev !== 'whoami') return event;
    return { ...event, session: this.token };
  }
}
