/** The connections of a person: the one that is used, those that were left, and those on which old devices hear on. */
import { StringDecoder } from 'node:string_decoder';
import { lineSplitter } from '../../client/wire.ts';
import type { Diary, Moment, Tagged } from '../history/diary.ts';
import type { Cable, ClientEvents } from './cable.ts';
import { OldDevice } from './old-device.ts';

/** Makes a connection to the server; nothing when nobody listens. */
export type Dial = (events: ClientEvents) => Cable | undefined;

/** What happens on the connection that is used. */
interface OnConnection {
  line(line: string, told: Moment): void;
  lost(): void;
}

export class Connections {
  readonly #moment: () => Moment;
  readonly #dial: Dial;
  readonly #on: OnConnection;
  /** All that something may still happen on; the latest first. */
  all: Cable[] = [];
  #used: Cable | undefined;
  readonly #oldDevices = new Map<Cable, OldDevice>();

  constructor(moment: () => Moment, dial: Dial, on: OnConnection) {
    this.#moment = moment;
    this.#dial = dial;
    this.#on = on;
  }

  get isOpen(): boolean {
    return this.#used !== undefined;
  }

  /** What the old devices hear. */
  get overheard(): Diary[] {
    return [...this.#oldDevices.values()].map(({ diary }) => diary);
  }

  /** True when the server takes it. */
  open(): boolean {
    const decoder = new StringDecoder('utf8');
    const lines = lineSplitter();
    const cable = this.#dial({
      heard: (bytes, told) => {
        for (const line of lines(decoder.write(bytes))) {
          if (this.#used === cable) this.#on.line(line, told);
          else if (cable) this.#oldDevices.get(cable)?.hear(line, told);
        }
      },
      closed: () => {
        if (this.#used === cable) this.#lose();
        else if (cable) this.#oldDevices.get(cable)?.lose();
      },
    });
    if (cable === undefined) return false;
    this.#used = cable;
    this.all = [cable, ...this.all.filter(({ isDone }) => !isDone)];
    return true;
  }

  send(text: string): void {
    this.#used?.send(text);
  }

  /** The one that is used breaks; so many bytes of what was sent still arrive. */
  hangUp(how: 'in order' | 'reset', arriving: number): void {
    this.#used?.leave(how, arriving);
    this.#lose();
  }

  /** The one that is used is an old device's from here on, with what its diary says, which says `late` when it should not. */
  leaveBehind(diary: Diary, late: Tagged): void {
    if (this.#used === undefined) return;
    this.#oldDevices.set(this.#used, new OldDevice(diary, this.#used, late, this.#moment));
    this.#lose();
  }

  /** The old devices say what they had to say; returns that. */
  sayLate(): Tagged[] {
    return [...this.#oldDevices.values()].flatMap((device) => device.speak() ?? []);
  }

  /** No session was taken from the old devices: they say nothing late. */
  hush(): void {
    for (const device of this.#oldDevices.values()) device.hush();
  }

  /** All devices are gone. */
  vanish(): void {
    this.hangUp('reset', 0);
    for (const cable of this.#oldDevices.keys()) cable.leave('reset', 0);
    for (const device of this.#oldDevices.values()) device.lose();
  }

  #lose(): void {
    if (this.#used === undefined) return;
    this.#used = undefined;
    this.#on.lost();
  }
}
