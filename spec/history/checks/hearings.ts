/** What somebody heard, as whom: the token that they were told last opens one session in the store, which is one person's. */
import type { Event } from '../../../grammar/events.ts';
import type { Diary, Moment, Note, Tagged } from '../diary.ts';
import type { KeptSession, Opened, People } from './people.ts';

export interface Hearing {
  readonly who: string;
  readonly event: Event;
  readonly moment: Moment;
  /** When it was handed to the network. */
  readonly told: Moment;
  /** Since when its connection is there. */
  readonly opened: Moment;
  /** What it answers. */
  readonly command: Tagged | undefined;
  /** When that was sent, if it was but once: what is answered once more is told as it was. */
  readonly asked: Moment | undefined;
  /** The identity of the person that they surely were all the time since they were told the token. */
  readonly identity: string | undefined;
  /** What was kept of their session since it was asked; nothing when it was not kept all the time. */
  readonly sessions: readonly KeptSession[];
}

/** All that was heard of which it is known when it was told. */
export function hearingsOf(diary: Diary, people: People): Hearing[] {
  const ear = new Ear(diary.name, people);
  return diary.notes.flatMap((note) => ear.follow(note) ?? []);
}

class Ear {
  readonly #who: string;
  readonly #people: People;
  readonly #asked = new Map<string, { command: Tagged; asked: Moment | undefined }>();
  #opened: Moment = 0;
  /** The session that its token opens, if that was ever kept, and when the token was told. */
  #session: { readonly opened: Opened | undefined; readonly told: Moment } = nothing;

  constructor(who: string, people: People) {
    this.#who = who;
    this.#people = people;
  }

  follow(note: Note): Hearing | undefined {
    if (note.on === 'open') {
      this.#opened = note.moment;
      this.#session = nothing;
    } else if (note.on === 'sent') {
      const { command, moment, again } = note;
      this.#asked.set(command.tag, { command, asked: again ? undefined : moment });
    } else if (note.on === 'heard' && note.told !== undefined) {
      return this.#hear(note.event, note.moment, note.told);
    }
    return undefined;
  }

  #hear(event: Event, moment: Moment, told: Moment): Hearing {
    if ('session' in event && event.session !== undefined)
      this.#session = { opened: this.#people.opens(event.session), told };
    const { command, asked } = this.#asked.get(('re' in event && event.re) || '') ?? unasked;
    const { opened, told: since } = this.#session;
    const sessions = this.#people.sessions(opened, asked ?? told, told);
    return {
      ...{ who: this.#who, event, moment, told, opened: this.#opened, command, asked },
      identity: this.#person(opened, since, told),
      sessions: sessions.includes(undefined) ? [] : (sessions as KeptSession[]),
    };
  }

  /** A guest may be kept by and by; whoever is kept no more is somebody else, and whoever logs in or out has another token. */
  #person(opened: Opened | undefined, from: Moment, to: Moment): string | undefined {
    const kept = this.#people.sessions(opened, from, to).map((session) => session?.person);
    const persons = new Set(kept.filter((person) => person !== undefined));
    return persons.size === 1 ? kept.at(-1) : undefined;
  }
}

const unasked = { command: undefined, asked: undefined };
const nothing = { opened: undefined, told: 0 };
