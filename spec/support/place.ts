/** People who hear rooms by a fan-out whose clock is in the spec's hand; each write takes a while. */
import type { Event } from '../../grammar/events.ts';
import { type RoomKey, roomKey } from '../../grammar/names.ts';
import { jsonDoor } from '../../server/doors/json.ts';
import { plainDoor } from '../../server/doors/plain.ts';
import { Fanout } from '../../server/net/fanout.ts';
import { ToldTurn } from '../../server/net/told-turn.ts';
import { dumbConnection } from './dumb-connection.ts';
import { HandClock } from './hand-clock.ts';
import { language } from './language.ts';

const AT = '2026-11-26T12:00:00.000Z';
export const rooms = ['#tea', '#dev'] as const;
export type Room = (typeof rooms)[number];

/** Time passes while something is written, and when the spec lets it. */
class Working extends HandClock {
  worked = 0;

  override now(): number {
    return super.now() + this.worked;
  }
}

/** Nobody is greeted. */
const still = new HandClock();

/** Four people on a server where each write takes so many milliseconds, and a crowd that only listens, in all rooms. */
export class Place {
  readonly clock = new Working();
  readonly fanout: Fanout;
  /** What each was told, write by write. */
  readonly written: Event[][][] = [[], [], [], []];
  /** How often something was written to one of the crowd. */
  writtenToCrowd = 0;
  /** How often all was told that was under way. */
  relieved = 0;
  /** What went wrong in telling. */
  readonly broken: string[] = [];
  readonly #cost: number;
  readonly #ends = new Map<RoomKey, number>();

  constructor(cost: number, crowd = 0) {
    const { clock } = this;
    this.#cost = cost;
    const means = { clock, read: async () => [], live() {} };
    this.fanout = new Fanout(means, {
      relieved: () => {
        this.relieved += 1;
      },
      broken: (error) => void this.broken.push((error as Error).message),
    });
    this.written.forEach((writes, id) => {
      this.#connect(id, (bytes) => {
        const lines = bytes.toString().trimEnd().split('\n');
        writes.push(lines.map((line) => JSON.parse(line) as Event));
      });
    });
    for (let id = 4; id < 4 + crowd; id += 1) {
      this.#connect(id, () => {
        this.writtenToCrowd += 1;
      });
      for (const room of rooms) this.enter(id, room);
    }
  }

  #connect(id: number, written: (bytes: Buffer) => void, door = jsonDoor(language)): void {
    const connection = dumbConnection(id, '127.0.0.1', { door, clock: still }, (bytes) => {
      this.clock.worked += this.#cost;
      written(bytes);
    });
    this.fanout.attach(id, connection);
  }

  /** On another connection, in plain, whose bytes come here write by write. */
  comesInPlain(who: number): string[] {
    const written: string[] = [];
    this.#connect(who, (bytes) => written.push(bytes.toString()), plainDoor(language));
    return written;
  }

  /** On another connection, behind all others of each room, to which nothing can be written. */
  breaksFor(who: number): void {
    this.#connect(who, () => {
      throw new Error('broken');
    });
    for (const room of rooms) this.enter(who, room);
  }

  /** Nobody enters a room where they are. */
  enter(who: number, room: Room): void {
    const log = roomKey(room);
    this.fanout.leave(who, log);
    this.fanout.enter(who, log, room, this.#ends.get(log) ?? 0);
  }

  /** On another connection, of which nobody looks at what is written. */
  comesBack(who: number): void {
    this.#connect(who, () => {});
  }

  comes(nick: string, room: Room): void {
    this.fanout.announce([roomKey(room)], { ev: 'joined', room, nick, at: AT });
  }

  quits(nick: string, logs: readonly Room[]): void {
    this.fanout.announce(logs.map(roomKey), { ev: 'quit', nick, reason: 'bye', at: AT });
  }

  says(text: string, room: Room): void {
    const log = roomKey(room);
    const seq = (this.#ends.get(log) ?? 0) + 1;
    this.#ends.set(log, seq);
    const said = { seq, at: AT, from: 'ann', kind: 'say', text } as const;
    this.fanout.say(log, { ev: 'message', room, ...said }, undefined);
  }

  answer(who: number, text: string): void {
    this.fanout.reader(who)?.tell({ ev: 'motd', text });
  }

  /** Somebody asks for an answer that comes when all have been told all. */
  ping(who: number): void {
    this.fanout.reader(who)?.waitForOthers();
    this.answer(who, 'pong');
    this.flush();
  }

  /** The turn ends. */
  flush(...given: ConstructorParameters<typeof ToldTurn>): void {
    this.fanout.batches.flush(new ToldTurn(...given));
  }

  heardBy(who: number): Event[] {
    return this.written[who]?.flat() ?? [];
  }
}
