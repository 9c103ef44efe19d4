/** What an attack is: who comes how often from where, what they send, and what each of them comes to. */

/** A kind of attack. NICK in what is sent stands for a nick of their own. */
export interface Attack {
  /** The entry of SECURITY.md that states the outcome: what somebody does. */
  readonly entry: string;
  /** How many addresses they come from. */
  readonly addresses: number;
  /** How many connections are open at the same time; for each that ends another one comes. */
  readonly abreast: number;
  /** At most so many come in a second. */
  readonly perSecond?: number;
  /** They do nothing but connect, and so many come that Node is too slow for it. */
  readonly knocks?: true;
  /** They speak TLS: the newest, or 1.2, within which they want a new handshake. */
  readonly tls?: 'newest' | 'renegotiating';
  /** They come from where the server expects a proxy. */
  readonly asProxy?: true;
  /** What each sends at once. */
  readonly first?: readonly (string | Buffer)[];
  /** What it sends from then on, over and over: as fast as it is read, or with so many milliseconds between. */
  readonly again?: readonly (string | Buffer)[];
  readonly everyMs?: number;
  /** It reads nothing. */
  readonly isDeaf?: true;
  /** When all is sent once, it breaks the connection; or closes its half of it. */
  readonly leaves?: 'broken' | 'half';
  /** What each of them comes to, in the end. */
  readonly fate: RegExp;
  /** At most so many of them have a place. */
  readonly places?: number;
}

/** What came of them: how many came, and how many had which fate. */
export interface Spoils {
  readonly came: number;
  readonly fates: Readonly<Record<string, number>>;
}

/** Where all who attack come from: one network for each attack, and one of proxies. */
const NETWORKS = 64;
const PROXIES = 9;

/** What `--proxy-from` is told. */
export const proxies = `127.${PROXIES}.0.0/16`;

/** The address of the one of that number, in the attack of that number. */
export function addressOf(attack: Attack, which: number, n: number): string {
  const host = n % attack.addresses;
  const network = attack.asProxy ? PROXIES : NETWORKS + which;
  return `127.${network}.${host >> 8}.${(host & 255) + (attack.addresses > 255 ? 0 : 1)}`;
}

/** What somebody has heard, in a word or two, and whether the connection is still there. */
export const fateOf = (heard: Buffer, isOver: boolean): string =>
  `${said(heard)}, ${isOver ? 'cut' : 'there'}`;

const ALERT = 0x15;
const CLOSE = 0x88;

function said(heard: Buffer): string {
  if (heard.length === 0) return 'nothing';
  if (heard[0] === ALERT) return 'alert';
  const text = heard.toString('latin1');
  const [, status] = /^HTTP\/1\.1 (\d{3})/.exec(text) ?? [];
  if (status === '101') {
    const at = text.indexOf('\r\n\r\n') + 4;
    return heard[at] === CLOSE ? `closed with ${heard.readUInt16BE(at + 2)}` : 'WebSocket';
  }
  if (status !== undefined) return `HTTP ${status}`;
  if (text.includes('too_many')) return 'turned away';
  return /Welcome|"welcome"/.test(text) ? 'served' : 'refused';
}
