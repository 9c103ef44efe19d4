/**
 * Six who behave well, each from an address of their own, beside whatever else goes on: five of them say something now and
 * then, and it is noted when the sixth hears.
 */
import { Party } from '../../support/party.ts';
import { byTcp } from '../../support/ways.ts';
import { Durations } from '../measure.ts';

/** So many talk, one after the other: each keeps within the rate of a connection, and in five seconds 1 % of what they say is ten messages. */
const TALKERS = 5;
/** How often, in milliseconds, one of them says something. */
const TALK_INTERVAL_MS = 5;
/** How long, in milliseconds, the last message may be under way. */
const MAX_DELIVERY_MS = 10_000;

/** How long messages took, and how long without what their server and those who measure waited for a core meanwhile. */
interface Measured {
  readonly took: Durations;
  readonly unhindered: Durations;
  readonly lost: number;
}

export class Talk {
  readonly #talkers: readonly Party[];
  readonly #waited: () => number;
  /** When it was said, and how long they had waited until then. */
  readonly #said = new Map<number, readonly [at: number, waited: number]>();
  #took = new Durations();
  #unhindered = new Durations();
  #count = 0;

  private constructor(listener: Party, talkers: readonly Party[], waited: () => number) {
    this.#talkers = talkers;
    this.#waited = waited;
    for (const talker of talkers) talker.ignore();
    listener.listen({ line: (line) => this.#hear(line, listener), closed() {} });
  }

  /** `waited`: for how many milliseconds the server and those who measure have waited for a core so far. */
  static async open(port: number, waited = () => 0): Promise<Talk> {
    const [listener, ...talkers] = await Promise.all(
      Array.from({ length: 1 + TALKERS }, (_, n) => enter(port, `127.3.0.${1 + n}`)),
    );
    return new Talk(listener!, talkers, waited);
  }

  /** Talks for so many seconds; resolves with how long messages took, once all have come or are given up. */
  async measure(seconds: number): Promise<Measured> {
    [this.#took, this.#unhindered] = [new Durations(), new Durations()];
    const end = performance.now() + seconds * 1000;
    while (performance.now() < end) {
      this.#count += 1;
      this.#said.set(this.#count, [performance.now(), this.#waited()]);
      const talker = this.#talkers[this.#count % TALKERS];
      talker?.send(JSON.stringify({ cmd: 'say', text: `${this.#count}` }));
      await sleep(TALK_INTERVAL_MS);
    }
    const late = performance.now() + MAX_DELIVERY_MS;
    while (this.#said.size > 0 && performance.now() < late) await sleep(TALK_INTERVAL_MS);
    const lost = this.#said.size;
    this.#said.clear();
    return { took: this.#took, unhindered: this.#unhindered, lost };
  }

  #hear(line: string, listener: Party): void {
    // What attackers do in the room is not even parsed: its delay would be taken for the server's.
    if (!line.startsWith('{"ev":"message"') && !line.startsWith('{"ev":"ping"')) return;
    const { ev, text } = JSON.parse(line);
    // Who listens for minutes is asked whether they are there.
    if (ev === 'ping') listener.send('{"cmd":"ping"}');
    const said = ev === 'message' ? this.#said.get(Number(text)) : undefined;
    if (said === undefined) return;
    this.#said.delete(Number(text));
    const [at, waited] = said;
    const took = performance.now() - at;
    this.#took.add(took * 1000);
    this.#unhindered.add(Math.max(0, took - (this.#waited() - waited)) * 1000);
  }
}

/** Somebody in the room of those who behave well. */
async function enter(port: number, address: string): Promise<Party> {
  const party = await Party.connect(byTcp(port, undefined, address));
  await party.greet('json');
  await party.ask({ cmd: 'join', rooms: ['#well'] });
  return party;
}

const sleep = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));
