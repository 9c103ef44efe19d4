/** What a person writes down: what went over the wire, and what the link told of it. */
import type { Event } from '../../grammar/events.ts';
import type { Diary, Happening, Moment, Tagged } from '../history/diary.ts';

export class Notes {
  /** What went over the wire. */
  readonly wire: Diary;
  /** What the link told, each thing once. */
  readonly told: Diary;
  readonly #moment: () => Moment;
  readonly #sent = new Set<string>();
  /** What was sent and not answered, by tag. */
  readonly #open = new Set<string>();

  constructor({ name, account }: Omit<Diary, 'notes'>, moment: () => Moment) {
    this.wire = { name, account, notes: [] };
    this.told = { name, account, notes: [] };
    this.#moment = moment;
  }

  /** It was sent, and was answered. */
  isAnswered({ tag }: Tagged): boolean {
    return this.#sent.has(tag) && !this.#open.has(tag);
  }

  /** The tags of what was not answered. */
  get open(): string[] {
    return [...this.#open];
  }

  send(command: Tagged): void {
    const { tag } = command;
    this.both({ on: 'sent', command, again: this.#sent.has(tag) });
    this.#sent.add(tag);
    this.#open.add(tag);
  }

  hear(event: Event, told: Moment): void {
    this.onWire({ on: 'heard', event, told });
    if ((event.ev === 'ok' || event.ev === 'error') && event.re !== undefined)
      this.#open.delete(event.re);
  }

  /** Nobody will answer these. */
  drop(tags: readonly string[], as: 'in doubt' | 'not said'): void {
    for (const tag of tags) this.#open.delete(tag);
    if (tags.length > 0) this.onWire({ on: 'dropped', tags, as });
  }

  onWire(happening: Happening): void {
    this.#write(this.wire, happening);
  }

  byLink(happening: Happening): void {
    this.#write(this.told, happening);
  }

  both(happening: Happening): void {
    this.onWire(happening);
    this.byLink(happening);
  }

  #write({ notes }: Diary, happening: Happening): void {
    notes.push({ moment: this.#moment(), ...happening });
  }
}
