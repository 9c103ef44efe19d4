/** The secrets that one connection knows in clear. Nobody else in the server knows them: inputs and the store have their hashes. */
import type { Event, EventOf } from '../../grammar/events.ts';

/** Something random that was made for a connection, until it is told; the world has its hash. */
interface Minted {
  readonly hash: string;
  readonly text: string;
}

const nothing = { ticket: '', mark: '' };
const none: readonly string[] = [];

/**
 * Tokens and passwords of one connection. The token of a session is a ticket, which opens it and is another one after each
 * use, and behind a dot a mark, which stays what it is: what the session presents is told apart by it.
 */
export class Secrets {
  #ticket = '';
  #mark = '';
  /** What it has presented for another session. */
  #presented = nothing;
  #passwords = none;
  #botToken: Minted | undefined;
  #nextTicket: Minted | undefined;

  /** Its session begins. */
  begin(ticket: string, mark: string): void {
    this.#ticket = ticket;
    this.#mark = mark;
  }

  /** The token of its session. */
  get token(): string {
    return `${this.#ticket}.${this.#mark}`;
  }

  /** What of its token stays the same as long as the session lasts. */
  get mark(): string {
    return this.#mark;
  }

  /** Keeps a bot's token of that hash until it is told. */
  keepToken(hash: string, text: string): void {
    this.#botToken = { hash, text };
  }

  /** Keeps a ticket of that hash, which its session may have from the next answer on. */
  keepTicket(hash: string, text: string): void {
    this.#nextTicket = { hash, text };
  }

  /** It wants another session, by this token. Returns the ticket in it. A token of an earlier Parlance has no mark. */
  present(token: string): string {
    const [ticket = '', mark = ticket] = token.split('.');
    this.#presented = { ticket, mark };
    return ticket;
  }

  /** Keeps what a command has presented until somebody hashes it. */
  presentPasswords(...passwords: string[]): void {
    this.#passwords = passwords;
  }

  /** The passwords of its last command that had some. They are forgotten here. */
  takePasswords(): readonly string[] {
    const taken = this.#passwords;
    this.#passwords = none;
    return taken;
  }

  /** The connection belongs from here on to the session whose token it has presented. If that `isRenewed`, its own ticket opens it. */
  goOver(isRenewed: boolean): void {
    const { ticket, mark } = this.#presented;
    if (!isRenewed) this.#ticket = ticket;
    this.#mark = mark;
  }

  /** An event with the token where the session is told it. */
  signed(event: Event): Event {
    switch (event.ev) {
      case 'token':
        return this.#unhashed(event);
      case 'welcome':
      case 'whoami':
        return { ...event, session: this.token };
      case 'ok':
        return event.session === undefined ? event : this.#renewed(event, event.session);
      default:
        return event;
    }
  }

  /** From here on its session has the ticket of that hash; an answer that is told again tells of the ticket that it has now. */
  #renewed(event: EventOf<'ok'>, hash: string): Event {
    if (this.#nextTicket?.hash === hash) this.#ticket = this.#nextTicket.text;
    this.#nextTicket = undefined;
    return { ...event, session: this.token };
  }

  /** Only a connection that has asked for a token knows it, and only once. */
  #unhashed(event: EventOf<'token'>): Event {
    const { hash, text } = this.#botToken ?? {};
    this.#botToken = undefined;
    return { ...event, token: hash === event.token && text ? text : '' };
  }
}
