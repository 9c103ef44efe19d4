/** The secrets that one connection knows in clear. Nobody else in the server knows them: inputs and the store have their hashes. */
import type { Event, EventOf } from '../../grammar/events.ts';

/** Tokens and passwords of one connection. */
export class Secrets {
  /** The token of its session. */
  token = '';
  /** The token that it has presented for another session. */
  presented = '';
  #passwords: readonly string[] = [];
  /** The last token that was made for a bot, until it is told. */
  #minted: { readonly hash: string; readonly token: string } | undefined;

  /** Keeps a token of that hash until it is told. */
  keepToken(hash: string, token: string): void {
    this.#minted = { hash, token };
  }

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
    if (event.ev === 'token') return this.#unhashed(event);
    if (event.ev !== 'welcome' && event.ev !== 'whoami') return event;
    return { ...event, session: this.token };
  }
  /** Only a connection that has asked for a token knows it, and only once. */
  #unhashed(event: EventOf<'token'>): Event {
    const { hash, token } = this.#minted ?? {};
    this.#minted = undefined;
    return { ...event, token: hash === event.token && token ? token : '' };
  }
}
