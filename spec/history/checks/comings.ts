/** Who is told to have come or gone, and how often: as often as they asked for it, and never for a lost connection. */
import type { EventOf } from '../../../grammar/events.ts';
import { type Diary, isGuest, nameOf } from '../diary.ts';
import { type Deed, done, type Problem } from './deeds.ts';

export function checkComings(diaries: readonly Diary[], deeds: readonly Deed[]): Problem[] {
  const counts = new Comings(deeds, diaries);
  return diaries.flatMap((diary) => counts.check(diary));
}

class Comings {
  readonly #counts = new Map<string, number>();
  readonly #quitters = new Set<string>();
  /** Of all who have diaries. */
  readonly #names: ReadonlySet<string>;

  constructor(deeds: readonly Deed[], diaries: readonly Diary[]) {
    this.#names = new Set(diaries.map(({ name }) => name));
    for (const { name, notes } of diaries)
      if (notes.some(({ on }) => on === 'expired')) this.#quitters.add(name);
    for (const deed of deeds) {
      const { who, command } = deed;
      if (command.cmd === 'quit') this.#quitters.add(who);
      if (done(deed) === undefined && deed.dropped !== 'in doubt') continue;
      if (command.cmd !== 'join' && command.cmd !== 'part') continue;
      const verb = command.cmd === 'join' ? 'joined' : 'parted';
      for (const room of command.rooms ?? []) this.#add(this.#counts, `${who} ${verb} ${room}`);
    }
  }

  check({ name: who, notes }: Diary): Problem[] {
    const heard = new Map<string, number>();
    return notes.flatMap((note) => {
      if (note.on !== 'heard') return [];
      const { event, moment } = note;
      if (event.ev === 'quit' && !this.#mayQuit(event)) {
        return [{ text: `hears that ${event.nick} quit: ${event.reason}`, who, moment }];
      }
      if (event.ev !== 'joined' && event.ev !== 'parted') return [];
      // Whom a ban hits when an exception is over has not asked for it.
      const isPutOut = event.ev === 'parted' && event.reason === 'banned';
      if (isGuest(event.nick) || isPutOut) return [];
      const name = nameOf(event.nick);
      if (!this.#names.has(name)) return [];
      const what = `${name} ${event.ev} ${event.room}`;
      if (this.#add(heard, what) <= (this.#counts.get(what) ?? 0)) return [];
      return [{ text: `hears too often that ${what}`, who, moment }];
    });
  }

  /** Guests resume the sessions that they had. */
  #mayQuit({ nick }: EventOf<'quit'>): boolean {
    const name = nameOf(nick);
    return isGuest(nick) || !this.#names.has(name) || this.#quitters.has(name);
  }

  #add(counts: Map<string, number>, what: string): number {
    const count = (counts.get(what) ?? 0) + 1;
    counts.set(what, count);
    return count;
  }
}
